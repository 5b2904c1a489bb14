// Conveniences only: every page works without this.
const group = (value, size) => value.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ');

document.getElementById('card_number')?.addEventListener('input', event => {
  event.target.value = group(event.target.value.replace(/\D/g, '').slice(0, 19), 4);
});

document.getElementById('expiry')?.addEventListener('input', event => {
  const digits = event.target.value.replace(/\D/g, '').slice(0, 4);
  event.target.value = digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
});

const country = document.getElementById('country');
const summary = document.querySelector('[data-quote]');
if (country && summary) {
  country.addEventListener('change', async () => {
    const answer = await fetch(`${summary.dataset.quote}?country=${encodeURIComponent(country.value)}`);
    if (!answer.ok) return;
    const quote = await answer.json();
    for (const key of ['tax', 'total']) document.querySelector(`[data-amount="${key}"]`).textContent = quote[key];
  });
}

// Filling in a new card means wanting to use it.
const newCard = document.getElementById('method_new');
document.getElementById('card_number')?.addEventListener('focus', () => { if (newCard) newCard.checked = true; });
