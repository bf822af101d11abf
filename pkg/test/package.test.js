import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { test } from 'node:test';

const folder = new URL('..', import.meta.url);
const { exports, main, module, sideEffects, types } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'));

test('every file that the package names exists', async () => {
  const files = (entry) => (typeof entry === 'string' ? [entry] : Object.values(entry).flatMap(files));
  const named = [main, module, types, ...files(exports)];
  for (const file of [...named, ...sideEffects]) await access(new URL(file, folder));
});

test('checking needs no page', async () => {
  assert.deepEqual(Object.keys(await import('genkan')).sort(), ['GenkanError', 'Policy', 'check', 'isRefused', 'violations']);
});

test('with its module inside, it has the same exports', async () => {
  assert.deepEqual(Object.keys(await import('genkan/inline')), Object.keys(await import('genkan')));
});

test('no file contains the path where it was built', async () => {
  const { readdir } = await import('node:fs/promises');
  const dist = new URL('dist/', folder);
  for (const file of await readdir(dist, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(`${file.path}/${file.name}`, 'latin1');
    assert.doesNotMatch(bytes, /\/home\/|\/root\/|\/tmp\/|\.cargo|registry/, file.name);
  }
});
