import type { Policy } from '../policy.js';

/** The policy that the page goes by, and whether it is still that of the page's making. */
export class PolicySource {
  policy: Policy | undefined;
  /** Whether it changed after the page was made. */
  isChanged = false;
  #url: string | null = null;

  /** Where it is from. What another place had says nothing about this one. */
  set url(url: string | null) {
    if (this.#url !== url) this.policy = undefined;
    this.#url = url;
  }

  /**
   * Goes by a policy from now on; `made` is the fingerprint of the one with
   * which the page was made. Says how it stands to the one from before.
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
