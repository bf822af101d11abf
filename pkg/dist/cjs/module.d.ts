/** A module that was loaded: pkg/basic or pkg/extended. */
export type Module = {
    /** The functions of pkg/src/lib.rs. Parameters and results are numbers; positions are addresses in the memory. */
    readonly exports: {
        readonly memory: WebAssembly.Memory;
        /** Returns the address at which to write the input, with space for so many bytes. */
        readonly input: (bytes: number) => number;
        /** Reads a document and returns the number of its error, or 0. */
        readonly read: (bytes: number) => number;
        /** Checks the password that follows the context in the input, and returns the address of the report, or 0 if everything is met. */
        readonly check: (context: number, password: number) => number;
        /** Only in the module for all rules. */
        readonly all?: () => void;
    };
    /** The policy that the module has read last. */
    owner?: Checker;
};
/** A WebAssembly module, compiled or as its bytes. */
export type Wasm = WebAssembly.Module | BufferSource;
/**
 * Checks a password in a context and returns what `then` makes of the report:
 * its numbers begin at a position, which is 0 if every requirement is met and
 * there are no hints. The numbers are valid until the next check.
 */
export type Checker = <Result>(password: string, context: ArrayLike<number>, then: (numbers: Uint32Array, at: number, isAscii: boolean) => Result) => Result;
