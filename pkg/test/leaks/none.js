import { createServer } from 'node:http';
import { test } from 'node:test';

import { onEnd } from '../support/guard.js';

test('a server that is ended', async () => {
  const server = createServer();
  onEnd('a server', () => new Promise((resolve) => server.close(resolve)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
});
