import type { Policy } from '../policy.js';

/** The page's policy, and whether it has changed since the page was made. */
export class PolicySource {
  policy: Policy | undefined;
  /** Whether it changed after the page was made. */
  isChanged = false;
  #url: string | null | undefined;

  /** The URL. A policy from another URL is dropped. */
  get url(): string | null | undefined {
    return this.#url;
  }

  set url(url: string | null) {
    if (this.#url !== url) this.policy = undefined;
    this.#url = url;
  }

  /**
   * Uses a policy from now on; `made` is the fingerprint of the one with which
   * the page was made. Returns whether it is the same as before, the first one,
   * or another one.
   */
  adopt(policy: Policy, made: string | undefined): 'same' | 'first' | 'other' {
    const { fingerprint, document } = policy;
    const before = this.policy;
    const isOther = before
      ? JSON.stringify(before.document) !== JSON.stringify(document)
      : fingerprint !== undefined && !['', undefined, fingerprint].includes(made);
    if (before && !isOther) return 'same';
    this.policy = policy;
    this.isChanged ||= isOther;
    return isOther ? 'other' : 'first';
  }
}
