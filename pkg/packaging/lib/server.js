import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { startServer } from '../../test/support/server.js';
import { installed } from './installed.js';

/** Serves a folder, and the policy document. */
export function serve(folder, { headers } = {}) {
  return startServer((path) => {
    if (path === '/policy.json') return pathToFileURL(installed('dist/policies/support_center.json'));
    return pathToFileURL(join(folder, path.endsWith('/') ? `${path}index.html` : path));
  }, headers);
}
