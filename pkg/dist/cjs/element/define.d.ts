import { GenkanPassword } from './password.js';
declare global {
    interface HTMLElementTagNameMap {
        'genkan-password': GenkanPassword;
    }
    interface HTMLElementEventMap {
        'genkan-report': CustomEvent<import('../report.js').Report>;
    }
}
