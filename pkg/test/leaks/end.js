import { test } from 'node:test';

import { onEnd } from '../support/guard.js';

test('something that does not end', () => {
  onEnd('the endless one', () => new Promise((resolve) => setInterval(resolve, 2 ** 30)));
});
