// What a report says. The shapes are those of the crate's JSON, and the keys
// come in the same order, so that both sides can log the same line.

/** One of the four kinds of characters that a policy may count. */
export type Kind = 'lower' | 'upper' | 'digit' | 'special';

/** What a policy asks for, as it is told before a key is typed. */
export type Requirement =
  | { rule: 'size'; max: number }
  | { rule: 'characters' }
  | { rule: 'length'; min: number }
  | { rule: 'kinds'; required: number; special: string }
  | { rule: 'local-part'; min_piece: number };

/** Why a password is refused: for the person who is choosing it. */
export type Violation =
  | { code: 'too-long'; max: number; actual: number }
  | { code: 'forbidden-character'; count: number }
  | { code: 'too-short'; min: number; actual: number }
  | { code: 'too-few-kinds'; required: number; actual: number; missing: Kind[] }
  | { code: 'contains-local-part' };

/** How a password stands to a requirement. */
export type Status =
  | { status: 'met' }
  | { status: 'unmet'; violation: Violation }
  | { status: 'not-applicable' };

/** One requirement and how a password stands to it. */
export type Item = Requirement & Status;

/** Something worth knowing that refuses nothing by itself. */
export type Hint =
  | { code: 'uncounted-character'; count: number; at: number }
  | { code: 'full-width'; count: number; at: number }
  | { code: 'edge-space' };

/**
 * Everything there is to say about a password at once. It holds codes and
 * numbers, never the password or the address.
 */
export type Report = {
  accepted: boolean;
  items: Item[];
  hints: Hint[];
};

/** What is wrong, in the policy's order. */
export function violations(report: Report): Violation[] {
  return report.items.flatMap((item) => (item.status === 'unmet' ? [item.violation] : []));
}
