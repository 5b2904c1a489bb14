// The element <passkey-submit> of Accounts/Parts/PasskeySubmit.razor: asks the browser for a passkey and sends its form with it.
const able = ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON']
  .every(name => typeof window.PublicKeyCredential?.[name] === 'function');

customElements.define('passkey-submit', class extends HTMLElement {
  connectedCallback() {
    if (!able) return;
    this.hidden = false;
    this.querySelector('button').addEventListener('click', () => this.#ask());
    if (this.getAttribute('operation') === 'get') this.#offer();
  }

  disconnectedCallback() { this.pending?.abort(); }

  // Lets the email field's autofill list the passkeys, where the browser can.
  async #offer() {
    if (await PublicKeyCredential.isConditionalMediationAvailable?.()) await this.#ask('conditional');
  }

  async #ask(mediation) {
    this.pending?.abort();
    const { signal } = this.pending = new AbortController();
    this.#say('');
    try {
      const credential = await this.#credential(mediation, signal);
      this.querySelector('input').value = JSON.stringify(credential);
      this.closest('form').submit();
    } catch (error) {
      // Nobody asked for the offer in the autofill list, so nobody is told that it came to nothing.
      if (signal.aborted || mediation) return;
      this.#say(error.name === 'InvalidStateError' ? 'This device has a passkey for your account already.'
        : error.name === 'NotAllowedError' ? 'No passkey was used. Try again, or go on without one.'
        : 'That did not work just now. Reload the page and try again.');
    }
  }

  async #credential(mediation, signal) {
    const response = await fetch(this.getAttribute('options-from'), {
      method: 'POST',
      headers: { [this.getAttribute('token-header')]: this.getAttribute('token') },
      redirect: 'error',
      signal,
    });
    if (!response.ok) throw new Error(`No challenge: ${response.status}`);
    const options = await response.json();
    return this.getAttribute('operation') === 'create'
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), mediation, signal });
  }

  #say(text) { this.querySelector('[role=alert]').textContent = text; }
});
