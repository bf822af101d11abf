use genkan::audit_log::EventKind as E;
use genkan::onboarding::case::{Matter, ProofKind, Proposal, RequestedChange, TroubleKind};

use crate::web::texts::{DeskAction, DeskCaseProblems, DeskCases};

pub(super) const TEXTS: DeskCases = DeskCases {
    title: "Cases",
    all: "All",
    none: "There are no open cases here.",
    next: "Next cases",
    matters: |code| match code {
        "request" => "Requests",
        "inquiry" => "Inquiries",
        "trouble" => "Problem reports",
        _ => "Approvals",
    },
    matter: |matter| match matter {
        Matter::Request(_) => "Request",
        Matter::Inquiry(_) => "Inquiry",
        Matter::Trouble(_) => "Problem report",
        Matter::Approval(_) => "Approval",
    },
    summary: |matter, about| format!("{matter}: {about}"),
    state: |code| match code {
        "needs-confirmation" => "A manager must confirm it",
        "received" => "The support desk decides",
        "scheduled" => "Scheduled",
        "withdrawn" => "Withdrawn",
        "asked" => "The company is to be identified",
        "answered" => "Answered: the person is registered",
        "confirming" => "Contacts were asked",
        "unreachable" => "No contact could confirm the person",
        "waiting" => "Contacts can object",
        "stopped" => "Stopped",
        "done" => "Done",
        "refused" => "Refused",
        "approved" => "Approved",
        "open" => "Open",
        _ => "Closed",
    },
    step: |kind| match kind {
        E::CaseOpened => "Opened",
        E::CaseConfirmed => "Confirmed",
        E::CaseApproved => "Approved",
        E::CaseScheduled => "Date set, successor registered",
        E::CaseReminded => "People concerned reminded",
        E::CaseDone => "Done",
        E::CaseRefused => "Refused or stopped",
        E::CaseWithdrawn => "Withdrawn",
        E::CaseExpired => "Time ran out",
        E::ContactsAsked => "Contacts asked",
        E::PersonUnknown => "The contact does not know the person",
        E::ContactUnreachable => "The email to a contact could not be delivered",
        E::ContactsUnreachable => "No contact could confirm the person",
        E::ProofRecorded => "Proof recorded",
        E::TakeoverAnnounced => "Contacts informed; they can object",
        E::TakeoverObjected => "Objection",
        other => other.code(),
    },
    change: |change| match change {
        RequestedChange::Add { .. } => "Register a contact",
        RequestedChange::Rename { .. } => "Correct a name",
        RequestedChange::ReplaceAddress { .. } => "Replace an email address",
        RequestedChange::HandOver { .. } => "Hand over to a successor",
        RequestedChange::Remove { .. } => "Remove a contact",
    },
    proposal: |proposal| match proposal {
        Proposal::ReplaceAddress { .. } => "Replace the email address of a contact",
        Proposal::RemoveLastContact { .. } => "Remove the last contact of a company",
        Proposal::TakeOver { .. } => "Register a person whom no contact could confirm",
        Proposal::EndWaiting { .. } => "End the time to object early",
        Proposal::ResetFactor { .. } => "Reset the two-step verification of an operator",
        Proposal::ChangeRole { .. } => "Change the role of an operator",
    },
    proof: |kind| match kind {
        ProofKind::Domain => "Control of the company's domain",
        ProofKind::Document => "Document of the company",
        _ => "Call to a telephone number on file",
    },
    trouble: |kind| match kind {
        TroubleKind::NoEmail => "No email arrives",
        TroubleKind::Link => "The link does not work",
        TroubleKind::Password => "The password is not accepted",
        _ => "Something else",
    },
    record: "Record",
    actions: "What you can do",
    no_actions: "There is nothing that you can do with this case.",
    verify_first: "Verify your identity again to continue",
    done: "The case has been updated.",
    proposed: "The proposal has been recorded. Another operator must approve it.",
    visitor: "Visitor",
    system: "The service",
    unknown: "Unknown",

    carry_out: DeskAction {
        button: "Carry out the request",
        text: "The request is carried out immediately. Everyone concerned gets an email.",
    },
    propose: DeskAction {
        button: "Propose",
        text: "Another operator must approve this. Nothing changes until then.",
    },
    approve: DeskAction {
        button: "Approve and carry out",
        text: "The proposal is carried out immediately. Everyone concerned gets an email.",
    },
    approve_takeover: DeskAction {
        button: "Approve and inform the contacts",
        text: "All contacts of the company get an email and can object. The person is registered \
               when the time to object is over, unless a contact objects.",
    },
    ask: DeskAction {
        button: "Ask registered contacts",
        text: "Each of these contacts gets an email with a link to answer. A \"yes\" registers the \
               person.",
    },
    skip: DeskAction {
        button: "Record that no contact can be asked",
        text: "After that, the person is registered only with a proof, the approval of another operator and a time to object.",
    },
    record_proof: DeskAction {
        button: "Record the proof",
        text: "The proof is added to the record. A second operator reads it before approving.",
    },
    refuse: DeskAction {
        button: "Refuse the request",
        text: "The request is closed. The requester gets an email and can read the reason.",
    },
    close: DeskAction {
        button: "Close the case",
        text: "The case is closed, and nothing of what it asks for is done.",
    },
    close_trouble: DeskAction {
        button: "Close the case",
        text: "The case is closed. No email is sent.",
    },
    stop: DeskAction {
        button: "Stop the takeover",
        text: "The case is closed, and the announced takeover does not take place. The contacts get an email.",
    },
    concerns: |person| format!("It concerns {person}."),

    note: "Reason or remark",
    contacts: "Email addresses of registered contacts",
    contacts_hint: "One to five, separated by spaces or lines",
    kind: "Kind of proof",
    replaces: "Email address of the contact who has left and whose account ends (optional)",

    problems: DeskCaseProblems {
        address_taken: "Another account has this address. Look it up before you go on.",
        company_unknown: "There is no company of this name.",
        contact_unknown: "One of the addresses is not that of a contact of your companies.",
        note: "Enter a reason or remark of at most 2,000 characters.",
        same_address: "The new address is the present one.",
        second_operator: "A second operator must approve this.",
        state: "This is not possible for these contacts: they must belong to the company and not be \
                removed. You can ask five at most.",
        too_soon: "The address was changed a short time ago, which can still be undone.",
        waits: "The case has changed in the meantime. Read it again.",
    },
};
