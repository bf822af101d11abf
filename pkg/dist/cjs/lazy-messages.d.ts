type Load = () => Promise<unknown>;
/** Registers how a language loads its other sentences. */
export declare function registerLanguage(load: Load): void;
/** Loads the sentences of every language, also of one that is registered later. */
export declare function loadMessages(): Promise<unknown>;
export {};
