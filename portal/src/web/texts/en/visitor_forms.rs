use genkan::onboarding::case::TroubleKind;

use crate::web::texts::{VisitorForm, VisitorForms};

pub(super) const TEXTS: VisitorForms = VisitorForms {
    trouble: VisitorForm {
        title: "I cannot sign in, or no email arrives",
        text: "Tell us the email address of your account and what does not work, so that we can help you faster.",
        submit: "Send to the support desk",
        sent: "Thank you for your report",
        sent_texts: &[
            "The support desk looks into it. If the address belongs to a registered contact, we contact that person.",
            "No email is sent automatically. If you need a link to set a password, you can request another one.",
            MANY,
        ],
    },
    inquiry: VisitorForm {
        title: "We no longer know who is registered",
        text: "If you think that you or a colleague is registered, tell us who you are. We find out how you can get access.",
        submit: "Send to the support desk",
        sent: "Thank you for your inquiry",
        sent_texts: &[
            "If the address that you entered is registered and not on hold, we send a link to set a password to it, unless we sent one a short time ago. Please check your email.",
            "Otherwise, we ask a registered contact of your company whether we may register you, which takes a few days. If no registered contact can confirm it, the support desk contacts you about other proof of who you are.",
            MANY,
        ],
    },
    account_email: "Email address of your account",
    kind: "What does not work?",
    kinds: |kind| match kind {
        TroubleKind::NoEmail => "No email arrives",
        TroubleKind::Link => "The link in the email does not work",
        TroubleKind::Password => "My password is not accepted",
        _ => "Something else",
    },
    no_kind: "Choose what does not work.",
    details: "Details (optional)",
    details_hint: "Do not enter a password.",
    own_name: "Your name",
    own_email: "Your email address at work",
    own_email_hint: "If you think you are registered, enter the address that you think is registered.",
    company: "Company name",
    no_company: "Enter the name of your company, up to 200 characters on one line.",
    to_help: "Back to the help page",
};

/// True for everybody, since no page tells whether a limit was reached.
const MANY: &str = "If the form was sent many times for this address or from your network, the later ones may be lost. If you do not hear from us, send an email to the support desk.";
