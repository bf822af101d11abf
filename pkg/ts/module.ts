// The types of a WebAssembly module and of a policy in it.

/** A module that was loaded: pkg/basic or pkg/extended. */
export type Module = {
  /** The functions of pkg/src/lib.rs. Only numbers cross; places are addresses in the memory. */
  readonly exports: {
    readonly memory: WebAssembly.Memory;
    /** Returns where to write the input; there is room for so many bytes. */
    readonly input: (bytes: number) => number;
    /** Reads a document and returns the number of its error, or 0. */
    readonly read: (bytes: number) => number;
    /** Checks the password that follows the context in the input, and returns where the report is. */
    readonly check: (context: number, password: number) => number;
  };
  /** The policy that the module has read last. */
  owner?: Checker;
};

/** Which of the two modules: that of the documented rules, or that of all. */
export type ModuleName = 'basic' | 'extended';

/** Checks a password in a context, and returns the numbers of the report. */
export type Checker = (password: string, context: readonly number[]) => Uint32Array;
