use super::Conformity::{Elsewhere, Met};
use super::{Clause, Standard, Statement, Traits};

/// NIST SP 800-63B-4 section 3.1.1.2, in the order of its requirements.
pub(super) fn clauses(traits: &Traits) -> [Clause; 15] {
    let on = |clause, is_met, met, not_met| {
        Clause::met_if(Standard::NistSp80063b4, clause, is_met, met, not_met)
    };
    let new = |conformity, clause, statement| {
        Clause::new(Standard::NistSp80063b4, clause, conformity, statement)
    };
    let elsewhere = |clause, statement| new(Elsewhere, clause, statement);
    [
        on(
            ("3.1.1.2 (1), single factor", "SHALL"),
            traits.min >= 15,
            Statement::SoleFactorMet,
            Statement::SoleFactorNotMet,
        ),
        on(
            ("3.1.1.2 (1), with a second factor", "SHALL"),
            traits.min >= 8,
            Statement::SecondFactorMet,
            Statement::SecondFactorNotMet,
        ),
        on(
            ("3.1.1.2 (2)", "SHOULD"),
            traits.permits_64,
            Statement::SixtyFourMet,
            Statement::SixtyFourNotMet,
        ),
        on(
            ("3.1.1.2 (3)", "SHOULD"),
            traits.permits_ascii,
            Statement::AsciiMet,
            Statement::AsciiNotMet,
        ),
        on(
            ("3.1.1.2 (4), Unicode", "SHOULD"),
            traits.permits_unicode,
            Statement::UnicodeMet,
            Statement::UnicodeNotMet,
        ),
        on(
            ("3.1.1.2 (4), counting", "SHALL"),
            traits.counts_code_points,
            Statement::CodePointsMet,
            Statement::CodePointsNotMet,
        ),
        on(
            ("3.1.1.2 (5)", "SHALL NOT"),
            !traits.has_composition,
            Statement::CompositionMet,
            Statement::CompositionNotMet,
        ),
        elsewhere(("3.1.1.2 (6)", "SHALL NOT"), Statement::PeriodicChange),
        elsewhere(
            ("3.1.1.2 (7, 8)", "SHALL NOT"),
            Statement::HintsAndQuestions,
        ),
        new(Met, ("3.1.1.2 (9)", "SHALL"), Statement::WholePassword),
        on(
            ("3.1.1.2, normalization", "SHOULD"),
            traits.normalizes,
            Statement::NormalizationMet,
            Statement::NormalizationNotMet,
        ),
        on(
            ("3.1.1.2, blocklist", "SHALL"),
            traits.has_list,
            Statement::ListMet,
            Statement::ListNotMet,
        ),
        on(
            ("3.1.1.2, blocklist, whole password", "SHALL"),
            !traits.searches_inside,
            Statement::WholeOnlyMet,
            Statement::WholeOnlyNotMet,
        ),
        elsewhere(
            ("3.1.1.2, guidance and managers", "SHALL"),
            Statement::Guidance,
        ),
        elsewhere(("3.1.1.2, storage", "SHALL"), Statement::Storage),
    ]
}
