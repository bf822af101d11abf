-- Version 1. Times are Unix seconds. Texts are compared byte by byte. Each
-- realm sees only its own rows. It comes last in most keys: it distinguishes few
-- rows, so an index that begins with it is nearly a scan. A check names its texts
-- with OR: SQLite builds a table for each execution of IN with more than two.

CREATE TABLE realms (
    id   INTEGER NOT NULL PRIMARY KEY,
    name TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE companies (
    realm        INTEGER NOT NULL REFERENCES realms (id),
    id           BLOB    NOT NULL,
    revision     INTEGER NOT NULL,
    name         TEXT    NOT NULL,
    -- The form in which a search compares names.
    name_key     TEXT    NOT NULL,
    -- 1 if managers change contacts without the support desk.
    managers_act INTEGER NOT NULL,
    PRIMARY KEY (id, realm),
    UNIQUE (name, realm)
) STRICT;

CREATE INDEX companies_by_name_key ON companies (name_key, id, realm);

CREATE TABLE operators (
    realm         INTEGER NOT NULL REFERENCES realms (id),
    id            BLOB    NOT NULL,
    revision      INTEGER NOT NULL,
    name          TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    -- For all companies, or only for those in operator_companies.
    scope         TEXT    NOT NULL CHECK (scope IN ('all', 'only')),
    -- The second factors, as JSON, without any secret.
    second_factor TEXT NOT NULL,
    removed_at    INTEGER,
    PRIMARY KEY (id, realm)
) STRICT;

CREATE UNIQUE INDEX operators_by_name ON operators (name, realm) WHERE removed_at IS NULL;

CREATE TABLE operator_companies (
    realm    INTEGER NOT NULL,
    operator BLOB    NOT NULL,
    company  BLOB    NOT NULL,
    PRIMARY KEY (operator, company, realm),
    FOREIGN KEY (realm, operator) REFERENCES operators (realm, id),
    FOREIGN KEY (realm, company) REFERENCES companies (realm, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    realm                    INTEGER NOT NULL REFERENCES realms (id),
    id                       BLOB    NOT NULL,
    -- The form in which addresses are compared. It is in the first column
    -- unless the account is removed, and in the second if it is. So no two
    -- accounts that are not removed have the same address.
    address_key              TEXT,
    removed_address_key      TEXT,
    revision                 INTEGER NOT NULL,
    kind                     TEXT    NOT NULL,
    name                     TEXT    NOT NULL,
    -- The form in which a search compares names.
    name_key                 TEXT    NOT NULL,
    address                  TEXT    NOT NULL,
    company                  BLOB,
    -- 1 if the contact is a manager of the company.
    is_manager               INTEGER NOT NULL,
    language                 TEXT    NOT NULL,
    state                    TEXT    NOT NULL,
    -- Registered: when it expires. Held, removed: since when.
    state_at                 INTEGER,
    password                 TEXT,
    registered_at            INTEGER NOT NULL,
    password_set_at          INTEGER,
    notified_at              INTEGER,
    -- The last revision that ended the links.
    links_ended_at           INTEGER NOT NULL,
    link_requested_at        INTEGER,
    link_used_again_at       INTEGER,
    undeliverable_since      INTEGER,
    replacement_address      TEXT,
    replacement_revision     INTEGER,
    replacement_requested_at INTEGER,
    replacement_expires_at   INTEGER,
    former_address           TEXT,
    former_address_key       TEXT,
    former_revision          INTEGER,
    former_undo_until        INTEGER,
    -- It may be written before the account that it names.
    successor                BLOB,
    PRIMARY KEY (id, realm),
    UNIQUE (address_key, realm),
    FOREIGN KEY (realm, company) REFERENCES companies (realm, id),
    CHECK (kind = 'contact' OR kind = 'operator'),
    CHECK (state = 'registered' OR state = 'active' OR state = 'held' OR state = 'removed'),
    CHECK ((state = 'active') = (state_at IS NULL)),
    CHECK (state = 'held' OR (state = 'active') = (password IS NOT NULL)),
    CHECK ((state = 'removed') = (address_key IS NULL)),
    CHECK ((state = 'removed') = (removed_address_key IS NOT NULL)),
    CHECK ((replacement_address IS NULL) = (replacement_revision IS NULL)),
    CHECK ((replacement_address IS NULL) = (replacement_requested_at IS NULL)),
    CHECK ((replacement_address IS NULL) = (replacement_expires_at IS NULL)),
    CHECK ((former_address IS NULL) = (former_address_key IS NULL)),
    CHECK ((former_address IS NULL) = (former_revision IS NULL)),
    CHECK (former_address IS NOT NULL OR former_undo_until IS NULL)
) STRICT;

CREATE INDEX accounts_by_name_key ON accounts (name_key, id, realm)
    WHERE kind = 'contact' AND address_key IS NOT NULL;
CREATE INDEX accounts_by_company ON accounts (company, name_key, id, realm)
    WHERE kind = 'contact' AND address_key IS NOT NULL;
CREATE INDEX accounts_by_removed_address ON accounts (removed_address_key, realm)
    WHERE removed_address_key IS NOT NULL;
CREATE INDEX accounts_by_former_address ON accounts (former_address_key, realm)
    WHERE former_address_key IS NOT NULL;
-- Few: the first sign-in replaces such a hash.
CREATE INDEX accounts_by_imported_hash ON accounts (realm)
    WHERE substr(password, 1, 31) <> '$argon2id$v=19$m=19456,t=2,p=1$';
-- A search by address in the companies of an operator.
CREATE INDEX accounts_by_company_and_address ON accounts (company, address_key, id, realm)
    WHERE kind = 'contact' AND address_key IS NOT NULL;
CREATE INDEX accounts_managers ON accounts (company, name_key, id, realm)
    WHERE is_manager = 1 AND kind = 'contact' AND address_key IS NOT NULL;

-- Everything that waits at the support desk, or has waited. The columns are what
-- is searched; the body has the rest as JSON.
CREATE TABLE cases (
    realm     INTEGER NOT NULL REFERENCES realms (id),
    id        BLOB    NOT NULL,
    revision  INTEGER NOT NULL,
    matter    TEXT    NOT NULL,
    company   BLOB,
    opened_at INTEGER NOT NULL,
    due_at    INTEGER NOT NULL,
    acts_at   INTEGER,
    closed_at INTEGER,
    body      TEXT    NOT NULL,
    PRIMARY KEY (id, realm),
    FOREIGN KEY (realm, company) REFERENCES companies (realm, id)
) STRICT;

-- A page of all matters takes the first cases of each matter.
CREATE INDEX cases_open ON cases (realm, matter, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX cases_open_by_company ON cases (company, realm, matter, due_at, id)
    WHERE closed_at IS NULL AND company IS NOT NULL;
CREATE INDEX cases_to_act_on ON cases (realm, acts_at, id)
    WHERE closed_at IS NULL AND acts_at IS NOT NULL;
CREATE INDEX cases_by_company ON cases (company, realm, opened_at, id)
    WHERE company IS NOT NULL;

-- Expired tokens are deleted once an hour, which needs no index.
CREATE TABLE tokens (
    realm          INTEGER NOT NULL,
    selector       BLOB    NOT NULL,
    purpose        TEXT    NOT NULL,
    principal_kind TEXT    NOT NULL CHECK (principal_kind IN ('account', 'operator')),
    principal_id   BLOB    NOT NULL,
    key_id         INTEGER NOT NULL,
    mac            BLOB    NOT NULL,
    issued_at      INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    -- When and how it ended before it expired. The rows of sessions and devices
    -- are deleted then, except those that were used.
    ended_at       INTEGER,
    ended_how      TEXT,
    PRIMARY KEY (selector, realm),
    CHECK ((ended_at IS NULL) = (ended_how IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_by_principal
    ON tokens (principal_id, principal_kind, purpose, realm, ended_at, issued_at, selector);

-- The outbox. A message contains no address and no token. Identities begin with
-- the time, so that new messages are neighbours.
CREATE TABLE messages (
    realm          INTEGER NOT NULL,
    id             BLOB    NOT NULL,
    to_kind        TEXT    NOT NULL CHECK (to_kind IN ('account', 'operator')),
    to_id          BLOB    NOT NULL,
    kind           TEXT    NOT NULL,
    -- The change that made the message necessary.
    about_kind     TEXT    NOT NULL,
    about_id       BLOB    NOT NULL,
    about_revision INTEGER NOT NULL,
    -- 1 if it counts towards the limits of emails.
    is_counted     INTEGER NOT NULL,
    -- 1 if a person waits for it: it is sent before the others.
    is_awaited     INTEGER NOT NULL,
    queued_at      INTEGER NOT NULL,
    tries          INTEGER NOT NULL DEFAULT 0,
    state          TEXT    NOT NULL DEFAULT 'queued',
    due_at         INTEGER NOT NULL,
    leased_until   INTEGER,
    -- The last limit that has slowed the message down.
    slowed_by      TEXT,
    -- Since when the message is in a state other than queued.
    settled_at     INTEGER,
    cause          TEXT,
    -- The mail server's reply to the last try.
    reply          TEXT,
    PRIMARY KEY (id, realm),
    CHECK (state = 'queued' OR state = 'sent' OR state = 'failed' OR state = 'bounced'),
    CHECK ((state = 'queued') = (settled_at IS NULL)),
    CHECK ((state = 'failed') = (cause IS NOT NULL)),
    CHECK (state = 'queued' OR leased_until IS NULL),
    CHECK (state = 'queued' OR reply IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX messages_by_account ON messages (to_id, to_kind, realm, queued_at, id);
CREATE INDEX messages_due ON messages (realm, is_awaited, due_at) WHERE state = 'queued';
CREATE INDEX messages_not_sent ON messages (realm, queued_at, id) WHERE state <> 'sent';

-- The counters of the limits. An identity is a digest of what is limited.
CREATE TABLE counters (
    realm INTEGER NOT NULL,
    id    BLOB    NOT NULL,
    at    INTEGER NOT NULL,
    count INTEGER NOT NULL,
    ends  INTEGER,
    PRIMARY KEY (id, realm)
) STRICT, WITHOUT ROWID;

-- Entries are added at the end and never changed. Each contains the hash of
-- the entry before it.
CREATE TABLE audit_log (
    realm        INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    previous     BLOB    NOT NULL,
    at           INTEGER NOT NULL,
    subject_kind TEXT    NOT NULL,
    subject_id   BLOB    NOT NULL,
    kind         TEXT    NOT NULL,
    actor_kind   TEXT    NOT NULL,
    actor_id     BLOB,
    reason       BLOB,
    hash         BLOB    NOT NULL,
    PRIMARY KEY (realm, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_log_by_subject ON audit_log (subject_id, subject_kind, seq, realm);
-- The pages of contacts show when each of them signed in last.
CREATE INDEX audit_log_sign_ins ON audit_log (subject_id, realm, at)
    WHERE kind = 'signed-in' AND subject_kind = 'account';

-- The texts whose digests are in the audit log. They may be deleted.
CREATE TABLE reasons (
    realm  INTEGER NOT NULL,
    digest BLOB    NOT NULL,
    salt   BLOB    NOT NULL,
    text   TEXT    NOT NULL,
    PRIMARY KEY (digest, realm)
) STRICT;

-- The plans that were committed in the last hour, so that a caller who does not
-- know whether a plan was committed can repeat it. Identities begin with the
-- time, so new ones are added at the end of the index. Old ones are deleted once
-- an hour, which needs no index of its own.
CREATE TABLE plans (
    realm INTEGER NOT NULL,
    id    BLOB    NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (id, realm)
) STRICT, WITHOUT ROWID;

-- The nodes that run, as each of them notes once a minute, so that an operator
-- learns of nodes with different keys.
CREATE TABLE nodes (
    realm   INTEGER NOT NULL,
    id      BLOB    NOT NULL,
    name    TEXT   NOT NULL,
    keys    TEXT   NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (realm, id)
) STRICT, WITHOUT ROWID;
