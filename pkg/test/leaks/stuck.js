import { test } from 'node:test';

test('a test that waits for ever', () => new Promise(() => setInterval(() => {}, 1_000)));
