//! How the provider's own pages and emails look: the table `[brand]`.

mod color;
mod email_kind;
pub(crate) mod email_template;
mod email_texts;
mod help;
mod image;
mod localized;

use std::path::{Path, PathBuf};

use serde::Deserialize;
use url::Url;

pub use color::Color;
pub use email_kind::EmailKind;
pub use email_texts::EmailTexts;
pub use help::HelpText;
pub use image::Image;
pub use localized::Localized;

use localized::Written;

/// What a provider shows of its own.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    /// The logo in the header, in place of the service's name.
    pub logo: Option<Image>,
    /// The logo for dark pages.
    pub logo_dark: Option<Image>,
    /// The icon of the window.
    pub icon: Option<Image>,
    /// The colour of buttons and links on light and on dark pages.
    pub accent: Option<(Color, Color)>,
    /// The company that runs the service.
    pub company: Option<Localized<String>>,
    /// The telephone number of the support desk.
    pub phone: Option<String>,
    /// When the support desk answers the telephone.
    pub hours: Option<Localized<String>>,
    /// Links in the footer, such as terms and privacy.
    pub links: Vec<FooterLink>,
    /// A text above the questions of the help page.
    pub help: Option<Localized<HelpText>>,
    /// The texts of emails that are not the built-in ones.
    pub email_texts: EmailTexts,
}

impl Brand {
    /// Returns the logo, if mail programs show it.
    #[must_use]
    pub fn email_logo(&self) -> Option<&Image> {
        self.logo.as_ref().filter(|logo| logo.is_for_emails())
    }
}

/// A link in the footer.
#[derive(Clone, Debug)]
pub struct FooterLink {
    /// Its text.
    pub name: Localized<String>,
    /// Where it leads.
    pub url: Url,
}

/// The table as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    logo: Option<PathBuf>,
    logo_dark: Option<PathBuf>,
    icon: Option<PathBuf>,
    accent: Option<String>,
    accent_dark: Option<String>,
    company: Option<Written<String>>,
    phone: Option<String>,
    hours: Option<Written<String>>,
    #[serde(default)]
    links: Vec<Link>,
    help: Option<Written<PathBuf>>,
    email_texts: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    name: Written<String>,
    url: String,
}

impl Table {
    pub(super) fn check(self, folder: &Path) -> Result<Brand, String> {
        let image = |key: &str, path: Option<PathBuf>| {
            path.map(|path| Image::read(&folder.join(path)))
                .transpose()
                .map_err(|problem| format!("brand.{key}: {problem}"))
        };
        let texts = |key: &str, texts: Option<Written<String>>| {
            texts.map(|texts| texts.check(key)).transpose()
        };
        let help = self.help.map(|files| {
            let read = |path: PathBuf| HelpText::read(&folder.join(path));
            let files = files.check("brand.help")?;
            files
                .try_map(read)
                .map_err(|problem| format!("brand.help: {problem}"))
        });
        let email_texts = self.email_texts.map(|path| {
            EmailTexts::read(&folder.join(path))
                .map_err(|problem| format!("brand.email_texts: {problem}"))
        });
        Ok(Brand {
            logo: image("logo", self.logo)?,
            logo_dark: image("logo_dark", self.logo_dark)?,
            icon: image("icon", self.icon)?,
            accent: color::accents(self.accent.as_deref(), self.accent_dark.as_deref())?,
            company: texts("brand.company", self.company)?,
            phone: self.phone.map(phone).transpose()?,
            hours: texts("brand.hours", self.hours)?,
            links: self
                .links
                .into_iter()
                .map(Link::check)
                .collect::<Result<_, _>>()?,
            help: help.transpose()?,
            email_texts: email_texts.transpose()?.unwrap_or_default(),
        })
    }
}

impl Link {
    fn check(self) -> Result<FooterLink, String> {
        let url = Url::parse(&self.url).ok();
        let url = url.filter(|url| matches!(url.scheme(), "https" | "http" | "mailto"));
        Ok(FooterLink {
            name: self.name.check("brand.links.name")?,
            url: url.ok_or_else(|| {
                format!(
                    "brand.links.url: {:?} is not a URL; write one such as \
                     \"https://www.example.com/terms\"",
                    self.url
                )
            })?,
        })
    }
}

fn phone(number: String) -> Result<String, String> {
    let is_phone = |byte: u8| byte.is_ascii_digit() || b"+-() ".contains(&byte);
    if number.bytes().all(is_phone) && number.bytes().any(|byte| byte.is_ascii_digit()) {
        return Ok(number);
    }
    Err(format!(
        "brand.phone: {number:?} is not a telephone number; write digits, spaces, \"+\", \"-\", \
         \"(\" and \")\" only, and anything else in brand.hours"
    ))
}
