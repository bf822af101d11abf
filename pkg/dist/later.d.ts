type Load = () => Promise<unknown>;
/** For a language: says how its others are loaded. */
export declare function offer(load: Load): void;
/** Loads those of every language that is there, and from now on of each that comes. */
export declare function ask(): Promise<unknown>;
export {};
