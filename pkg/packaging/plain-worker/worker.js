// `genkan/` is a copy of the package's `dist/`.
import * as genkan from './genkan/index.js';

import { verdicts } from './verdicts.js';

postMessage(await verdicts(genkan, new URL('/policy.json', location.href)));
