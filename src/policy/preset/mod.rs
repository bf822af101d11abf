//! Policies that others have written down, one file each.

mod active_directory;
mod auth0;
mod keycloak;
mod nist;
mod owasp;
mod support_center;
mod zendesk;

use crate::policy::Policy;

impl Policy {
    /// The name of every preset, in the order in which they are told.
    pub const PRESETS: [&str; 9] = [
        "support_center",
        "nist_sp_800_63b_4",
        "nist_sp_800_63b_4_mfa",
        "owasp_asvs_5",
        "active_directory",
        "auth0_good",
        "auth0_excellent",
        "keycloak_recommended",
        "zendesk_recommended",
    ];

    /// The preset of this name.
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
            _ => return None,
        };
        Some(policy)
    }
}

/// The largest password that a preset accepts where its source names none, in
/// bytes: NIST SP 800-63B-4 section 3.1.1.2 and OWASP ASVS 5.0 6.2.9 ask that
/// 64 characters be permitted, which are 256 bytes at most.
const MAX_BYTES: u32 = 1024;
