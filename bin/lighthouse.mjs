// What bin/lighthouse runs in Node.js: signs a company up, buys it a plan at the sandbox, and measures its overview.
// run.mjs ADDRESS [FOLDER FOR THE REPORTS]
import { existsSync, writeFileSync } from 'node:fs';
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';

const [app, reports] = process.argv.slice(2);
const goals = { performance: 90, accessibility: 100, 'best-practices': 100 };
const chromium = [process.env.PENGUIN_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(path => path && existsSync(path));

const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  const type = async (label, text) => (await page.waitForSelector(`aria/${label}`)).type(text);
  const press = async name => (await page.waitForSelector(`aria/${name}[role="button"]`)).click();

  await page.goto(`${app}/sign-up`);
  await type('Company name', 'Northwind');
  await type('Your name', 'Nora North');
  await type('Email', 'nora@northwind.test');
  await type('Password', 'correct horse battery');
  await press('Create account');
  await page.waitForSelector('main[data-live]');

  await page.goto(`${app}/plans`);
  await page.waitForSelector('main[data-live]');
  // The prices' ids come from Stripe a moment after the first start.
  await page.waitForFunction(() => [...document.querySelectorAll('button')].some(button => button.textContent.includes('Choose Professional') && !button.disabled));
  await press('Choose Professional');
  await type('Card number', '4242424242424242');
  await type('Expiry', '12/30');
  await type('CVC', '123');
  await type('Name on card', 'Nora North');
  await type('Postal code', '10001');
  await press('Subscribe');
  await page.waitForFunction(() => document.body.textContent.includes('You are subscribed'), { timeout: 60_000 });

  let short = false;
  for (const [name, config] of [['desktop', desktopConfig], ['mobile', undefined]]) {
    const flags = { onlyCategories: Object.keys(goals), disableStorageReset: true, output: 'html', logLevel: 'error' };
    const { lhr, report } = await lighthouse(`${app}/billing`, flags, config, page);
    const scores = Object.entries(goals).map(([category, goal]) => {
      const score = Math.round(lhr.categories[category].score * 100);
      short ||= score < goal;
      return `${category} ${score}${score < goal ? ` (goal ${goal})` : ''}`;
    });
    console.log(`${name}: ${scores.join(', ')}`);
    if (!lhr.finalDisplayedUrl.endsWith('/billing')) throw new Error(`Measured ${lhr.finalDisplayedUrl}, not the overview.`);
    for (const audit of Object.values(lhr.audits).filter(audit => audit.score !== null && audit.score < 0.9))
      console.log(`  ${audit.id}: ${audit.displayValue ?? audit.title}`);
    if (reports) writeFileSync(`${reports}/lighthouse-${name}.html`, report);
  }
  process.exitCode = short ? 1 : 0;
} finally {
  await browser.close();
}
