/** Makes an element with attributes and children; a text is never markup. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const attribute in attributes) element.setAttribute(attribute, attributes[attribute]!);
  element.append(...children);
  return element;
}

/** Sets an attribute, or removes it. The same value twice changes nothing. */
export function mark(element: Element, attribute: string, value: string | number | null | undefined): void {
  if (value == null) element.removeAttribute(attribute);
  else if (element.getAttribute(attribute) !== String(value)) element.setAttribute(attribute, String(value));
}

/** Shows a text, or hides the element if the text is empty. The same text twice changes nothing. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === '';
}
