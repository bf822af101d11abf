/** One rule of a policy, with its numbers. */
export type Rule = {
    rule: 'length';
    min: number;
} | {
    rule: 'kinds';
    required: number;
    special: string;
} | {
    rule: 'local-part';
    min_piece: number;
};
/** A policy as data: the document that the server serves and the page loads. */
export type Document = {
    version: number;
    name: string;
    max_bytes: number;
    rules: Rule[];
};
/**
 * Reads a document from what JSON.parse gave: every field there, none besides,
 * each of its type. Whether the numbers make sense is asked of the judge, so
 * that there is only one answer.
 */
export declare function read(value: unknown): Document;
