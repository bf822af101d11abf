use crate::web::texts::{Inquiries, ResultText};

pub(super) const TEXTS: Inquiries = Inquiries {
    question: "Is this person a colleague of yours?",
    question_text: "This person is not registered, and says that they work for your company. Should we register them as a contact?",
    name: "Name",
    company_as_entered: "Company, as entered",
    asked_at: "Asked on",
    answer_until: "Please answer by",
    effects: &[
        "Yes: the person is registered as a contact of your company at once, and receives an email that explains how to set a password.",
        "No: the person is not registered. The support desk and the colleagues whom we asked are notified.",
        "I do not know this person: your answer is recorded. We ask others or verify the person in another way.",
    ],
    yes: "Yes, register this person",
    no: "No, do not register this person",
    unknown: "I do not know this person",
    otherwise: "If you are not sure, close the page and ask the person directly or by telephone first. Nothing changes until you answer.",
    answered_yes: ResultText {
        title: "Thank you for your answer: yes",
        texts: &[
            "The person can now be registered as a contact of your company. If something remains to be checked, the support desk does that.",
        ],
        next: NEXT,
    },
    answered_no: ResultText {
        title: "Thank you for your answer: no",
        texts: &[
            "The person is not registered. The support desk and the colleagues whom we asked are notified.",
        ],
        next: NEXT,
    },
    answered_unknown: ResultText {
        title: "Thank you for your answer: you do not know this person",
        texts: &["Your answer is recorded. The person is not registered because of it."],
        next: NEXT,
    },
    takeover: "A person will be registered for your company",
    takeover_text: "This person is not registered. No registered contact of your company could confirm who they are, so we have verified the person in another way and are going to register them as a contact.",
    replaced: "Account that ends",
    takes_place: "Takes place on",
    object_effects: &[
        "The person is not registered, and no account ends.",
        "The support desk and all contacts of your company are notified.",
    ],
    object: "Stop this",
    object_otherwise: "If you agree, close the page without pressing the button.",
    objected: ResultText {
        title: "It has been stopped",
        texts: &[
            "The person is not registered, and nothing has changed.",
            "If you can tell us more about the person, please contact us.",
        ],
        next: NEXT,
    },
};

const NEXT: Option<(&str, &str)> = Some(("/contacts", "See your company’s contacts"));
