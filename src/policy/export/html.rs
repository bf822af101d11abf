use alloc::string::String;
use core::fmt::{self, Write as _};

use crate::policy::rules::Unit;
use crate::policy::{Policy, Rule};

/// The attributes of the `<input type="password">` for a new password.
///
/// - `autocomplete="new-password"`, so that managers offer to generate one.
/// - `minlength`, the smallest length. HTML counts UTF-16 units, of which a
///   text has no fewer than code points, so it rejects nothing that the policy
///   accepts. (The exception is a text that normalization makes longer, which a
///   keyboard does not produce.)
/// - `passwordrules`, if there are any.
///
/// There is no `maxlength`: a browser silently cuts off a pasted password, and
/// the person could never sign in with what they pasted. There is no `pattern`
/// either: it could express only a part of the policy.
///
/// `Display` writes the attributes as HTML, escaped.
///
/// # Examples
///
/// ```
/// use genkan::policy::Policy;
///
/// let attributes = Policy::support_center().html_attributes();
/// assert_eq!(attributes.minlength, Some(6));
/// let input = format!("<input type=\"password\" {attributes}>");
/// assert!(input.contains("autocomplete=\"new-password\" minlength=\"6\""));
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct HtmlAttributes {
    /// The smallest length in UTF-16 units, if there is one.
    pub minlength: Option<u32>,
    /// The value of `passwordrules`, not escaped, if there is one.
    pub passwordrules: Option<String>,
}

impl Policy {
    /// Returns the attributes of the input for a new password.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::Policy;
    ///
    /// let attributes = Policy::nist_sp_800_63b_4().html_attributes();
    /// assert_eq!(
    ///     attributes.to_string(),
    ///     "autocomplete=\"new-password\" minlength=\"15\" \
    ///      passwordrules=\"minlength: 15; maxlength: 1024; allowed: ascii-printable;\"",
    /// );
    /// ```
    #[must_use]
    pub fn html_attributes(&self) -> HtmlAttributes {
        let (min, _) = self.code_points();
        HtmlAttributes {
            minlength: (min > 0).then_some(min),
            passwordrules: self
                .password_rules()
                .ok()
                .map(|rules| rules.as_str().into()),
        }
    }

    /// Returns the smallest and the largest length in code points that an
    /// accepted password can have after preparation. A code point has one to four bytes.
    pub(in crate::policy) fn code_points(&self) -> (u32, u32) {
        let outer = bounds(&self.rules, (0, self.max_bytes));
        let groups = self.groups().iter().map(|group| bounds(group, outer));
        let widest = groups.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        widest.unwrap_or(outer)
    }
}

/// Returns the smallest and the largest length in code points that these rules
/// leave of a range.
fn bounds(rules: &[Rule], (mut min, mut max): (u32, u32)) -> (u32, u32) {
    for rule in rules {
        if let Rule::Length(rule) = rule {
            let most = rule.max.unwrap_or(u32::MAX);
            let (least, most) = match rule.unit {
                Unit::CodePoints => (rule.min, most),
                Unit::Bytes => (rule.min.div_ceil(4), most),
                Unit::DifferentCharacters => (rule.min, u32::MAX),
                // A character between each two.
                Unit::Words => (rule.min.saturating_mul(2).saturating_sub(1), u32::MAX),
            };
            (min, max) = (min.max(least), max.min(most));
        }
    }
    (min, max)
}

impl fmt::Display for HtmlAttributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("autocomplete=\"new-password\"")?;
        if let Some(min) = self.minlength {
            write!(f, " minlength=\"{min}\"")?;
        }
        if let Some(rules) = &self.passwordrules {
            f.write_str(" passwordrules=\"")?;
            for c in rules.chars() {
                match c {
                    '&' => f.write_str("&amp;")?,
                    '"' => f.write_str("&quot;")?,
                    '<' => f.write_str("&lt;")?,
                    '>' => f.write_str("&gt;")?,
                    c => f.write_char(c)?,
                }
            }
            f.write_char('"')?;
        }
        Ok(())
    }
}
