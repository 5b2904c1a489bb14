// Whoever works by keyboard is somewhere. When that place is drawn away under them (a row removed, a form closed, a button that has
// done its work), the focus goes to what is left of it, instead of to nowhere.
const patience = 1000;
let trail = [];
let waiting;

document.addEventListener('focusin', ({ target }) => {
  clearTimeout(waiting);
  trail = [];
  for (let place = target; place && place !== document.body; place = place.parentElement) trail.push(place);
});

// Let go by the person: nothing to go back to.
document.addEventListener('focusout', ({ target, relatedTarget }) => setTimeout(() => {
  if (!relatedTarget && target === trail[0] && target.isConnected && !target.disabled && document.hasFocus()) trail = [];
}));

const isLost = () => document.activeElement === document.body && trail.length > 0;

function settle() {
  if (!isLost()) return;
  const [place, ...around] = trail;
  // A page that goes on under another heading is told from its heading on.
  const heading = place.tagName === 'H1' && document.querySelector('main h1');
  const left = heading || around.find(part => part.isConnected && part.closest('main, [role=dialog]'));
  if (!left) return;
  if (left.tabIndex < 0) left.tabIndex = -1;
  left.focus({ preventScroll: true });
}

function look() {
  if (!isLost()) return;
  const [place] = trail;
  clearTimeout(waiting);
  if (!place.isConnected) settle();
  // Busy for a moment, most likely; then it is where one was.
  else if (place.disabled) waiting = setTimeout(settle, patience);
  else place.focus({ preventScroll: true });
}

// Browsers take the focus from what was disabled or removed with the next frame, and tell nobody.
let asked;
new MutationObserver(() => {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => setTimeout(look));
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });

// By itself a link to #main would lead to the start page's, since addresses here are relative to the root.
document.addEventListener('click', event => {
  if (!event.target.closest?.('.skip-link')) return;
  event.preventDefault();
  document.getElementById('main').focus();
}, { capture: true });
