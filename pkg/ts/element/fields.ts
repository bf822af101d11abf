import type { Context } from '../context.js';

/** The attributes that name a field on which the report depends. */
export const SOURCES = ['email-from', 'current-password-from'];

/** Returns the field that an attribute of an element names by its id. */
export function fieldOf(host: HTMLElement, attribute: string): HTMLInputElement | undefined {
  const id = host.getAttribute(attribute);
  const root = host.getRootNode() as Document | ShadowRoot;
  const field = id ? root.getElementById(id) : null;
  return field instanceof HTMLInputElement ? field : undefined;
}

/** Returns the current context: the page's own, and the values of the fields. */
export function known(host: HTMLElement, own: Context): Context {
  const email = fieldOf(host, 'email-from')?.value ?? host.getAttribute('email');
  const currentPassword = fieldOf(host, 'current-password-from')?.value;
  return {
    ...own,
    ...(email == null ? {} : { email }),
    // An empty field has no value yet.
    ...(currentPassword ? { currentPassword } : {}),
  };
}
