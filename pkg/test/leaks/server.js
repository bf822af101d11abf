import { createServer } from 'node:http';
import { test } from 'node:test';

test('a server is left open', async () => {
  await new Promise((resolve) => createServer().listen(0, '127.0.0.1', resolve));
});
