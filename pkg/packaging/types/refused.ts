// Code that must not compile. The compiler reports an expected error that is
// missing.

import { Policy, type Violation } from 'genkan';
import { violation, type Templates } from 'genkan/message';
import { en } from 'genkan/messages/en';
import type { GenkanPasswordAttributes } from 'genkan/element';

const { 'violation.too-short': short, ...others } = en;

// @ts-expect-error: a message is missing.
export const incomplete: Templates = others;
export const complete: Templates = { ...others, 'violation.too-short': short };

// @ts-expect-error: a message without a key, such as a misspelt one.
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
    case 'occurrences':
    case 'sequence':
    case 'number-range':
    case 'date':
    case 'blocklisted':
    case 'breached':
    case 'reused':
    case 'too-similar':
      return 'its characters';
    // One code is missing.
    default:
      // @ts-expect-error: 'too-guessable' is not handled.
      return code satisfies never;
  }
}

export function handled(wrong: Violation): number {
  // A field belongs to its code.
  if (wrong.code === 'too-short') return wrong.min;
  // @ts-expect-error: others have no `min`.
  return wrong.min;
}

export async function misused(policy: Policy): Promise<void> {
  // @ts-expect-error: a policy needs its module first.
  new Policy();
  // @ts-expect-error: the address is a text.
  policy.check('Taro-2026', { email: 1 });
  // @ts-expect-error: the document of a policy is frozen.
  policy.document.version = 2;
  // @ts-expect-error: a sentence needs the templates of a language.
  violation(policy.check('Taro-2026'));
}

// @ts-expect-error: the attribute is `email-from`.
export const attributes: GenkanPasswordAttributes = { emailFrom: 'email' };
