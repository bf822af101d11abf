// One script, with no file beside it. This entry comes first, so that the
// element takes its modules from it.
import * as genkan from 'genkan/inline';
import 'genkan/element/define';

import document from 'genkan/policies/support_center.json';
import { verdicts } from '../page/verdicts.js';

globalThis.verdicts = verdicts(genkan, document);
