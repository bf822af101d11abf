import { GenkanPassword } from './password.js';

// Two copies of the package on one page must not break it, nor a server, which
// has no elements.
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
