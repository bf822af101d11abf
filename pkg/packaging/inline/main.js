// One script without other files. This entry comes first, so that the element
// uses its modules.
import * as genkan from 'genkan/inline';
import 'genkan/element/define';

import document from 'genkan/policies/support_center.json';
import { verdicts } from '../page/verdicts.js';

globalThis.verdicts = verdicts(genkan, document);
