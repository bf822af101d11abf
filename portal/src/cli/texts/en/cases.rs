use crate::cli::texts::cases::CasesTexts;

pub(super) const TEXTS: CasesTexts = CasesTexts {
    about: "List, show and decide the cases of the support desk",
    invalid_case: "write the 32 hexadecimal digits that \"genkan cases list\" shows",
    list: "List every open case, the earliest deadline first: case, deadline, matter and state as \
           tab-separated lines",
    show: "Show a case with every step: when, what, who, and what the person wrote",
    ask: "Ask registered contacts of a company, by email, to confirm an inquiry",
    skip: "Record that no registered contact of the company can be asked",
    proof: "Record a proof for an inquiry that no contact could confirm",
    propose: "Propose to another operator what a case asks for and one operator may not do alone",
    approve: "Approve what another operator has proposed, and do it",
    carry_out: "Carry out what a request asks for",
    refuse: "Refuse a request. The requester gets an email",
    close: "Close an inquiry, a report of a trouble or a proposal",

    case: "The case, as \"genkan cases list\" prints it",
    company: "The company that the inquiry is about",
    contacts: "The email addresses of up to five contacts",
    kind: "What was seen: control of the company's domain, a document, or a call to a number on file",
    matter: "Only cases about this",
    reason: "What the record of the case should say",
    replaces: "The contact who has left, and whose account ends",

    done: |case| format!("done. See the case: genkan cases show {case}"),
    invalid_note: |longest| format!("invalid-note: the text must have 1 to {longest} characters"),
    proposed: |case| {
        format!("proposed. Another operator approves it: genkan cases approve {case} --by OPERATOR")
    },
};
