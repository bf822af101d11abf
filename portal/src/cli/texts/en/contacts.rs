use genkan::onboarding::State;

use crate::cli::texts::contacts::{Change, ContactsTexts, ImportTexts, LabelTexts};
use crate::passwords::InvalidHash;

pub(super) const TEXTS: ContactsTexts = ContactsTexts {
    about: "Register, list and change contacts",
    add: "Register one contact",
    export: "Write all contacts as a CSV file",
    export_note: "The file is for spreadsheets and for \"genkan contacts import\". A cell that would be run as a formula, or read as a number or a date, has an apostrophe in front, which the import removes. Contacts who were removed are left out.",
    edit: "Correct the name, company or language of a contact",
    hold: "Put a contact on hold",
    hold_note: "Sessions and links end, the contact cannot sign in, and no link is sent.",
    import: "Register the contacts of a CSV file",
    import_note: "The columns are name, email and, optionally, company, language and password_hash, in any order; their usual names in Japanese are known, too, and --map names others. Cells are separated by commas, semicolons or tabs; the file is UTF-8, UTF-16 or Shift_JIS. Empty rows are skipped. With a hash from another system the contact signs in as before: PHC strings of Argon2, scrypt and PBKDF2, bcrypt, and the hashes of Django and ASP.NET Identity; those of Firebase also need the column password_salt and --firebase. If a row cannot be used, nothing is registered; --dry-run reports on each row. Contacts that are registered already stay as they are, unless --update is given. The rows are registered in batches of 1,000, in their order. If the import stops early, the batches before that stay registered, and running the same command again goes on.",
    list: "List contacts",
    list_note: "Prints address, state, name and company as tab-separated lines. The state of an expired registration is expired.",
    manager: "Make a contact a manager of the company, who confirms requests of colleagues",
    release: "Release a contact that is on hold",
    remove: "Remove a contact: the password, sessions and links end",
    renew: "Renew the registration of a contact without a password, and send a link",
    renew_note: "Does the same as \"genkan contacts resend\", but refuses if the contact has a password.",
    replace: "Hand an account over to another person",
    replace_note: "The account ends, the other person is registered, and both are notified by email.",
    resend: "Send a link, however recently one was requested",
    resend_note: "Earlier links end. Without a password, the registration starts again, expired or not.",
    show: "Show everything that is stored about a contact",

    address: "The contact's email address",
    allow_reserved: "Register an address although its former owner can still undo the change of address; this ends that possibility",
    company: "The customer company; it is created if it does not exist",
    dry_run: "Report what would be done with each row, and change nothing",
    email: "The email address",
    encoding: "The encoding of the file, if it is not recognised",
    file: "The CSV file",
    firebase: "The password hash parameters of the Firebase project that the hashes come from",
    language: "The language of emails",
    manager_off: "Make the contact no manager any more",
    map: "The column of a field, such as --map email=\"Contact address\"; repeatable",
    search: "Only contacts whose address or name begins with this, or whose company has this name",
    json_lines: "Print one JSON object per contact",
    name: "The person's name",
    new_company: "The customer company, which is created if it does not exist; \"\" for none",
    notify: "Explain to the person by email how to set a password",
    successor_address: "The other person's email address",
    successor_language: "The language of the other person's emails; by default as before",
    successor_name: "The other person's name",
    update: "Change name, company and language of contacts that are registered already, as far as the file has them",

    changed: |change, address| match change {
        Change::Remove => format!("removed {address}; the contact is notified by email"),
        Change::Hold => format!("put {address} on hold; the contact is notified by email"),
        Change::Release => format!("released {address}; the contact is notified by email"),
        Change::Resend => format!("a link will be sent to {address}"),
        Change::Renew => format!("renewed {address}; a link will be sent"),
    },
    edited: |address| format!("edited {address}"),
    handed_over: |old, new| format!("handed {old} over to {new}; both are notified by email"),
    manager_set: |address, is_manager| match is_manager {
        true => format!("{address} is a manager now"),
        false => format!("{address} is no manager now"),
    },
    registered: |address| format!("registered {address}"),
    wrong_state: |change, account| {
        let address = &account.address;
        match (change, &account.state) {
            (_, State::Held { .. }) => Some(format!("{address} is on hold already")),
            (Change::Release, _) => Some(format!(
                "{address} is not on hold; there is nothing to release"
            )),
            (Change::Renew, _) => Some(format!(
                "{address} has a password, so its registration does not expire. To send a link: \
                 genkan contacts resend {address}"
            )),
            _ => None,
        }
    },

    import_file: ImportTexts {
        address_repeated: |other| {
            format!("address-repeated: row {other} has the same address; delete one of the rows")
        },
        column_missing: |column, found| {
            format!(
                "column-missing: there is no column \"{column}\"; the first row has: {found}. Name \
                 the columns there, or say which one is meant with --map FIELD=COLUMN"
            )
        },
        column_repeated: |column| {
            format!("column-repeated: there are two columns \"{column}\"; delete one of them")
        },
        done: |done| {
            let (registered, known) = (done.count, done.known.len());
            let updated = match done.updated {
                0 => String::new(),
                updated => format!("{updated} updated, "),
            };
            match done.reserved.len() + done.operators.len() {
                0 => format!("{registered} registered, {updated}{known} already known"),
                reserved => format!(
                    "{registered} registered, {updated}{known} already known, {reserved} not registered"
                ),
            }
        },
        dry_run: |counts| format!("nothing was changed; the rows: {counts}"),
        firebase_parameter: |name| {
            format!(
                "firebase-parameter: \"{name}\" is missing or damaged; copy the password hash \
                 parameters of the project again"
            )
        },
        guessed_encoding: |encoding| {
            format!(
                "the file is read as {encoding}; if names look wrong, say what it is with \
                 --encoding, such as --encoding windows-1252"
            )
        },
        invalid_map: |fields| {
            format!("write a field, \"=\" and the name of a column; the fields are {fields}")
        },
        invalid_hash: |invalid| {
            match invalid {
            InvalidHash::Unknown => {
                "hash-unknown: the form of the hash is not supported; leave the cell empty, and the \
                 contact sets a password by a link"
            }
            InvalidHash::Damaged => "hash-damaged: the hash is damaged; export it again",
            InvalidHash::TooCostly => {
                "hash-too-costly: verifying the hash would take seconds; leave the cell empty, and \
                 the contact sets a password by a link"
            }
        }
        .to_owned()
        },
        known: |address| format!("{address} is registered already and stays as it is"),
        known_more: |count| format!("… and {count} more that are registered already"),
        progress: |done, all| format!("{done} of {all} rows"),
        stopped: |done, all| {
            format!(
                "the import has stopped after {} of {all} rows ({} registered, {} already known). \
                 They stay registered; run the same command again to go on: ",
                done.read(),
                done.count,
                done.known.len()
            )
        },
        more_problems: |code, more| format!("{code}: and {more} more rows"),
        not_decoded: "encoding-unknown: the file is not clearly UTF-8, UTF-16 or Shift_JIS; save it as \
                      \"CSV UTF-8\", or say what it is with --encoding, such as --encoding euc-jp",
        nothing_imported: "nothing was imported",
        open_quote: "quote-open: the double quote in this row is not closed; close it, or delete it",
        empty: "file-empty: the file has no row; the first one has the columns' names, such as name,email",
        workbook: "file-workbook: the file is a workbook (such as .xlsx, .xls or .ods); save the sheet \
                   as \"CSV UTF-8\", and import that file",
        row: |row, problem| format!("row {row}: {problem}"),
        salt_without_firebase: "firebase-missing: a salt in a column of its own belongs to a hash of \
                                Firebase; give the parameters of the project with --firebase",
        unknown_encoding: "no such encoding; write one such as utf-8, utf-16le, shift_jis or windows-1252",
        unused_columns: |names| {
            format!("these columns are not used: {names}; to use one, name it with --map")
        },
        wrong_length: |cells, columns| {
            format!(
                "cell-count: the row has {cells} cells, but there are {columns} columns; put a cell \
                 that contains a comma in double quotes"
            )
        },
    },

    label: LabelTexts {
        account: "account",
        address: "address",
        company: "company",
        expires_at: "registration expires",
        former_address: "former address",
        language: "language of emails",
        link_requested_at: "last link requested",
        link_used_again_at: "used link opened again",
        name: "name",
        new_address: "requested address",
        password: "password",
        registered_at: "registered",
        since: "since",
        state: "state",
        successor: "handed over to",
        undeliverable_since: "receives no email since",
        is_set: |is_set| if is_set { "set" } else { "not set" },
        until: |address, until| format!("{address} (until {until})"),
    },
};
