// `genkan/` is the package's `dist/`, copied as it is.
import * as genkan from './genkan/index.js';

import { verdicts } from './verdicts.js';

postMessage(await verdicts(genkan, new URL('/policy.json', location.href)));
