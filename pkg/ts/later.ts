// The sentences of the rarer rules, which a page loads where a policy has one.

/** Each loads those of a language that has the others. */
export const later: (() => Promise<unknown>)[] = [];
