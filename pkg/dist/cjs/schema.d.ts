import type { Context } from './context.js';
import { type Templates } from './message.js';
import type { Policy } from './policy.js';
import { type Violation } from './report.js';
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
        readonly types?: {
            readonly input: Value;
            readonly output: Value;
        };
    };
};
/** The value, or the reasons why it is rejected. */
export type SchemaResult<Value> = {
    readonly value: Value;
    readonly issues?: undefined;
} | {
    readonly issues: readonly SchemaIssue[];
};
/**
 * Returns a password in the form that the policy checks: the one to hash, and to
 * compare with a hash at sign-in. Keyboards write some characters, such as é, in
 * different ways.
 */
export declare function prepared({ document }: Policy, password: string): string;
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
export declare function schema(policy: Policy, options?: SchemaOptions<string>): Schema<string>;
export declare function schema<Field extends string, Form extends Record<Field, string> = Record<Field, string>>(policy: Policy, options: FormSchemaOptions<Field, Form>): Schema<Form>;
