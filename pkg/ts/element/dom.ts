/**
 * An element with attributes and children; a text is a text, never markup. Its
 * class names it as a part, too, for pages that have it in a shadow tree.
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

/** The id of an element, which is given one where it has none. */
export function idOf(element: Element): string {
  element.id ||= `genkan-${++made}`;
  return element.id;
}

/** Adds an id to an attribute that holds a list of ids, once. */
export function refer(element: Element, attribute: string, id: string): void {
  const ids = new Set((element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean));
  element.setAttribute(attribute, [...ids.add(id)].join(' '));
}

/** Sets an attribute, or takes it away. */
export function mark(element: Element, attribute: string, value: string | number | null | undefined): void {
  if (value == null) element.removeAttribute(attribute);
  else element.setAttribute(attribute, String(value));
}

/** Shows a text, or nothing. The same text twice changes nothing. */
export function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === '';
}

let made = 0;
