use crate::cli::texts::passwords::{CheckTexts, GenerateTexts};

pub(super) const CHECK: CheckTexts = CheckTexts {
    about: "Check a password against the policy",
    note: "The password is read from the standard input; on a terminal, the command asks for it. It \
           is never an argument, which other users of the machine could see.\n\nExits with 0 if the \
           password is accepted, with 1 if it is rejected.",
    company: "The person's company, for policies that reject it in a password",
    email: "The person's email address, for policies that reject parts of it in a password",
    jsonl: "Read one {\"password\":…, \"email\":…, \"name\":…, \"company\":…, \
            \"old_password\":…} per line; print one {\"accepted\":…, \"violations\":[…]} per line",
    name: "The person's name, for policies that reject it in a password",
    strength: "Also estimate how hard the password is to guess",
    label_strength: "Resistance to guessing (zxcvbn)",
    line_malformed: |column| {
        format!(
            "write {{\"password\":\"…\"}}, and optionally email, name, company and old_password \
             (column {column})"
        )
    },
    line_not_json: |column| format!("not JSON (column {column})"),
    line_too_long: |longest| format!("longer than {longest} bytes"),
    line_unreadable: |line, error| format!("line {line} cannot be read: {error}"),
    no_password: |error| format!("the password cannot be read: {error}"),
    nothing_on_input: "there is no password: the standard input is empty",
    prompt: "Password: ",
};

pub(super) const GENERATE: GenerateTexts = GenerateTexts {
    about: "Generate random passwords that the policy accepts",
    count: "How many passwords, one per line",
    length: "The number of characters; by default enough for 80 bits, if the policy permits it",
    no_look_alikes: "Leave out characters that look like others, such as 0, O and o, or 1, l, I and |",
    passphrase: "Generate passphrases, such as kumo-sora-yuki",
    words: "One word a line (the last word of a line counts, as in dice lists); words with a hyphen \
            are left out. By default about 4,100 short words that are easy to read out",
    no_passphrase: "No passphrase of enough words fits this policy; leave out --passphrase.",
    bits: |bits| format!("Each has at least {bits} bits of entropy."),
};
