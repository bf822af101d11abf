/**
 * Says what changed to those who hear the page, once the typing pauses. Its
 * region is on the page before it is filled; a region that appears filled is
 * not read.
 */
export declare class Announcer {
    #private;
    readonly region: HTMLElement;
    constructor(region: HTMLElement);
    /** Says it after a pause, unless it was the last thing said. */
    later(text: string): void;
    /** Says it now. */
    now(text: string): void;
    stop(): void;
}
