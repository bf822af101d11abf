use alloc::format;
use alloc::string::String;

use crate::policy::lint::Finding;

pub(super) fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Unsatisfiable => {
            "No password of printable ASCII characters satisfies this policy.".into()
        }
        Finding::UnsatisfiableHere => {
            "No password of printable ASCII characters satisfies this policy for the user of this email address.".into()
        }
        Finding::Undecided => {
            "The search ended without finding a password that satisfies this policy. The policy may be too strict.".into()
        }
        Finding::RefusesGenerated {
            manager,
            refused,
            of,
            example,
            violations,
        } => format!(
            "The policy rejects passwords that {} generates by default ({refused} of {of}; for example {example}: {}).",
            manager.name(),
            violations.join(", "),
        ),
        Finding::Unchecked { rules } => format!(
            "Every password is rejected unless the caller provides what these rules need: {}.",
            rules.join(", "),
        ),
        Finding::ExceedsBcrypt { max, limit } => format!(
            "The policy accepts up to {max} bytes, but bcrypt ignores those after the first {limit} ({} characters of kana). Add an upper bound if bcrypt hashes the passwords.",
            limit / 3,
        ),
        Finding::NotNormalized => "The policy does not normalize passwords. Letters that look the same, such as é, are a different password if a device encodes them differently, and the user cannot sign in. Use this only if existing hashes require it.".into(),
    }
}
