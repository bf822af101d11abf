// A service worker, which has no `import()`: a rarer rule comes with the entry.
import * as genkan from 'genkan/inline';
import document from 'genkan/policies/support_center.json';

import { verdicts } from '../page/verdicts.js';

globalThis.verdicts = verdicts(genkan, document);
globalThis.addEventListener('message', ({ source }) => {
  globalThis.verdicts.then(
    (found) => source.postMessage(found),
    (error) => source.postMessage(String(error)),
  );
});
