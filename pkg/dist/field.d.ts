/** One kind of value. What is read is frozen: reports share it. */
export type Field<Value> = {
    /** Reads a value, and throws where it is none. `name` is for the message. */
    readonly read: (value: unknown, name: string) => Value;
    readonly write: (value: Value, to: Form) => void;
    /** What it is where it is left out. Without, it must not be. */
    readonly otherwise?: Value;
    /** Whether it is told even where it is as if it were left out. */
    readonly isAlwaysTold?: boolean;
    /** Whether a fingerprint has it only where it is not as if it were left out. */
    readonly isLater?: boolean;
};
/** A form of bytes. */
export type Form = {
    /** The bytes so far. */
    readonly bytes: number[];
    readonly number: (value: number) => void;
    readonly choice: (value: string, of: readonly string[]) => void;
    readonly isCanonical?: boolean;
};
/** A number that the judge's 32 bits hold as it is. */
export declare const number: Field<number>;
export declare const flag: Field<boolean>;
export declare const text: Field<string>;
/** From the first to the last character of two. */
export declare const range: Field<readonly [string, string]>;
/** A number, or nothing. */
export declare const optional: Field<number | null>;
export declare function choice<Value extends string>(of: readonly Value[]): Field<Value>;
export declare function list<Value>(of: Field<Value>): Field<readonly Value[]>;
/** The same, with a value where it is left out. */
export declare function or<Value>(field: Field<Value>, otherwise: Value, isAlwaysTold?: boolean): Field<Value>;
/** The fields of an object, in the order in which both sides have them. */
export type Fields = Readonly<Record<string, Field<any>>>;
/** An object with these fields and no others. */
export declare function object(fields: Fields): Field<any>;
/** An object that names its fields by its `rule`. */
export declare function rule(known: () => Readonly<Record<string, Fields>>): Field<any>;
/** A text is its length in bytes and then its UTF-8. */
export declare function addText(value: string, to: Form): void;
