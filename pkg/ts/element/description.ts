import { make, mark } from './dom.js';
import { rootOf } from './fields.js';

/**
 * Describes one of the page's fields while it has the focus.
 *
 * An attribute such as `aria-describedby` cannot refer to a node in a shadow
 * tree, and a framework does not expect other nodes in the markup that it
 * renders. So the description is at the end of the page, and only while it is
 * needed. A page that is restored from a copy may have an earlier one.
 */
export function describe(field: HTMLInputElement, text: string, lang: string): void {
  const root = rootOf(field);
  const isShown = text !== '' && field === root.activeElement;
  const ids = field.getAttribute('aria-describedby')?.split(/\s+/) ?? [];
  if (isShown !== ids.includes(ID)) {
    // It is read before what the page refers to, which may be a long list.
    const all = isShown ? [ID, ...ids] : ids.filter((id) => id !== ID);
    mark(field, 'aria-describedby', all.join(' ') || null);
  }
  let node = root.getElementById?.(ID);
  if (isShown) {
    if (!node) {
      node = make('div', { id: ID });
      // A page's stylesheet must not show it.
      node.style.setProperty('display', 'none', 'important');
      ('body' in root ? root.body : root).append(node);
    }
    mark(node, 'lang', lang);
    if (node.textContent !== text) node.textContent = text;
  } else if (!root.querySelector(`[aria-describedby~="${ID}"]`)) {
    node?.remove();
  }
}

const ID = 'genkan-description';
