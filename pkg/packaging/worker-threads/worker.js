import { parentPort } from 'node:worker_threads';

import * as genkan from 'genkan';
import document from 'genkan/policies/support_center.json' with { type: 'json' };

import { verdicts } from '../page/verdicts.js';

parentPort.postMessage(await verdicts(genkan, document));
