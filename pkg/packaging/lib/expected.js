import assert from 'node:assert/strict';

/** What `page/verdicts.js` must find, wherever it runs. */
export function assertVerdicts(found) {
  assert.deepEqual(found, {
    weak: { accepted: false, codes: ['too-short', 'too-few-kinds', 'contains-local-part'] },
    strong: { accepted: true, codes: [] },
    rare: { accepted: false, codes: ['sequence'] },
    fingerprint: FINGERPRINT,
  });
}

/** The documented policy's, which tests/policy/document.rs holds fast for the crate. */
const FINGERPRINT = 'f8207649b31f922ed0a506c4bfb8f2da';
