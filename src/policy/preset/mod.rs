//! Policies that other organizations have published, one file each.

mod active_directory;
mod auth0;
mod keycloak;
mod nist;
mod owasp;
mod published;
mod support_center;
mod zendesk;

use alloc::vec;
use alloc::vec::Vec;

use crate::policy::rules::{Kind, KindsRule};
use crate::policy::{Policy, Preparation, Rule};

impl Policy {
    /// The names of all presets, in the order in which a list shows them.
    pub const PRESETS: [&str; 16] = [
        "support_center",
        "nist_sp_800_63b_4",
        "nist_sp_800_63b_4_mfa",
        "owasp_asvs_5",
        "active_directory",
        "auth0_good",
        "auth0_excellent",
        "keycloak_recommended",
        "zendesk_recommended",
        "pci_dss_4",
        "entra",
        "google_workspace",
        "aws_iam",
        "okta",
        "bsi",
        "cnil",
    ];

    /// Returns the preset of this name.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::Policy;
    ///
    /// for name in Policy::PRESETS {
    ///     assert_eq!(Policy::preset(name).unwrap().name(), name);
    /// }
    /// assert_eq!(Policy::preset("none"), None);
    /// ```
    #[must_use]
    pub fn preset(name: &str) -> Option<Self> {
        let policy = match name {
            "support_center" => Self::support_center(),
            "nist_sp_800_63b_4" => Self::nist_sp_800_63b_4(),
            "nist_sp_800_63b_4_mfa" => Self::nist_sp_800_63b_4_mfa(),
            "owasp_asvs_5" => Self::owasp_asvs_5(),
            "active_directory" => Self::active_directory(),
            "auth0_good" => Self::auth0_good(),
            "auth0_excellent" => Self::auth0_excellent(),
            "keycloak_recommended" => Self::keycloak_recommended(),
            "zendesk_recommended" => Self::zendesk_recommended(),
            "pci_dss_4" => Self::pci_dss_4(),
            "entra" => Self::entra(),
            "google_workspace" => Self::google_workspace(),
            "aws_iam" => Self::aws_iam(),
            "okta" => Self::okta(),
            "bsi" => Self::bsi(),
            "cnil" => Self::cnil(),
            _ => return None,
        };
        Some(policy)
    }
}

/// The largest password that a preset accepts if its source has no bound, in
/// bytes: NIST SP 800-63B-4 section 3.1.1.2 and OWASP ASVS 5.0 6.2.9 require
/// that 64 characters are permitted, which are 256 bytes at most.
const MAX_BYTES: u32 = 1024;

fn policy(name: &str, max_bytes: u32, rules: Vec<Rule>) -> Policy {
    Policy {
        name: name.into(),
        max_bytes,
        preparation: Preparation::default(),
        rules,
    }
}

/// At least `required` of the letters and digits of ASCII and these special
/// characters.
fn kinds(required: u32, special: &str) -> Rule {
    let of = vec![
        Kind::new("lower", ""),
        Kind::new("upper", ""),
        Kind::new("digit", ""),
        Kind::new("special", special),
    ];
    Rule::Kinds(KindsRule::new(required, of))
}
