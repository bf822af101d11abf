import { expect, test } from 'vitest';

import * as genkan from 'genkan';
import document from 'genkan/policies/support_center.json';
import { assertVerdicts } from '../../lib/expected.js';
import { verdicts } from '../../page/verdicts.js';

test('the verdicts', async () => {
  assertVerdicts(await verdicts(genkan, document));
  expect((await genkan.check(document, 'Genkan#2026')).accepted).toBe(true);
});
