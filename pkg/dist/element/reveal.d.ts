/**
 * The button that shows and hides the password. Its name stays and its state
 * changes: a name that changed too would be heard as a contradiction.
 */
export declare class Reveal {
    #private;
    readonly button: HTMLButtonElement;
    constructor(input: HTMLInputElement);
    set name(name: string);
    show(isShown: boolean): void;
}
