use alloc::vec;
use alloc::vec::Vec;

use super::{MAX_BYTES, kinds, policy};
use crate::policy::rules::{
    AnyOfRule, BlocklistRule, CharactersRule, ContextWordRule, GuessabilityRule, Kind, KindsRule,
    LengthRule, LocalPartRule, ReuseRule, Unit, WhiteSpacePosition, WhiteSpaceRule,
};
use crate::policy::{ContextSource, Labels, Policy, Rule};

impl Policy {
    /// PCI DSS 4.0.1, requirements 8.3.6 and 8.3.7: at least 12 characters, with
    /// letters and digits, and none of the last four passwords.
    ///
    /// Source: <https://www.pcisecuritystandards.org/document_library/>. Other
    /// requirements, such as the change after 90 days (8.3.9), are not about the
    /// password. A letter is one of A-Z.
    #[must_use]
    pub fn pci_dss_4() -> Self {
        let letter = Kind::new("letter", "").range('a', 'z').range('A', 'Z');
        let letter = letter.labelled(labels(LETTERS));
        let of = vec![letter, Kind::new("digit", "")];
        let rules = vec![
            Rule::Length(LengthRule::new(12)),
            Rule::Kinds(KindsRule::new(2, of)),
            Rule::Reuse(ReuseRule::new(4)),
        ];
        policy("pci_dss_4", MAX_BYTES, rules)
    }

    /// Microsoft Entra ID: 8 to 256 characters of printable ASCII, three of four
    /// kinds, not the last password, and five points by the list of banned
    /// passwords, of which each word and each other character is one.
    ///
    /// Sources:
    /// <https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy>,
    /// <https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad>.
    ///
    /// The caller adds the list `banned`; Microsoft's own is secret. Differences
    /// from Entra: the page gives four look-alikes as examples, here the table of
    /// `docs/rules.md` applies. A word that differs by one character is found
    /// only if it is the whole password; the page's second example excludes that
    /// it is found inside.
    #[must_use]
    pub fn entra() -> Self {
        let mut banned = BlocklistRule::new("banned").contained(4);
        banned.label = labels(BANNED);
        banned.look_alikes = true;
        banned.one_edit = true;
        banned.points = Some(5);
        let names = vec![ContextSource::Name, ContextSource::Service];
        let mut names = ContextWordRule::new(names, 4);
        names.words.look_alikes = true;
        let rules = vec![
            Rule::Length(LengthRule::new(8).at_most(256)),
            Rule::Characters(printable_ascii()),
            kinds(3, "@#$%^&*-_!+=[]{}|\\:',.?/`~\"();<> "),
            Rule::Blocklist(banned),
            Rule::ContextWord(names),
            Rule::Reuse(ReuseRule::new(1)),
        ];
        policy("entra", MAX_BYTES, rules)
    }

    /// Google Workspace: 8 to 100 characters of printable ASCII, no space at the
    /// start or the end, hard to guess.
    ///
    /// Source: <https://support.google.com/a/answer/139399>. Google does not
    /// publish how it rates a password; here the caller's estimate
    /// ([`Context::score`](crate::policy::Context::score)) must be 3 of 4.
    #[must_use]
    pub fn google_workspace() -> Self {
        let rules = vec![
            Rule::Length(LengthRule::new(8).at_most(100)),
            Rule::Characters(printable_ascii()),
            Rule::WhiteSpace(WhiteSpaceRule::new(WhiteSpacePosition::Edges)),
            Rule::Guessability(GuessabilityRule::new(3)),
        ];
        policy("google_workspace", MAX_BYTES, rules)
    }

    /// The default of AWS IAM: 8 to 128 characters, three of four kinds, not the
    /// name of the account or the address.
    ///
    /// Source:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html>.
    /// The account's name is given as a word of [`ContextSource::Service`]. AWS
    /// rejects a password that is the name, here one that contains it is
    /// rejected, too.
    #[must_use]
    pub fn aws_iam() -> Self {
        let account = vec![ContextSource::Address, ContextSource::Service];
        let mut account = ContextWordRule::new(account, WHOLE);
        account.words.min_whole = Some(1);
        let rules = vec![
            Rule::Length(LengthRule::new(8).at_most(128)),
            kinds(3, "!@#$%^&*()_+-=[]{}|'"),
            Rule::ContextWord(account),
        ];
        policy("aws_iam", MAX_BYTES, rules)
    }

