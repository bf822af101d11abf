import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onEnd } from '../../test/support/guard.js';

/** A new folder, which is removed after the last test. */
export async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'genkan-'));
  onEnd(folder, () => rm(folder, { recursive: true, force: true }));
  return folder;
}
