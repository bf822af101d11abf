/** Applies the style. A content security policy does not concern a sheet that a script constructs. */
export declare function applyStyle(root: ShadowRoot): void;
