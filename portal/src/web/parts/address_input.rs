use maud::{Markup, Render, html};

/// The input of an email address in a form.
///
/// Its type is `text`. A browser refuses to submit an `email` input that holds
/// `ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ`, which [`Address::parse`] accepts, and it explains
/// other mistakes less exactly than the server. Phones show the keyboard for
/// addresses because of `inputmode`, and password managers use `autocomplete`.
///
/// [`Address::parse`]: genkan::address::Address::parse
pub(crate) struct AddressInput<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) value: &'a str,
    /// What browsers may fill in: `off` for another person's address.
    pub(crate) autocomplete: &'a str,
    pub(crate) is_required: bool,
    pub(crate) is_invalid: bool,
    /// The ids of the texts about it.
    pub(crate) described_by: Option<&'a str>,
}

impl Render for AddressInput<'_> {
    fn render(&self) -> Markup {
        html! {
            input id=(self.id) type="text" inputmode="email" name=(self.name) value=(self.value)
                autocomplete=(self.autocomplete) required[self.is_required]
                autocapitalize="none" autocorrect="off" spellcheck="false"
                aria-invalid=[self.is_invalid.then_some("true")]
                aria-describedby=[self.described_by];
        }
    }
}
