/**
 * The button that shows and hides the password. Its name stays and its state
 * changes: if both changed, a screen reader would read a contradiction.
 */
export declare class Reveal {
    #private;
    readonly button: HTMLButtonElement;
    constructor(field: () => HTMLInputElement | undefined);
    /** Sets the name, and the words of it that are shown, since the button is inside the field. */
    setName(name: string, shown: string): void;
    show(isShown: boolean): void;
    /**
     * Makes the field what the button says. A framework writes the type of its
     * field again whenever it renders, and a page that is restored from a copy has
     * the type that the field had.
     */
    follow(): void;
}
