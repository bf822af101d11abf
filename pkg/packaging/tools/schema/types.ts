// A schema is what the standard defines, with the types of its values.

import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Policy } from 'genkan';
import { schema, type SchemaIssue } from 'genkan/schema';

export function types(policy: Policy): void {
  const text = schema(policy, { context: { email: 'taro@example.jp' } }) satisfies StandardSchemaV1<string, string>;
  const input: StandardSchemaV1.InferInput<typeof text> = 'Taro-2026';
  const form = schema(policy, { field: 'new' }) satisfies StandardSchemaV1<{ new: string }>;
  const { new: password }: StandardSchemaV1.InferOutput<typeof form> = { new: input };
  const result = text['~standard'].validate(password);
  const issue: SchemaIssue | undefined = result.issues?.[0];
  if (issue?.violation?.code === 'too-short') issue.violation.min.toFixed();
  // @ts-expect-error: the field is `new`.
  schema(policy, { field: 'old' }) satisfies StandardSchemaV1<{ new: string }>;
}
