/// Declares the struct of all templates, with the key and the parameters of
/// each: those that it has, and after `;` those that it may have.
macro_rules! templates {
    ($(
        $(#[$about:meta])*
        $field:ident = $key:literal { $($required:ident)* $(; $($optional:ident)*)? }
    )+) => {
        /// The templates of a language: what each sentence says, and in which
        /// words.
        ///
        /// A template has each of its parameters as `{name}`. The words after
        /// a number follow its plural form: `{min} {min|character|characters}`
        /// has one word for each form of the language's [`Plural`](super::Plural).
        /// Copy a language of the crate, such as `src/policy/texts/en/sentences.rs`,
        /// and translate every literal.
        ///
        /// There is no default: a language that lacks a template does not
        /// compile, and a new template is a breaking change.
        #[derive(Clone, Copy, Debug)]
        #[allow(clippy::exhaustive_structs)] // See above.
        pub struct Templates {
            $(
                #[doc = concat!("`", $key, "`", templates!(@parameters $($required)*), ".")]
                $(#[$about])*
                pub $field: &'static str,
            )+
        }

        /// The templates, in the order of the struct.
        pub(super) const KEYS: &[Key] = &[$(Key {
            name: $key,
            required: &[$(stringify!($required)),*],
            optional: &[$($(stringify!($optional)),*)?],
        }),+];

        impl Templates {
            /// Returns each template, in the order of [`KEYS`].
            pub(super) const fn texts(&self) -> [&'static str; KEYS.len()] {
                [$(self.$field),+]
            }
        }
    };
    (@parameters) => { "" };
    (@parameters $first:ident $($other:ident)*) => {
        concat!(", with `{", stringify!($first), "}`" $(, ", `{", stringify!($other), "}`")*)
    };
}

/// The key of a template in the browser package, and its parameters.
pub(super) struct Key {
    pub(super) name: &'static str,
    /// Each is in the template as `{name}`.
    pub(super) required: &'static [&'static str],
    /// Each may be in the template, since a language may need it for its form.
    pub(super) optional: &'static [&'static str],
}

