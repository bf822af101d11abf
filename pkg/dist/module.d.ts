/** A module that was loaded: pkg/basic or pkg/extended. */
export type Module = {
    /** The functions of pkg/src/lib.rs. Parameters and results are numbers; positions are addresses in the memory. */
    readonly exports: {
        readonly memory: WebAssembly.Memory;
        /** Returns the address at which to write the input, with space for so many bytes. */
        readonly input: (bytes: number) => number;
        /** Reads a document and returns the number of its error, or 0. */
        readonly read: (bytes: number) => number;
        /** Checks the password that follows the context in the input, and returns the address of the report. */
        readonly check: (context: number, password: number) => number;
    };
    /** The policy that the module has read last. */
    owner?: Checker;
};
/** The name of a module: the one for the documented rules, or the one for all rules. */
export type ModuleName = 'basic' | 'extended';
/** Checks a password in a context, and returns the numbers of the report. */
export type Checker = (password: string, context: readonly number[]) => Uint32Array;
