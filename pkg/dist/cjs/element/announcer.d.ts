/**
 * The live region through which screen readers announce changes, once the
 * typing pauses: of the sentences about a topic, those that were not announced
 * before. The region is on the page before it is filled, because screen readers
 * do not read a region that appears filled.
 */
export declare class Announcer {
    #private;
    readonly region: HTMLDivElement;
    /** Sets the sentences that are known about a topic, without announcing them. */
    setKnown(topic: string, sentences: readonly string[]): void;
    /** Announces the new sentences of `loud` after a pause; those of `silent` become known, too. */
    announce(topic: string, loud: readonly string[], silent?: readonly string[]): void;
    stop(): void;
}
