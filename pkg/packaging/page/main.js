// The script that each bundler bundles.
import 'genkan/element/define';
import * as genkan from 'genkan';

import { verdicts } from './verdicts.js';

globalThis.verdicts = verdicts(genkan, new URL('/policy.json', location.href));
