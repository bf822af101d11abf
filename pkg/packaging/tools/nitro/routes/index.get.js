import * as genkan from 'genkan';
import document from 'genkan/policies/support_center.json';

import { verdicts } from '../../../page/verdicts.js';

export default defineEventHandler(() => verdicts(genkan, document));
