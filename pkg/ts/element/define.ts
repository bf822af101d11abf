import { GenkanPassword } from './password.js';

// A page may have two copies of the package, and a server has no elements.
if (globalThis.customElements && !customElements.get('genkan-password')) {
  customElements.define('genkan-password', GenkanPassword);
}

declare global {
  interface HTMLElementTagNameMap {
    'genkan-password': GenkanPassword;
  }
  interface HTMLElementEventMap {
    'genkan-report': CustomEvent<import('../report.js').Report>;
  }
}
