import * as genkan from 'genkan';
import document from 'genkan/policies/support_center.json' with { type: 'json' };

import { verdicts } from '../page/verdicts.js';

console.log(JSON.stringify(await verdicts(genkan, document)));
