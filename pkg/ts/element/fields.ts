import type { Context } from '../context.js';

/** The attributes that name a field on which the report depends. */
const SOURCES = ['email-from', 'current-password-from'];

/** Returns the field that an attribute of an element names by its id. */
export function fieldOf(host: HTMLElement, attribute: string): HTMLInputElement | undefined {
  const id = host.getAttribute(attribute);
  // Outside of a page there is no such method.
  const field = id ? rootOf(host).getElementById?.(id) : null;
  return field instanceof HTMLInputElement ? field : undefined;
}

/** Returns whether the report on an element's field depends on a field. */
export function isSource(host: HTMLElement, field: EventTarget | null): boolean {
  return SOURCES.some((attribute) => field === fieldOf(host, attribute));
}

/**
 * Returns the field for the new password inside an element. It is looked up each
 * time, because frameworks and servers replace it. If the password is shown, it
 * is a text field.
 */
export function newPasswordField(host: HTMLElement): HTMLInputElement | undefined {
  const others = [...SOURCES, 'confirm'].map((attribute) => fieldOf(host, attribute));
  const fields = host.querySelectorAll<HTMLInputElement>('[type="password"], [autocomplete~="new-password"]');
  return [...fields].find((field) => !others.includes(field));
}

/** Returns the document of an element, or the shadow tree that it is in. */
export function rootOf(host: HTMLElement): Document | ShadowRoot {
  return host.getRootNode() as Document | ShadowRoot;
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
