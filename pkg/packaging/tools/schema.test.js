// A policy as a Standard Schema: in react-hook-form, Hono and tRPC.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { build, stop } from 'esbuild';

import { Policy } from 'genkan';
import { en } from 'genkan/messages/en';
import document from 'genkan/policies/support_center.json' with { type: 'json' };
import { prepared, schema } from 'genkan/schema';
import { close, open, startBrowser } from '../lib/browser.js';
import { newFolder } from '../lib/folder.js';
import { serve } from '../lib/server.js';
import { app, router } from './schema/server.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const policy = await Policy.from(document);
const LOCAL_PART = 'Leave out the part of your email address before the @.';

test('a password', () => {
  const { version, vendor, validate } = schema(policy, { context: { email: 'taro@example.jp' }, messages: en })['~standard'];
  assert.deepEqual([version, vendor], [1, 'genkan']);
  assert.deepEqual(validate('Genkan#2026'), { value: 'Genkan#2026' });
  const [issue, ...others] = validate('Taro-2026').issues;
  assert.deepEqual(others, []);
  assert.deepEqual(issue, {
    code: 'contains-local-part',
    message: LOCAL_PART,
    violation: { code: 'contains-local-part', of: 'address', at: [0, 4] },
  });
});

test('a server hashes the form that was checked, and the same at sign-in', async () => {
  const [typed, other] = ['Cafe\u0301-7\u3000!', 'Caf\u00e9-7 !'];
  const { validate } = schema(policy)['~standard'];
  assert.deepEqual(validate(typed), { value: typed });
  const { validate: decide } = schema(policy, { isFinal: true })['~standard'];
  assert.deepEqual(decide(typed), { value: other });
  const form = { email: 'taro@example.jp', password: typed };
  const { validate: decideForm } = schema(policy, { field: 'password', isFinal: true })['~standard'];
  assert.deepEqual(decideForm(form), { value: { ...form, password: other } });
  assert.equal(form.password, typed);
  assert.deepEqual([typed, other].map((each) => prepared(policy, each)), [other, other]);
  const asIs = await Policy.from({ ...document, preparation: 'as-is' });
  assert.equal(prepared(asIs, typed), typed);
});

test('a value that is missing, or no text', () => {
  const { validate } = schema(policy)['~standard'];
  for (const missing of [undefined, null, '']) {
    assert.deepEqual(validate(missing).issues.map(({ message }) => message), ['too-short', 'too-few-kinds']);
  }
  assert.deepEqual(validate(['Genkan#2026']).issues.map(({ code }) => code), ['not-a-text']);
  const form = schema(policy, { field: 'password' })['~standard'];
  for (const wrong of [undefined, null, 1, {}, 'Genkan#2026', { password: {} }]) assert.ok(form.validate(wrong).issues.length > 0);
});

test('every text is missing that a policy without rules accepts', async () => {
  const { validate } = schema(await Policy.from({ ...document, rules: [] }))['~standard'];
  assert.deepEqual(validate(''), { value: '' });
  assert.deepEqual(validate(undefined).issues.map(({ code }) => code), ['not-a-text']);
});

test('what cannot be checked is an issue only for the program that decides', async () => {
  const listed = await Policy.from({ ...document, rules: [{ rule: 'blocklist', list: 'common' }] });
  assert.deepEqual(schema(listed)['~standard'].validate('password'), { value: 'password' });
  const final = schema(listed, { isFinal: true })['~standard'];
  assert.deepEqual(final.validate('password').issues, [{ code: 'unchecked', message: 'unchecked' }]);
  // A character that is newer than the tables.
  const newer = 'blue7Kite!\u{1e5d0}';
  assert.deepEqual(schema(policy)['~standard'].validate(newer), { value: newer });
  assert.equal(schema(policy, { isFinal: true })['~standard'].validate(newer).issues[0].code, 'uncertain-character');
});

test('the examples compile', async () => {
  const { stdout } = await promisify(execFile)('node', [here('node_modules/typescript/bin/tsc'), '-p', here('schema')]).catch((error) => error);
  assert.equal(stdout, '');
});

test('Hono', async () => {
  const set = (body) => app.request('/password', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const accepted = await set({ email: 'taro@example.jp', password: 'Genkan#2026' });
  assert.deepEqual([accepted.status, await accepted.json()], [200, { length: 11 }]);
  const refused = await set({ email: 'taro@example.jp', password: 'Taro-2026' });
  assert.equal(refused.status, 400);
  assert.match(await refused.text(), /"path":\["password"\]/);
});

test('tRPC', async () => {
  const { setPassword } = router.createCaller({});
  assert.deepEqual(await setPassword({ email: 'taro@example.jp', password: 'Genkan#2026' }), { length: 11 });
  await assert.rejects(setPassword({ email: 'taro@example.jp', password: 'Taro-2026' }), { code: 'BAD_REQUEST', message: new RegExp(LOCAL_PART) });
});

test('react-hook-form', async () => {
  const browser = await startBrowser();
  const folder = await newFolder();
  await build({ entryPoints: [here('schema/main.tsx')], outdir: folder, bundle: true, format: 'esm', jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"' } });
  // It leaves a service behind, which ends while the page is used.
  await stop();
  await cp(here('schema/index.html'), join(folder, 'index.html'));
  const server = await serve(folder);
  const { page, complaints } = await open(browser, server.url);
  try {
    await page.fill('#email', 'taro@example.jp');
    await page.fill('#new', 'Taro-2026');
    await page.locator(`#error:text-is("${LOCAL_PART}")`).waitFor();
    await page.click('button');
    assert.equal(await page.locator('#done').count(), 0);
    await page.fill('#new', 'Genkan#2026');
    await page.click('button');
    await page.locator('#done').waitFor();
    assert.deepEqual(complaints, []);
  } finally {
    await close(page);
    await server.close();
  }
});
