// A policy as a Standard Schema (standardschema.dev), version 1: the entry
// `genkan/schema`.

import type { Context } from './context.js';
import { hint, requirement, violation, type Templates } from './message.js';
import type { Policy } from './policy.js';
import { isRefused, type Item, type Violation } from './report.js';
import { prepare } from './unicode.js';

/** The options of `schema`. */
export type SchemaOptions<Input> = {
  /** What is known about the person, or a function that returns it for the value that is validated. */
  readonly context?: Context | ((input: Input) => Context) | undefined;
  /** The templates of a language, such as those of `genkan/messages/en`. Without them, a message is the issue's code. */
  readonly messages?: Templates | undefined;
  /**
   * Whether this program decides, as a server does. A requirement that cannot be
   * checked here is then an issue, and the value has the password as `prepared`
   * returns it. Without it, the server decides, and only what it will certainly
   * reject is an issue.
   */
  readonly isFinal?: boolean | undefined;
};

/** The options of `schema` for the values of a form. */
export type FormSchemaOptions<Field extends string, Input> = SchemaOptions<Input> & {
  /** The field of the password. The other fields are not validated. */
  readonly field: Field;
};

/** The reason why a value is rejected. */
export type SchemaIssue = {
  /** A sentence for the person who is choosing the password. */
  readonly message: string;
  /** The field of the password, if the schema is for a form. */
  readonly path?: readonly [string];
  /** The code of the violation; `unchecked`, if this program decides and cannot check a requirement; `not-a-text`, if the value has another type. */
  readonly code: Violation['code'] | 'unchecked' | 'uncertain-character' | 'not-a-text';
  /** The violation, with its numbers and positions. */
  readonly violation?: Violation;
};

/** A schema that libraries of forms and servers accept as it is: a Standard Schema. */
export type Schema<Value> = {
  /** The properties that the standard defines. */
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'genkan';
    readonly validate: (value: unknown) => SchemaResult<Value>;
    readonly types?: { readonly input: Value; readonly output: Value };
  };
};

/** The value, or the reasons why it is rejected. */
export type SchemaResult<Value> =
  | { readonly value: Value; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/**
 * Returns a password in the form that the policy checks: the one to hash, and to
 * compare with a hash at sign-in. Keyboards write some characters, such as é, in
 * different ways.
 */
export function prepared({ document }: Policy, password: string): string {
  return document.preparation === 'as-is' ? password : prepare(password);
}

/**
 * Returns a policy as a Standard Schema of a password, or, with `field`, of the
 * values of a form that has a password.
 *
 * ```js
 * import { schema } from 'genkan/schema';
 * import { en } from 'genkan/messages/en';
 * const password = schema(policy, { context: { email: 'taro@example.jp' }, messages: en });
 * ```
 */
export function schema(policy: Policy, options?: SchemaOptions<string>): Schema<string>;
export function schema<Field extends string, Form extends Record<Field, string> = Record<Field, string>>(
  policy: Policy,
  options: FormSchemaOptions<Field, Form>,
): Schema<Form>;
export function schema(
  policy: Policy,
  { context, messages, isFinal, field }: SchemaOptions<any> & { readonly field?: string } = {},
): Schema<any> {
  const path = field === undefined ? {} : { path: [field] as const };
  const of = ({ status, ...item }: Item): SchemaIssue[] => {
    if (status === 'unmet') {
      const { violation: found } = item as Item & { status: 'unmet' };
      return [{ message: messages ? violation(messages, found) : found.code, ...path, code: found.code, violation: found }];
    }
    if (status !== 'unchecked' || !isFinal) return [];
    return [{ message: messages ? requirement(messages, item as Item) : status, ...path, code: status }];
  };
  const issues = (password: string, input: unknown): SchemaIssue[] => {
    const report = policy.check(password, typeof context === 'function' ? context(input) : context);
    if (!isFinal && !isRefused(report)) return [];
    const uncertain = report.hints.filter(({ code }) => code === 'uncertain-character');
    return [
      ...report.items.flatMap(of),
      ...uncertain.map((each): SchemaIssue => ({ message: messages ? hint(messages, each) : each.code, ...path, code: 'uncertain-character' })),
    ];
  };
  const validate = (input: unknown): SchemaResult<any> => {
    const value: unknown = field === undefined ? input : (input as Record<string, unknown> | null | undefined)?.[field];
    // A form has no value for a field that is empty.
    const isText = typeof value === 'string';
    const found = isText || value == null ? issues(value ?? '', input ?? {}) : [];
    if (found.length > 0) return { issues: found };
    if (isText) {
      if (!isFinal) return { value: input };
      const text = prepared(policy, value);
      return { value: field === undefined ? text : { ...(input as object), [field]: text } };
    }
    return { issues: [{ message: 'The password must be a text', ...path, code: 'not-a-text' }] };
  };
  return { '~standard': { version: 1, vendor: 'genkan', validate } };
}