templates! {
    requirement_size = "requirement.size" { max }
    requirement_control_characters = "requirement.control-characters" {}
    requirement_length = "requirement.length" { min }
    requirement_length_bytes = "requirement.length.bytes" { min }
    requirement_length_range = "requirement.length.range" { min max }
    requirement_length_range_bytes = "requirement.length.range.bytes" { min max }
    requirement_length_most = "requirement.length.most" { max }
    requirement_length_most_bytes = "requirement.length.most.bytes" { max }
    requirement_length_different_characters = "requirement.length.different-characters" { min }
    requirement_length_range_different_characters = "requirement.length.range.different-characters" { min max }
    requirement_length_most_different_characters = "requirement.length.most.different-characters" { max }
    requirement_length_words = "requirement.length.words" { min }
    requirement_length_range_words = "requirement.length.range.words" { min max }
    requirement_length_most_words = "requirement.length.most.words" { max }
    requirement_kinds = "requirement.kinds" { required count kinds }
    requirement_kinds_all = "requirement.kinds.all" { kinds }
    /// The kind is a noun in the form for `{min}`: "2 digits (0-9)".
    requirement_kinds_one = "requirement.kinds.one" { min kind }
    requirement_local_part = "requirement.local-part" {}
    requirement_user_name = "requirement.user-name" {}
    requirement_context_word = "requirement.context-word" { sources }
    requirement_characters_allowed = "requirement.characters.allowed" { kinds }
    requirement_characters_forbidden = "requirement.characters.forbidden" { kinds }
    requirement_characters_both = "requirement.characters.both" { kinds except }
    requirement_characters_allowed_start = "requirement.characters.allowed.start" { kinds }
    requirement_characters_forbidden_start = "requirement.characters.forbidden.start" { kinds }
    requirement_characters_both_start = "requirement.characters.both.start" { kinds except }
    requirement_characters_allowed_end = "requirement.characters.allowed.end" { kinds }
    requirement_characters_forbidden_end = "requirement.characters.forbidden.end" { kinds }
    requirement_characters_both_end = "requirement.characters.both.end" { kinds except }
    requirement_white_space_anywhere = "requirement.white-space.anywhere" {}
    requirement_white_space_edges = "requirement.white-space.edges" {}
    requirement_repetition = "requirement.repetition" { max }
    requirement_repetition_block = "requirement.repetition.block" { max block }
    requirement_repetition_kinds = "requirement.repetition.kinds" { max kinds }
    requirement_occurrences = "requirement.occurrences" { max }
    requirement_sequence = "requirement.sequence" { patterns length }
    requirement_number_range = "requirement.number-range" { from to }
    /// The list is that of common passwords.
    requirement_blocklist = "requirement.blocklist" {}
    requirement_blocklist_contained = "requirement.blocklist.contained" { length }
    requirement_blocklist_points = "requirement.blocklist.points" { points length }
    /// The list is the policy's own.
    requirement_list = "requirement.list" { list }
    requirement_list_contained = "requirement.list.contained" { list length }
    requirement_list_points = "requirement.list.points" { list points length }
    requirement_breached = "requirement.breached" {}
    requirement_breached_max = "requirement.breached.max" { max }
    requirement_reuse = "requirement.reuse" { last }
    /// Only the last password, which is the current one.
    requirement_reuse_one = "requirement.reuse.one" {}
    requirement_similarity = "requirement.similarity" { min }
    requirement_guessability = "requirement.guessability" { min }
    /// The requirements in the groups begin in lower case.
    requirement_any_of = "requirement.any-of" { groups }
    requirement_tier_below = "requirement.tier.below" { requirement below }
    requirement_tier_from = "requirement.tier.from" { requirement from }
    requirement_tier_between = "requirement.tier.between" { requirement from below }
    /// A requirement with what it rejects, too, as a list.
    note = "note" { requirement notes }
    note_local_part = "note.local-part" { min_piece }
    note_piece = "note.piece" { min_piece }
    note_east_asian = "note.east-asian" { min_east_asian }
    note_consecutive = "note.consecutive" { min_piece }
    note_reversed = "note.reversed" {}
    note_look_alikes = "note.look-alikes" {}
    note_accents = "note.accents" {}
    note_one_edit = "note.one-edit" {}
    note_columns = "note.columns" {}
    note_wrap = "note.wrap" {}
    note_dates = "note.dates" {}
    violation_too_long = "violation.too-long" { max actual }
    violation_too_long_bytes = "violation.too-long.bytes" { max actual }
    violation_too_long_different_characters = "violation.too-long.different-characters" { max actual }
    violation_too_long_words = "violation.too-long.words" { max actual }
    violation_too_short = "violation.too-short" { min more }
    violation_too_short_bytes = "violation.too-short.bytes" { min more }
    violation_too_short_different_characters = "violation.too-short.different-characters" { min more }
    violation_too_short_words = "violation.too-short.words" { min more }
    violation_control_characters = "violation.control-characters" { count }
    violation_white_space_anywhere = "violation.white-space.anywhere" { count }
    violation_white_space_edges = "violation.white-space.edges" { count }
    violation_characters_allowed = "violation.characters.allowed" { count kinds }
    violation_characters_forbidden = "violation.characters.forbidden" { count kinds }
    violation_characters_both = "violation.characters.both" { count kinds except }
    violation_characters_allowed_start = "violation.characters.allowed.start" { kinds }
    violation_characters_forbidden_start = "violation.characters.forbidden.start" { kinds }
    violation_characters_both_start = "violation.characters.both.start" { kinds except }
    violation_characters_allowed_end = "violation.characters.allowed.end" { kinds }
    violation_characters_forbidden_end = "violation.characters.forbidden.end" { kinds }
    violation_characters_both_end = "violation.characters.both.end" { kinds except }
    /// Some of the missing kinds are enough: a list with "or".
    violation_too_few_kinds = "violation.too-few-kinds" { more missing }
    /// All of the missing kinds are needed: a list with "and".
    violation_too_few_kinds_all = "violation.too-few-kinds.all" { missing }
    violation_contains_local_part = "violation.contains-local-part" {}
    violation_contains_user_name = "violation.contains-user-name" {}
    violation_contains_context_word = "violation.contains-context-word" { source }
    violation_repetition = "violation.repetition" { max actual }
    violation_repetition_block = "violation.repetition.block" { max actual block }
    violation_kind_repetition = "violation.kind-repetition" { max actual }
    violation_occurrences = "violation.occurrences" { max actual }
    violation_sequence = "violation.sequence" { pattern length }
    violation_number_range = "violation.number-range" { from to }
    violation_date = "violation.date" {}
    /// The list is that of common passwords.
    violation_blocklisted = "violation.blocklisted" {}
    /// Only a part of the password is on the list.
    violation_blocklisted_part = "violation.blocklisted.part" {}
    /// The list is the policy's own.
    violation_listed = "violation.listed" { list }
    /// Only a part of the password is on the list.
    violation_listed_part = "violation.listed.part" { list }
    violation_breached = "violation.breached" { count }
    violation_breached_unknown = "violation.breached.unknown" {}
    violation_reused = "violation.reused" { last }
    violation_reused_one = "violation.reused.one" {}
    violation_too_similar = "violation.too-similar" { min actual }
    /// Scores from 0 to 4.
    violation_too_guessable = "violation.too-guessable" { min actual }
    hint_uncounted_character = "hint.uncounted-character" { count }
    /// In the browser only.
    hint_uncounted_character_named = "hint.uncounted-character.named" { character }
    hint_full_width = "hint.full-width" { count }
    hint_invisible = "hint.invisible" { count }
    hint_edge_space = "hint.edge-space" {}
    /// In the browser only.
    hint_uncertain_character = "hint.uncertain-character" {}
    /// The name of a kind, in a list.
    kind_lower = "kind.lower" {}
    kind_upper = "kind.upper" {}
    kind_digit = "kind.digit" {}
    kind_special = "kind.special" {}
    kind_other_letter = "kind.other-letter" {}
    kind_other = "kind.other" {}
    /// A kind after or before a number, in the form for `{n}`.
    noun_lower = "noun.lower" {; n}
    noun_upper = "noun.upper" {; n}
    noun_digit = "noun.digit" {; n}
    noun_special = "noun.special" {; n}
    noun_other_letter = "noun.other-letter" {; n}
    noun_other = "noun.other" {; n}
    /// Characters of a kind of the policy's own.
    noun_own = "noun.own" { kind; n }
    described_kind = "described-kind" { kind characters }
    /// At least so many characters of a kind, in a list.
    counted_kind = "counted-kind" { min kind }
    /// So many more characters of a kind, in a list.
    more_of_kind = "more-of-kind" { more kind }
    source_address = "source.address" {}
    source_name = "source.name" {}
    source_company = "source.company" {}
    source_service = "source.service" {}
    source_birthday = "source.birthday" {}
    source_phone = "source.phone" {}
    source_employee_number = "source.employee-number" {}
    source_user_name = "source.user-name" {}
    pattern_alphabetic = "pattern.alphabetic" {}
    pattern_numeric = "pattern.numeric" {}
    pattern_qwerty = "pattern.qwerty" {}
    pattern_jis = "pattern.jis" {}
    pattern_azerty = "pattern.azerty" {}
    pattern_qwertz = "pattern.qwertz" {}
    pattern_ten_key = "pattern.ten-key" {}
    status_met = "status.met" {}
    status_unmet = "status.unmet" {}
    status_not_applicable = "status.not-applicable" {}
    status_unchecked = "status.unchecked" {}
    /// Between two words of a list.
    list_separator = "list.separator" {}
    /// Before the last word of a list of which one is enough.
    list_or = "list.or" {}
    /// Before the last word of a list of which all are needed.
    list_and = "list.and" {}
    /// Between the requirements of a group of which all must be met.
    any_of_and = "any-of.and" {}
    /// Between groups of which one must be met.
    any_of_or = "any-of.or" {}
}
