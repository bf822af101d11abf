use genkan::audit_log::Reason;
use genkan::onboarding::{Name, NoMessage, Permission, Refusal};

use crate::cli::texts::failures::{FailureTexts, NameOf};
use crate::service::NotPermitted;
use crate::store::Remedy;

pub(super) const TEXTS: FailureTexts = FailureTexts {
    config: "",
    data_folder: "write a folder that can be created as \"data\" in the configuration",
    file: "",
    keys: "",
    mail: "",
    output: "the standard output cannot be written: ",
    output_after_change: "the change was made, but the standard output cannot be written: ",
    passwords: "",
    service: "",
    store: "",
    database,

    outcome_unknown: |error| {
        format!(
            "outcome-unknown: the change may have been made or not, because the database failed \
             meanwhile. Look at the current state before you repeat the command. The database \
             reported: {error}"
        )
    },
    no_database: |file| {
        format!(
            "store-missing: {file}: no database is here; \"genkan serve\" creates it at its \
             first start. If it has run already, look at \"data\" in the configuration"
        )
    },
    no_runtime: |error| format!("the runtime does not start: {error}"),
    no_realm: |realm| {
        format!(
            "store-missing: the database has no realm \"{realm}\"; look at \"realm\" in the \
             configuration"
        )
    },
    no_tables: "store-missing: the database has no tables of genkan; \"genkan serve\" creates them at \
                its first start. If it has run already, look at \"database\" in the configuration",

    invalid_address: |invalid| format!("{}: {invalid}", invalid.code()),
    invalid_contact_language: |tag, languages| {
        format!("invalid-language: the language {tag} is not available; write one of {languages}")
    },
    invalid_name: |of| {
        let name = match of {
            NameOf::Person => "name",
            NameOf::Company => "company's name",
            NameOf::Operator => "operator's name",
        };
        let longest = Name::LONGEST;
        format!("invalid-name: the {name} must be one line of 1 to {longest} characters")
    },
    invalid_reason: || {
        let longest = Reason::LONGEST;
        format!("invalid-reason: the reason must be one line of 1 to {longest} characters")
    },

    address_reserved: |address, until| {
        format!(
            "address-reserved: {address} was the address of another contact, who can undo the \
             change until {until}. Wait until then, or end that possibility: --allow-reserved"
        )
    },
    address_taken: |address| {
        format!(
            "address-taken: {address} is registered already. See its state: genkan explain \
             {address}"
        )
    },
    case_unknown: |case| {
        format!("case-unknown: there is no case {case}. See the open ones: genkan cases list")
    },
    company_name_taken: |name| {
        format!(
            "company-name-taken: there is a company \"{name}\" already. Choose another name, or \
             move the contacts: genkan contacts edit ADDRESS --company NAME"
        )
    },
    company_unknown: |name| {
        format!(
            "company-unknown: there is no company \"{name}\". See the names: genkan companies list"
        )
    },
    no_message: |reason, address| {
        let code = reason.code();
        match reason {
            NoMessage::Held => format!(
                "{code}: {address} is on hold. Release it first: genkan contacts release {address}"
            ),
            NoMessage::Unregistered | NoMessage::Removed => format!(
                "{code}: {address} is not registered. Register it: genkan contacts add --email \
                 {address} --name NAME"
            ),
            reason => format!("{code}: {address}: {reason}"),
        }
    },
    not_permitted,
    operator_address: |address| {
        format!(
            "operator-address: {address} belongs to an operator of the support desk, not to a \
             contact. See the operators: genkan operators list"
        )
    },
    operator_name_taken: |name| {
        format!(
            "operator-name-taken: there is an operator \"{name}\" already. To change it, remove it \
             first: genkan operators remove \"{name}\""
        )
    },
    operator_needed: "operator-needed: two operators decide this. Name one of them: --by OPERATOR",
    operator_unknown: |name| {
        format!(
            "operator-unknown: there is no operator \"{name}\". Add it first: genkan operators add \
             \"{name}\" ADDRESS --role agent"
        )
    },
    refused: |refusal, address| {
        let code = refusal.code();
        match refusal {
            Refusal::LastContact => format!(
                "{code}: {address} is the last contact of the company. Register another one first: \
                 genkan contacts add --email ADDRESS --name NAME --company COMPANY. To propose the \
                 removal to a second operator, give the reason: genkan contacts remove {address} \
                 --by OPERATOR --reason TEXT"
            ),
            Refusal::LastAdministrator => format!(
                "{code}: {address} is the last operator who can manage operators. Add another one \
                 first: genkan operators add NAME ADDRESS --role administrator"
            ),
            Refusal::SameAddress => format!(
                "{code}: the successor has the same address as {address}. To correct the name of \
                 the same person: genkan contacts edit {address} --name NAME"
            ),
            Refusal::State => format!(
                "{code}: the state of {address} does not allow this. See it: genkan explain \
                 {address}"
            ),
            Refusal::SameOperator => format!(
                "{code}: {address}: a second operator must approve this. Propose it: genkan cases \
                 propose CASE --by OPERATOR --reason TEXT"
            ),
            refusal => format!("{code}: {address}: {refusal}"),
        }
    },
};