    /// Okta's default: 8 to 72 characters with lower case, upper case and a
    /// digit, no part of the user name of four or more characters, none of the
    /// last four passwords.
    ///
    /// Source:
    /// <https://help.okta.com/en-us/content/topics/security/policies/configure-password-policies.htm>.
    /// Okta divides a user name at `.,-_#@`, here every character that is neither
    /// a letter nor a digit divides it.
    #[must_use]
    pub fn okta() -> Self {
        let of = ["lower", "upper", "digit"].map(|name| Kind::new(name, ""));
        let mut user_name = LocalPartRule::new(4);
        user_name.words.min_whole = Some(4);
        let domain = ContextWordRule::new(vec![ContextSource::Address], 4);
        let rules = vec![
            Rule::Length(LengthRule::new(8).at_most(72)),
            Rule::Kinds(KindsRule::new(3, Vec::from(of))),
            Rule::LocalPart(user_name),
            Rule::ContextWord(domain),
            Rule::Reuse(ReuseRule::new(4)),
        ];
        policy("okta", MAX_BYTES, rules)
    }

    /// BSI, the German Federal Office for Information Security: at least 8
    /// characters of four kinds, or 25 of two, and not a common password.
    ///
    /// Source: "Sichere Passwörter erstellen" at <https://www.bsi.bund.de>. The
    /// caller adds the list `common`. Letters are those of Latin-1, so umlauts
    /// are; every character that is neither a letter nor a digit is special.
    #[must_use]
    pub fn bsi() -> Self {
        let of = || {
            let lower = Kind::new("lower", "").range('a', 'z');
            let upper = Kind::new("upper", "").range('A', 'Z');
            vec![
                lower.range('ß', 'ö').range('ø', 'ÿ'),
                upper.range('À', 'Ö').range('Ø', 'Þ'),
                Kind::new("digit", ""),
                Kind::new("other", ""),
            ]
        };
        let group = |min, required| {
            let kinds = Rule::Kinds(KindsRule::new(required, of()));
            vec![Rule::Length(LengthRule::new(min)), kinds]
        };
        let rules = vec![
            Rule::AnyOf(AnyOfRule::new(vec![group(8, 4), group(25, 2)])),
            Rule::Blocklist(BlocklistRule::new("common")),
        ];
        policy("bsi", MAX_BYTES, rules)
    }

    /// CNIL, the French data protection authority, recommendation 2022-100: 12
    /// characters of four kinds, or 14 of lower case, upper case and digits, or
    /// seven words.
    ///
    /// Source:
    /// <https://www.cnil.fr/fr/mots-de-passe-une-nouvelle-recommandation-pour-maitriser-sa-securite>.
    /// These are its examples of 80 bits, for a password without a further
    /// measure such as a limit of attempts.
    #[must_use]
    pub fn cnil() -> Self {
        let three = || Vec::from(["lower", "upper", "digit"].map(|name| Kind::new(name, "")));
        let mut four = three();
        four.push(Kind::new("other", ""));
        let length = |min| Rule::Length(LengthRule::new(min));
        let groups = vec![
            vec![length(12), Rule::Kinds(KindsRule::new(4, four))],
            vec![length(14), Rule::Kinds(KindsRule::new(3, three()))],
            vec![Rule::Length(LengthRule::new(7).in_unit(Unit::Words))],
        ];
        let rules = vec![Rule::AnyOf(AnyOfRule::new(groups))];
        policy("cnil", MAX_BYTES, rules)
    }
}

fn printable_ascii() -> CharactersRule {
    let ascii = Kind::new("ASCII", "").range(' ', '~');
    CharactersRule::allowed(vec![ascii.labelled(labels(ASCII))])
}

/// The names of a kind or a list, in the languages of the crate.
type Names = [(&'static str, &'static str); 7];

/// Returns names as labels. A test reads each.
fn labels(names: Names) -> Labels {
    Labels::new(names).unwrap_or_default()
}

const LETTERS: Names = [
    ("de", "Buchstaben"),
    ("en", "letters"),
    ("es", "letras"),
    ("fr", "lettres"),
    ("ja", "英字"),
    ("ko", "영문자"),
    ("zh-Hans", "英文字母"),
];

const ASCII: Names = [
    ("de", "Buchstaben ohne Umlaute, Ziffern und Sonderzeichen"),
    ("en", "plain letters, digits and symbols"),
    ("es", "letras sin tilde, números y símbolos"),
    ("fr", "lettres sans accent, chiffres et symboles"),
    ("ja", "半角の英字・数字・記号"),
    ("ko", "영문자, 숫자, 특수문자"),
    ("zh-Hans", "半角英文字母、数字和符号"),
];

const BANNED: Names = [
    ("de", "Gesperrte Wörter"),
    ("en", "Banned words"),
    ("es", "Palabras prohibidas"),
    ("fr", "Mots interdits"),
    ("ja", "使用禁止の語"),
    ("ko", "금지어"),
    ("zh-Hans", "禁用词"),
];

/// A length that no piece of a text has, so that only the whole counts.
const WHOLE: u32 = 65_536;
