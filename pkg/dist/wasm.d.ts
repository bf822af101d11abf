import { Judge } from './genkan.js';
/** A module of the judge, once it is there. */
export type Module = {
    readonly Judge: typeof Judge;
    readonly memory: WebAssembly.Memory;
};
/**
 * Loads a module of the judge, once for all policies: the small one, for the
 * rules that most policies have, or the one for every rule there is.
 */
export declare function module(isForEveryRule: boolean): Promise<Module>;
/** Takes the bytes of both modules from elsewhere than the files beside this one. */
export declare function take(bytes: Bytes): void;
type Bytes = {
    readonly small: () => BufferSource;
    readonly every: () => Promise<BufferSource>;
};
export {};
