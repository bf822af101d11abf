import type { Labels } from './document.js';
import type { Writer } from './writer.js';
/** A type of value. A value that was read is frozen, since reports share it. */
export type Field<Value> = {
    /** Reads a value, or throws an error that names it. */
    readonly read: (value: unknown, name: string) => Value;
    readonly write: (value: Value, to: Writer) => void;
    /** The value if the field is left out. Without one, the field is required. */
    readonly otherwise?: Value;
    /** Whether a document that was read has the field even if it has this value. */
    readonly isAlwaysWritten?: boolean;
    /** Whether the canonical form has the field only if it has another value. */
    readonly isOptional?: boolean;
    /** Whether the canonical form then has the field's name before it; a flag is only its name. */
    readonly isNamed?: boolean;
};
/** A field of any value that is not kept. */
export declare const ignored: Field<undefined | null>;
/** A whole number of 32 bits. */
export declare const number: Field<number>;
export declare const flag: Field<boolean>;
export declare const text: Field<string>;
/** From the first to the last character of two. */
export declare const range: Field<readonly [string, string]>;
/** Labels by language: src/policy/labels.rs. The canonical form does not have them. */
export declare const labels: Field<Labels>;
/** A number, or nothing. */
export declare const optional: Field<number | null>;
export declare function choice<Value extends string>(of: readonly Value[]): Field<Value>;
export declare function list<Value>(of: Field<Value>): Field<readonly Value[]>;
/** Returns the field with a default value. */
export declare function or<Value>(field: Field<Value>, otherwise: Value, isAlwaysWritten?: boolean): Field<Value>;
/** Returns the field as an option that the canonical form has by its name, if it is not the default. */
export declare function named<Value>(field: Field<Value>): Field<Value>;
/** The fields of an object, in the order in which the crate has them. */
export type Fields = Readonly<Record<string, Field<any>>>;
/** An object with these fields and no others. */
export declare function object(fields: Fields): Field<any>;
/** An object that names its fields by its `rule`. */
export declare function rule(known: () => Readonly<Record<string, Fields>>): Field<any>;
