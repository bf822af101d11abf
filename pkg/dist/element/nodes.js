/** An element with attributes and children; a text is a text, never markup. */
export function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) {
        element.setAttribute(attribute, value);
    }
    element.append(...children);
    return element;
}
/** The id of an element, which is given one where it has none. */
export function idOf(element) {
    element.id ||= `genkan-${++made}`;
    return element.id;
}
/** Adds an id to an attribute that holds a list of ids, once. */
export function refer(element, attribute, id) {
    const ids = new Set((element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean));
    element.setAttribute(attribute, [...ids.add(id)].join(' '));
}
/** Shows a text, or nothing. The same text twice changes nothing. */
export function say(element, text) {
    if (element.textContent !== text)
        element.textContent = text;
    element.hidden = text === '';
}
let made = 0;
