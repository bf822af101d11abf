// The checks that each project runs: a weak password, a strong one, and a rule
// of the extended module, which is loaded later.

export async function verdicts({ Policy, violations }, source) {
  const policy = source instanceof URL ? await Policy.load(source) : await Policy.from(source);
  const { document } = policy;
  const sequence = { rule: 'sequence', length: 4, of: ['alphabetic'] };
  const stricter = await Policy.from({ ...document, rules: [...document.rules, sequence] });

  const email = 'taro.yamada@example.jp';
  const verdict = (policy, password) => {
    const report = policy.check(password, { email });
    return { accepted: report.accepted, codes: violations(report).map(({ code }) => code) };
  };
  return {
    weak: verdict(policy, 'taro'),
    strong: verdict(policy, 'Genkan#2026'),
    extended: verdict(stricter, 'Genkan#abcd'),
    fingerprint: policy.fingerprint,
  };
}
