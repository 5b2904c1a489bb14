// A walk through the sandbox with Stripe's own Node library, a client that knows nothing of this product:
//   node walk.mjs http://127.0.0.1:5081
import assert from 'node:assert/strict';
import http from 'node:http';
import Stripe from 'stripe';

const day = 86400;
const { hostname, port } = new URL(process.argv[2]);
const stripe = new Stripe('sk_test_walk', { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
assert.equal(Stripe.API_VERSION, '2026-10-28.endive');

const step = (words) => console.log(words);

// Its own endpoint: whatever is posted here must be signed for it.
const deliveries = [];
const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    deliveries.push({ body: Buffer.concat(parts), signature: request.headers['stripe-signature'] });
    response.end();
  });
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const endpoint = await stripe.webhookEndpoints.create({ url: `http://127.0.0.1:${server.address().port}/`, enabled_events: ['*'] });

const begin = Date.UTC(2026, 0, 1) / 1000;
const clock = await stripe.testHelpers.testClocks.create({ frozen_time: begin });
const advance = async (days) => {
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: begin + days * day });
  assert.equal((await stripe.testHelpers.testClocks.retrieve(clock.id)).status, 'ready');
};

step('customer');
const customer = await stripe.customers.create({ email: 'ada@example.com', test_clock: clock.id });
const good = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: good.id } });

step('price');
const plan = (name, unit_amount) => stripe.prices.create({ product_data: { name }, currency: 'usd', unit_amount, recurring: { interval: 'month' } });
const starter = await plan('Starter', 4900);
const professional = await plan('Professional', 14900);

step('subscription');
let subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: starter.id }], expand: ['latest_invoice'] });
assert.equal(subscription.status, 'active');
assert.equal(subscription.latest_invoice.amount_paid, 4900);
const item = subscription.items.data[0];
assert.equal(item.current_period_end, begin + 31 * day);

step('clock and renewal');
await advance(32);
subscription = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
assert.equal(subscription.items.data[0].current_period_start, begin + 31 * day);
assert.equal(subscription.latest_invoice.status, 'paid');
assert.equal(subscription.latest_invoice.billing_reason, 'subscription_cycle');

step('failed renewal');
const refused = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id });
await stripe.subscriptions.update(subscription.id, { default_payment_method: refused.id });
await advance(60);
subscription = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
assert.equal(subscription.status, 'past_due');
assert.equal(subscription.latest_invoice.status, 'open');
await assert.rejects(stripe.invoices.pay(subscription.latest_invoice.id), (error) =>
  error instanceof Stripe.errors.StripeCardError && error.code === 'card_declined' && error.decline_code === 'generic_decline');
await stripe.subscriptions.update(subscription.id, { default_payment_method: good.id });
assert.equal((await stripe.invoices.pay(subscription.latest_invoice.id)).status, 'paid');
assert.equal((await stripe.subscriptions.retrieve(subscription.id)).status, 'active');

step('plan change, charged as the preview said');
const proration_date = begin + 70 * day;
await advance(70);
const change = { items: [{ id: item.id, price: professional.id }], proration_behavior: 'always_invoice', proration_date };
const preview = await stripe.invoices.createPreview({ subscription: subscription.id, subscription_details: change });
subscription = await stripe.subscriptions.update(subscription.id, { ...change, expand: ['latest_invoice.payments'] });
const invoice = subscription.latest_invoice;
// Day 59 is 1 March, day 70 is 12 March: 20 of 31 days are left. 4900 × 20/31 = 3161.2…, 14900 × 20/31 = 9612.9….
assert.deepEqual(invoice.lines.data.map((line) => line.amount), [-3161, 9613]);
assert.equal(invoice.total, preview.total);
assert.equal(invoice.amount_paid, preview.amount_due);

step('refund');
const refund = await stripe.refunds.create({ payment_intent: invoice.payments.data[0].payment.payment_intent, amount: 500 });
assert.equal(refund.status, 'succeeded');
const charge = await stripe.charges.retrieve(refund.charge);
assert.equal(charge.amount_refunded, 500);
assert.equal(charge.refunded, false);

step('webhooks');
const events = [];
for await (const event of stripe.events.list({ limit: 7 })) events.push(event.id);
const deadline = Date.now() + 10_000;
const verified = new Set();
for (let next = 0; verified.size < events.length;) {
  if (next < deliveries.length) {
    const { body, signature } = deliveries[next++];
    verified.add(stripe.webhooks.constructEvent(body, signature, endpoint.secret).id);
    assert.throws(() => stripe.webhooks.constructEvent(body + ' ', signature, endpoint.secret), Stripe.errors.StripeSignatureVerificationError);
  } else {
    assert.ok(Date.now() < deadline, `only ${verified.size} of ${events.length} events were delivered`);
    await new Promise((waited) => setTimeout(waited, 20));
  }
}
assert.ok([...verified].every((id) => events.includes(id)));
for (const type of ['customer.created', 'invoice.paid', 'invoice.payment_failed', 'customer.subscription.updated', 'charge.refunded'])
  assert.ok(deliveries.some(({ body }) => JSON.parse(body).type === type), `no ${type}`);

server.closeAllConnections();
server.close();
console.log(`walked; ${verified.size} webhooks verified`);
