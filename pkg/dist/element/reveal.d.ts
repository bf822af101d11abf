/**
 * The button that shows and hides the password. Its name stays and its state
 * changes: if both changed, a screen reader would read a contradiction.
 */
export declare class Reveal {
    #private;
    readonly button: HTMLButtonElement;
    constructor(input: HTMLInputElement);
    set name(name: string);
    show(isShown: boolean): void;
}
