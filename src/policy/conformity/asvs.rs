use super::Conformity::{Elsewhere, Met};
use super::{Clause, Standard, Statement, Traits};

/// OWASP ASVS 5.0 chapter V6.2, in its order.
pub(super) fn clauses(traits: &Traits) -> [Clause; 12] {
    let on = |clause, is_met, met, not_met| {
        Clause::met_if(Standard::OwaspAsvs5, clause, is_met, met, not_met)
    };
    let new = |conformity, clause, statement| {
        Clause::new(Standard::OwaspAsvs5, clause, conformity, statement)
    };
    let elsewhere = |clause, statement| new(Elsewhere, clause, statement);
    let long_enough = if traits.min >= 15 {
        Statement::RecommendedLength
    } else {
        Statement::EightMet
    };
    let as_received = if traits.normalizes {
        Statement::VerifiedNormalized
    } else {
        Statement::VerifiedExactly
    };
    [
        on(
            ("6.2.1", "L1"),
            traits.min >= 8,
            long_enough,
            Statement::EightNotMet,
        ),
        elsewhere(("6.2.2", "L1"), Statement::UserCanChange),
        elsewhere(("6.2.3", "L1"), Statement::ChangeAsksForCurrent),
        on(
            ("6.2.4", "L1"),
            traits.has_list,
            Statement::TopListMet,
            Statement::TopListNotMet,
        ),
        on(
            ("6.2.5", "L1"),
            !traits.has_composition && traits.permits_ascii && traits.permits_unicode,
            Statement::AnyCompositionMet,
            Statement::AnyCompositionNotMet,
        ),
        elsewhere(("6.2.6", "L1"), Statement::Masked),
        elsewhere(("6.2.7", "L1"), Statement::Paste),
        new(Met, ("6.2.8", "L1"), as_received),
        on(
            ("6.2.9", "L2"),
            traits.permits_64,
            Statement::AllowsSixtyFourMet,
            Statement::AllowsSixtyFourNotMet,
        ),
        elsewhere(("6.2.10", "L2"), Statement::NoPeriodicChange),
        on(
            ("6.2.11", "L2"),
            traits.has_context,
            Statement::ContextMet,
            Statement::ContextNotMet,
        ),
        on(
            ("6.2.12", "L2"),
            traits.has_breached,
            Statement::BreachedMet,
            Statement::BreachedNotMet,
        ),
    ]
}
