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
            texts: &[
                "A registered contact signs in and requests it. The person is notified by email when they are registered. In the same place, contacts are changed, handed over to a successor, and removed.",
            ],
            link: Some(("/contacts", "Add, change or remove contacts")),
        },
        Question {
            title: "We no longer know who is registered",
            texts: &[
                "If you think you are registered, ask us with the form below. If your address is registered, you receive a link by email. If it is not, we verify your request through a registered contact, which takes longer.",
                "If all registered contacts have left and cannot receive emails, we need other proof of who you are and which company you belong to. After that, there is a waiting period during which the contacts can object.",
            ],
            link: Some(("/help/registered", "Ask who is registered")),
        },
        Question {
            title: "I cannot sign in, or the email does not arrive",
            texts: &[
                "Check your spam folder and your filters, wait a few minutes, then request another link. If this does not help, report it with the form below.",
            ],
            link: Some(("/help/sign-in", "Report that you cannot sign in")),
        },
    ],
    support_desk: "Support desk",
    support_text: "Include the email address of your account and a description of the problem, so that we can help you faster.",
};
