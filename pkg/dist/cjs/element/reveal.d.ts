/**
 * The button that shows and hides the password. Its name stays and its state
 * changes: if both changed, a screen reader would read a contradiction.
 */
export declare class Reveal {
    #private;
    readonly button: HTMLButtonElement;
    constructor(field: () => HTMLInputElement | undefined);
    set name(name: string);
    show(isShown: boolean): void;
    /**
     * Makes the field what the button says. A framework writes the type of its
     * field again whenever it renders, and a page that is restored from a copy has
     * the type that the field had.
     */
    follow(): void;
}
