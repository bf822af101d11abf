// What a report says. The shapes are those of the crate's JSON, and the keys
// come in the same order, so that both sides can log the same line.
/** What is wrong, in the policy's order. */
export function violations(report) {
    return report.items.flatMap((item) => (item.status === 'unmet' ? [item.violation] : []));
}
/**
 * Whether some requirement is not met. Where it is not, the password may be
 * sent: what is not judged here is judged by the server.
 */
export function isRefused(report) {
    return report.items.some((item) => item.status === 'unmet');
}
