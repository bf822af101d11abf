// As babel-jest compiles a program: its imports become `require`.

const { check, GenkanError, Policy, violations } = require('genkan');
const { generate } = require('genkan/generate');
const { violation } = require('genkan/message');
const { en } = require('genkan/messages/en/basic');
const document = require('genkan/policies/support_center.json');

const email = 'taro.yamada@example.jp';
const sentences = (report) => violations(report).map((each) => violation(en, each));

test('the documented policy', async () => {
  const policy = await Policy.from(document);
  expect(policy.check('Genkan#2026', { email }).accepted).toBe(true);
  expect(sentences(policy.check('Taro-2026', { email }))).toEqual(['Leave out the part of your email address before the @.']);
  expect(policy.check(generate(policy)).accepted).toBe(true);
});

test('another rule, with its sentence', async () => {
  const rules = [{ rule: 'sequence', length: 4, of: ['alphabetic'] }];
  const report = await check({ ...document, rules }, 'abcd');
  expect(sentences(report)[0]).toMatch(/in order|sequence|abcd/i);
});

test('an error, and the element', async () => {
  await expect(Policy.from({})).rejects.toThrow(GenkanError);
  expect(typeof require('genkan/element').GenkanPassword).toBe('function');
});
