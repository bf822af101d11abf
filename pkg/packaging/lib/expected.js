import assert from 'node:assert/strict';

/** Checks the results of `page/verdicts.js`, wherever it runs. */
export function assertVerdicts(found) {
  assert.deepEqual(found, {
    weak: { accepted: false, codes: ['too-short', 'too-few-kinds', 'contains-local-part'] },
    strong: { accepted: true, codes: [] },
    extended: { accepted: false, codes: ['sequence'] },
    fingerprint: FINGERPRINT,
  });
}

/** The fingerprint of the documented policy, which tests/policy/document.rs checks for the crate. */
const FINGERPRINT = 'f8207649b31f922ed0a506c4bfb8f2da';
