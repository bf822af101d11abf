/**
 * The attributes of `<genkan-password>`, for the types of a framework's
 * templates.
 */
export type GenkanPasswordAttributes = {
    /** URL of the policy document. */
    readonly policy?: string | undefined;
    /** The person's address. */
    readonly email?: string | undefined;
    /** Id of a field that holds the address instead. */
    readonly 'email-from'?: string | undefined;
    /** Id of a field that holds the password to be replaced. */
    readonly 'current-password-from'?: string | undefined;
    /** Id of a second field, in which the password is typed again. */
    readonly confirm?: string | undefined;
    /** Disables the field. */
    readonly disabled?: boolean | undefined;
    /** `ja`, `en` or a language that the page has added; without it, the page's language. */
    readonly lang?: string | undefined;
};
