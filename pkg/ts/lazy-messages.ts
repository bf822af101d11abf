// The sentences of the rules that the documented policy does not have. A page
// loads them with the first policy that has such a rule.

type Load = () => Promise<unknown>;

/** A function for each language that has only the basic sentences. */
const languages: Load[] = [];
let add = (load: Load): unknown => languages.push(load);

/** Registers how a language loads its other sentences. */
export function registerLanguage(load: Load): void {
  add(load);
}

/** Loads the sentences of every language, also of one that is registered later. */
export function loadMessages(): Promise<unknown> {
  // If they cannot be loaded now, the next policy tries again.
  add = (load) => load().catch(() => languages.push(load));
  return Promise.all(languages.map((load) => load()));
}
