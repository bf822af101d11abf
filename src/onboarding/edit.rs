use super::case::Approved;
use super::{Account, Name, Plan, Realm, Refusal};
use crate::audit_log::{Actor, EventKind};
use crate::id::CompanyId;
use crate::language::Language;
use crate::time::Timestamp;

/// Contact data that an operator corrects. `None` leaves a field as it is.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let edit = Edit {
///     name: Some("山田 次郎".parse()?),
///     ..Edit::default()
/// };
/// let plan = realm().edit(&registered(), edit, None, None, OPERATOR, NOW)?;
/// assert_eq!(plan.account().unwrap().name.as_str(), "山田 次郎");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::exhaustive_structs,
    reason = "`..Edit::default()` completes it"
)]
pub struct Edit {
    /// The person's name.
    pub name: Option<Name>,
    /// The customer company; `Some(None)` for none.
    pub company: Option<Option<CompanyId>>,
    /// The language of emails.
    pub language: Option<Language>,
}

impl Realm {
    /// Corrects the contact data of a person. The address is not among them:
    /// it changes by [`request_replacement`](Self::request_replacement).
    ///
    /// A contact of another company is not its manager. `remaining` and `approved`
    /// are those of [`remove`](Self::remove), for a contact who leaves a company.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the account is removed; [`Refusal::LastContact`] if the
    /// last contact would leave the company.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), registered());
    /// let edit = Edit {
    ///     language: Some(Language::En),
    ///     ..Edit::default()
    /// };
    /// let plan = realm.edit(&account, edit, None, None, OPERATOR, NOW)?;
    /// assert_eq!(plan.account().unwrap().language, Language::En);
    /// # Ok(())
    /// # }
    /// ```
    pub fn edit(
        &self,
        account: &Account,
        edit: Edit,
        remaining: Option<&Account>,
        approved: Option<&Approved>,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if account.state.is_removed() {
            return Err(Refusal::State);
        }
        let Edit {
            name,
            company,
            language,
        } = edit;
        let company = company.unwrap_or(account.company);
        let leaves = company != account.company;
        let remains = match leaves {
            true => account.leave(remaining, approved)?,
            false => None,
        };
        let edited = account.changed(|account| {
            if let Some(name) = name {
                account.name = name;
            }
            account.company = company;
            account.is_manager &= !leaves;
            account.language = language.unwrap_or(account.language);
        });
        let plan = Plan::of(account, EventKind::Edited, by, now).change(edited);
        Ok(plan.only_if_all(remains))
    }
}
