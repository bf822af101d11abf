// The whole interface, as a program uses it.

import { check, GenkanError, isRefused, Policy, violations, type Context, type ErrorCode, type Report } from 'genkan';
import { generate } from 'genkan/generate';
import { Policy as InlinePolicy } from 'genkan/inline';
import { hint, requirement, status, violation, type Templates } from 'genkan/message';
import { en } from 'genkan/messages/en';
import { ja } from 'genkan/messages/ja';
import { GenkanPassword, type GenkanPasswordAttributes } from 'genkan/element';
import 'genkan/element/define';
import 'genkan/element/style.css';
import module from 'genkan/extended.wasm';
import { prepared, schema, type SchemaIssue } from 'genkan/schema';

const context: Context = { email: 'taro@example.jp', words: { name: ['Taro'] }, currentPassword: undefined, score: 3, reused: false, breached: null };

export async function everything(url: URL): Promise<string[]> {
  const policy: Policy = await Policy.load(url);
  const same: Policy = await Policy.from(policy.document);
  const report: Report = same.check('Taro-2026', context);
  const fingerprint: string | undefined = policy.fingerprint;
  const templates: Templates = isRefused(report) ? en : ja;
  const own: InlinePolicy = await InlinePolicy.from(policy.document);
  return [
    fingerprint ?? '',
    generate(own, { length: 12, context }),
    ...policy.explain().map((asked) => requirement(templates, asked)),
    ...violations(report).map((wrong) => violation(templates, wrong)),
    ...report.hints.map((each) => hint(templates, each, 'Taro-2026')),
    ...report.items.map((item) => status(templates, item)),
    String((await check(policy.document, 'Taro-2026')).accepted),
  ];
}

export async function more(document: unknown): Promise<readonly SchemaIssue[] | undefined> {
  const policy = await Policy.from(document, { module });
  const typed: string = prepared(policy, 'Taro-2026');
  return schema(policy, { context, messages: en })['~standard'].validate(typed).issues;
}

export function code(error: unknown): ErrorCode | undefined {
  return error instanceof GenkanError ? error.code : undefined;
}

// The element and its event are known to the page's own types.
const element: GenkanPassword = document.createElement('genkan-password');
element.context = context;
element.addEventListener('genkan-report', ({ detail }) => detail.accepted);
export const attributes: GenkanPasswordAttributes = { policy: '/policy.json', 'email-from': 'email' };
