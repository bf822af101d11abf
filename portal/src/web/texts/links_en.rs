use super::links::{ConfirmText, Links, ResultText};

pub(super) const LINKS: Links = Links {
    prove: ConfirmText {
        title: "Confirm your new email address",
        text: "Press the button to use this address for the account.",
        happens: &[
            "From then on you sign in with this address and the password that you have.",
            "Every device that is signed in is signed out.",
            "The former address is told, and can undo the change for a while.",
        ],
        button: "Use this address",
        otherwise: "If you know nothing of this, close the page without pressing the button. Nothing will change.",
    },
    proved: ResultText {
        title: "Your email address has been changed",
        texts: &[
            "Sign in with the new address and the password that you have.",
            "Both addresses get a mail that says so.",
        ],
        next: Some(("/signin", "To the sign-in page")),
    },
    undo: ConfirmText {
        title: "Take your email address back",
        text: "If it was not you who changed the email address, press the button at once. The account goes back to this address.",
        happens: &[
            "Nobody can sign in with the other address any more.",
            "The present password stops working, and every device is signed out.",
            "You get a mail at this address to set a new password.",
        ],
        button: "Undo the change",
        otherwise: "If it was you, close the page without pressing the button.",
    },
    undone: ResultText {
        title: "You have your email address back",
        texts: &[
            "To be safe, the password has stopped working and every device has been signed out.",
            "Follow the link in the mail to set a new password. If none arrives within a few minutes, look in your spam folder, then ask for another link.",
        ],
        next: Some(("/forgot", "Ask for another link")),
    },
    taken: ResultText {
        title: "This email address cannot be used",
        texts: &[
            "Another account has it. Your email address has not been changed.",
            "Please write to us, and we will look into it.",
        ],
        next: None,
    },
    decline: ConfirmText {
        title: "End links that you did not ask for",
        text: "If it was not you who asked for a link to set a password, press the button.",
        happens: &[
            "Every link to set a password that we have sent stops working.",
            "A password that you have set stays as it is.",
        ],
        button: "End the links",
        otherwise: "If it was you, do not press the button; follow the link in the mail that sets your password.",
    },
    declined: ResultText {
        title: "The links have ended",
        texts: &[
            "Somebody probably typed your email address. Nobody can sign in by knowing it.",
            "If such mails keep coming, please tell us.",
        ],
        next: None,
    },
    decline_change: ConfirmText {
        title: "Stop the change of your email address",
        text: "If it was not you who asked to change the email address, press the button at once.",
        happens: &[
            "The change does not take place; your email address stays as it is.",
            "Every link to confirm an address or to set a password that we have sent stops working.",
            "The password stays the same. Set a new one right after this.",
        ],
        button: "Stop the change",
        otherwise: "If it was you, close the page without pressing the button.",
    },
    change_declined: ResultText {
        title: "The change has been stopped",
        texts: &[
            "Somebody who was signed in to your account asked for it. They may know your password.",
            "Set a new password now. Every device is signed out when you do.",
        ],
        next: Some(("/forgot", "Set a new password")),
    },
    disown: ConfirmText {
        title: "End a password that you did not set",
        text: "If it was not you who set or changed the password, press the button at once.",
        happens: &[
            "The present password stops working.",
            "Every device is signed out.",
            "You get a mail at your registered address to set a new password.",
        ],
        button: "End the password",
        otherwise: "If it was you, close the page without pressing the button.",
    },
    disowned: ResultText {
        title: "The password has ended",
        texts: &[
            "Every device has been signed out.",
            "Follow the link in the mail to set a new password. If none arrives within a few minutes, look in your spam folder, then ask for another link.",
            "If somebody else may be reading your mail, change the password of your mailbox too.",
        ],
        next: Some(("/forgot", "Ask for another link")),
    },
    unusable_reset: ResultText {
        title: UNUSABLE,
        texts: &[
            WHY,
            "If you have not set your password yet, ask for another link. If you have, you can sign in.",
        ],
        next: Some(("/forgot", "Ask for another link")),
    },
    unusable_address: ResultText {
        title: UNUSABLE,
        texts: &[
            WHY,
            "If you can sign in with the new address, the change is done. If not, sign in with the former one and ask for the change again.",
        ],
        next: Some(("/signin", "To the sign-in page")),
    },
    unusable_undo: ResultText {
        title: UNUSABLE,
        texts: &[
            WHY,
            "If you have taken the address back already, set a new password. If the time is over, or you are not sure, write to us at once.",
        ],
        next: Some(("/forgot", "Set a new password")),
    },
    unusable_not_me: ResultText {
        title: UNUSABLE,
        texts: &[
            WHY,
            "If you are worried, set a new password. The present one stops working then, and every device is signed out.",
            "If you also have a mail that says that your email address has been changed, its link undoes that.",
        ],
        next: Some(("/forgot", "Set a new password")),
    },
    happens: "When you press the button",
    new_address: "New email address",
    former_address: "Your email address",
    desk: "If you need help, write to the support desk:",
};

const UNUSABLE: &str = "This link cannot be used";
const WHY: &str = "It has expired, or what it does has been done already.";
