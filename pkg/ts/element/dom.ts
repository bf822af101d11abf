/**
 * Makes an element with attributes and children; a text is never markup. Its
 * class is also its part, for pages that have the element in a shadow tree.
 */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
    if (attribute === 'class') element.setAttribute('part', value.replace('genkan-', ''));
  }
  element.append(...children);
  return element;
}

/** Returns the id of an element, and gives it one if it has none. */
export function idOf(element: Element): string {
  element.id ||= `genkan-${++made}`;
  return element.id;
}

/** Adds an id to an attribute that holds a list of ids, once. */
export function refer(element: Element, attribute: string, id: string): void {
  const ids = new Set((element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean));
  element.setAttribute(attribute, [...ids.add(id)].join(' '));
}

/** Sets an attribute, or removes it. */
export function mark(element: Element, attribute: string, value: string | number | null | undefined): void {
  if (value == null) element.removeAttribute(attribute);
  else element.setAttribute(attribute, String(value));
}

/** Shows a text, or hides the element if the text is empty. The same text twice changes nothing. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === '';
}

let made = 0;
