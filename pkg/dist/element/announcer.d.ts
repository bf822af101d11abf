/**
 * Says what changed to those who hear the page, once the typing pauses: of the
 * sentences about a topic, those that it did not hold when the topic was last
 * spoken of. Its region is on the page before it is filled; a region that
 * appears filled is not read.
 */
export declare class Announcer {
    #private;
    readonly region: HTMLElement;
    constructor(region: HTMLElement);
    /** What holds and need not be said; what is said of the topic starts from here. */
    know(topic: string, sentences: readonly string[]): void;
    /** Says what is new of `loud` after a pause; `silent` holds besides. */
    later(topic: string, loud: readonly string[], silent?: readonly string[]): void;
    stop(): void;
}
