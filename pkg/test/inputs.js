// Files that the tests share with the crate.

import { readFile } from 'node:fs/promises';

const json = async (path) => JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8'));

/** The documented policy, as the package ships it. */
export const document = await json('../dist/policies/support_center.json');

/** Its verdicts on some passwords, written by hand from its text. */
export const vectors = await json('../../tests/vectors/support_center.json');

/** Published policies, with verdicts that were written by hand from their texts. */
export const published = await json('../../tests/vectors/corporate.json');
