// What a report says. The shapes are those of the crate's JSON, and the keys
// come in the same order, so that both sides can log the same line.
/** What is wrong, in the policy's order. */
export function violations(report) {
    return report.items.flatMap((item) => (item.status === 'unmet' ? [item.violation] : []));
}
