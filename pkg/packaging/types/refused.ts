// What must not compile. Each line that is expected to be an error is one: the
// compiler says so where it is not.

import { Policy, type Violation } from 'genkan';
import { violation, type Templates } from 'genkan/message';
import { en } from 'genkan/messages/en';
import type { GenkanPasswordAttributes } from 'genkan/element';

const { 'violation.too-short': short, ...others } = en;

// @ts-expect-error: a message is missing.
export const incomplete: Templates = others;
export const complete: Templates = { ...others, 'violation.too-short': short };

// @ts-expect-error: a message for nothing, such as one that is misspelt.
export const misspelt: Templates = { ...en, 'violation.to-short': short };

export function unhandled({ code }: Violation): string {
  switch (code) {
    case 'too-long':
    case 'too-short':
      return 'its length';
    case 'too-few-kinds':
    case 'contains-local-part':
    case 'contains-context-word':
    case 'forbidden-character':
    case 'repetition':
    case 'sequence':
    case 'blocklisted':
    case 'breached':
    case 'reused':
    case 'too-similar':
      return 'its characters';
    // One is not there.
    default:
      // @ts-expect-error: 'too-guessable' is not handled.
      return code satisfies never;
  }
}

export function handled(wrong: Violation): number {
  // A field belongs to its code.
  if (wrong.code === 'too-short') return wrong.min;
  // @ts-expect-error: others have none.
  return wrong.min;
}

export async function misused(policy: Policy): Promise<void> {
  // @ts-expect-error: a policy is not made without waiting for its module.
  new Policy();
  // @ts-expect-error: the address is a text.
  policy.check('Taro-2026', { email: 1 });
  // @ts-expect-error: the document that a policy has is frozen.
  policy.document.version = 2;
  // @ts-expect-error: no template is written without its language.
  violation(policy.check('Taro-2026'));
}

// @ts-expect-error: the attribute is `email-from`.
export const attributes: GenkanPasswordAttributes = { emailFrom: 'email' };
