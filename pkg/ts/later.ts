// The sentences of the rarer rules, which a page loads where a policy has one.

type Load = () => Promise<unknown>;

/** Each loads those of a language that has the others. */
const languages: Load[] = [];
let take = (load: Load): unknown => languages.push(load);

/** For a language: says how its others are loaded. */
export function offer(load: Load): void {
  take(load);
}

/** Loads those of every language that is there, and from now on of each that comes. */
export function ask(): Promise<unknown> {
  // What is not to be had now, the next policy asks for again.
  take = (load) => load().catch(() => languages.push(load));
  return Promise.all(languages.map((load) => load()));
}
