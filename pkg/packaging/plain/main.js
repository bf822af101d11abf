// `genkan/` is a copy of the package's `dist/`.
import './genkan/element/define.js';
import * as genkan from './genkan/index.js';

import { verdicts } from './verdicts.js';

globalThis.verdicts = verdicts(genkan, new URL('/policy.json', location.href));
