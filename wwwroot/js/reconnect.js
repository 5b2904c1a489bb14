// Opens and closes the dialog of Shell/ReconnectModal.razor as Blazor's connection comes and goes.
const dialog = document.getElementById('components-reconnect-modal');
const states = ['show', 'retrying', 'failed', 'paused', 'resume-failed', 'rejected'].map(state => `components-reconnect-${state}`);

// As Blazor does it by itself, for what happens after a press of a button.
function show(state) {
  dialog.classList.remove(...states);
  dialog.classList.add(`components-reconnect-${state}`);
  offer();
}

// Whoever works by keyboard finds the button that there is now under their hands.
const offer = () => [...dialog.querySelectorAll('button')].find(button => button.offsetParent)?.focus();

async function retry() {
  document.removeEventListener('visibilitychange', retryWhenVisible);
  show('show');
  try {
    // false: the server answered but has let the page go. What was typed on it may have been kept.
    if (await Blazor.reconnect() || await Blazor.resumeCircuit()) dialog.close();
    else show('rejected');
  } catch {
    show('failed');
    document.addEventListener('visibilitychange', retryWhenVisible);
  }
}

async function resume() {
  try {
    if (await Blazor.resumeCircuit()) dialog.close();
    else show('rejected');
  } catch {
    show('resume-failed');
  }
}

const retryWhenVisible = () => document.visibilityState === 'visible' && retry();

dialog.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
  if (state === 'show' && !dialog.open) dialog.showModal();
  else if (state === 'hide') dialog.close();
  else if (state === 'failed') document.addEventListener('visibilitychange', retryWhenVisible);
  if (state !== 'hide') offer();
});
// Behind it there is nothing that could be pressed, so Escape leads nowhere.
dialog.addEventListener('cancel', event => event.preventDefault());
document.getElementById('components-reconnect-button').addEventListener('click', retry);
document.getElementById('components-resume-button').addEventListener('click', resume);
document.getElementById('components-reload-button').addEventListener('click', () => location.reload());
