use crate::web::texts::{Help, Question};

pub(super) const TEXTS: Help = Help {
    title: "Help",
    questions: &[
        Question {
            title: "I am signing in for the first time. What is my password?",
            texts: &[
                "There is no initial password. Choose “Forgot your password?”, enter your registered email address, and open the link in the email to set your password.",
            ],
            link: Some(("/forgot", "Set your password")),
        },
        Question {
            title: "How do I add a user?",
            texts: &["A registered contact requests it."],
            link: Some(("/contacts", "Add, replace or remove contacts")),
        },
        Question {
            title: "We no longer know who is registered",
            texts: &[
                "If you think you are registered, contact the support desk. If you are not registered, we verify your request through a registered contact, which takes longer.",
                "If all registered contacts have left and cannot receive emails, we need other proof of who you are and which company you belong to. We are preparing to accept such requests on this page.",
            ],
            link: None,
        },
        Question {
            title: "I cannot sign in, or the email does not arrive",
            texts: &[
                "Check your spam folder and your filters, wait a few minutes, then request another link. If this does not help, contact the support desk. A contact form is in preparation.",
            ],
            link: Some(("/forgot", "Request another link")),
        },
    ],
    support_desk: "Support desk",
    support_text: "Include the email address of your account and a description of the problem, so that we can help you faster.",
};