fn not_permitted(denied: &NotPermitted) -> String {
    let (name, role) = (&denied.operator.name, denied.operator.role);
    let action = match denied.permission {
        Permission::View => "see contacts",
        Permission::Register => "register or edit contacts and companies",
        Permission::Resend => "send links again",
        Permission::Hold => "put contacts on hold or release them",
        Permission::Replace => "hand accounts over",
        Permission::Remove => "remove contacts",
        Permission::Approve => "approve what another operator proposes",
        _ => "add or remove operators",
    };
    if denied.is_by_company() {
        format!(
            "not-permitted: {name} may not {action} of this company. Ask an operator who works for \
             it: genkan operators list"
        )
    } else {
        format!(
            "not-permitted: {name} has the role {role} and may not {action}. Ask an operator with \
             another role: genkan operators list"
        )
    }
}

const fn database(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::TrustAuthority => {
            "save the authority's certificate, or the server's own, and name the file in the URL: \
             sslrootcert=FILE"
        }
        Remedy::CorrectName => {
            "write a name of the certificate as the host, or sslmode=verify-ca, which does not \
             check the name"
        }
        Remedy::ReplaceCertificate => {
            "the certificate is of X.509's version 1 and has no names: save it in a file and name \
             that in the URL, sslrootcert=FILE, or make a new one with subjectAltName"
        }
        Remedy::RenewCertificate => {
            "the certificate has expired or is not valid yet: renew it on the server, and check \
             this machine's clock"
        }
        Remedy::OfferModernTls => {
            "the server needs TLS 1.2 or 1.3, and a certificate with a key of RSA, P-256, P-384 or \
             Ed25519"
        }
        Remedy::OfferTls => {
            "switch ssl on at the server; over a network that nobody can listen to, sslmode=disable \
             connects without it, while prefer and allow do not"
        }
        Remedy::CorrectUser => {
            "check the user and the password in \"database\", database_password_file, PGPASSWORD \
             and the server's pg_hba.conf"
        }
        Remedy::CreateDatabase => "create it: createdb --encoding UTF8 --template template0 NAME",
        Remedy::Permit => {
            "let the user own the database: ALTER DATABASE NAME OWNER TO USER; if another user \
             has created the tables, connect as that user"
        }
        Remedy::UseFewerConnections => {
            "each node uses up to database_connections: lower that, or raise max_connections on \
             the server"
        }
        Remedy::RestoreFile => {
            "genkan.sqlite in the folder \"data\" is damaged, or of another program: restore it \
             from a backup, or write another folder"
        }
        Remedy::PermitWriting => {
            "this user must be able to write the folder \"data\" and genkan.sqlite in it"
        }
        Remedy::PoolTransactions => "write pool_mode = transaction in the pooler's configuration",
        Remedy::Start => {
            "check host and port in \"database\", that the server runs, and that no firewall is in \
             between"
        }
    }
}
