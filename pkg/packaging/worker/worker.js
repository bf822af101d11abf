import * as genkan from 'genkan';

import { verdicts } from '../page/verdicts.js';

postMessage(await verdicts(genkan, new URL('/policy.json', location.href)));
