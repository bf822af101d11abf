-- Version 1. Times are Unix seconds. Texts are compared byte by byte. Each
-- realm sees only its own rows. It comes last in most keys: it distinguishes few
-- rows, so an index that begins with it is nearly a scan.

CREATE TABLE realms (
    id   BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT   NOT NULL UNIQUE
);

CREATE TABLE companies (
    realm        BIGINT NOT NULL REFERENCES realms (id),
    id           BYTEA  NOT NULL,
    revision     BIGINT NOT NULL,
    name         TEXT   NOT NULL COLLATE "C",
    -- The form in which a search compares names.
    name_key     TEXT   NOT NULL COLLATE "C",
    -- 1 if managers change contacts without the support desk.
    managers_act BIGINT NOT NULL,
    PRIMARY KEY (id, realm),
    UNIQUE (name, realm)
);

CREATE INDEX companies_by_name_key ON companies (name_key, id, realm);

CREATE TABLE operators (
    realm         BIGINT NOT NULL REFERENCES realms (id),
    id            BYTEA  NOT NULL,
    revision      BIGINT NOT NULL,
    name          TEXT   NOT NULL COLLATE "C",
    role          TEXT   NOT NULL,
    -- For all companies, or only for those in operator_companies.
    scope         TEXT   NOT NULL CHECK (scope IN ('all', 'only')),
    -- The second factors, as JSON, without any secret.
    second_factor TEXT NOT NULL,
    removed_at    BIGINT,
    PRIMARY KEY (id, realm)
);

CREATE UNIQUE INDEX operators_by_name ON operators (name, realm) WHERE removed_at IS NULL;

CREATE TABLE operator_companies (
    realm    BIGINT NOT NULL,
    operator BYTEA  NOT NULL,
    company  BYTEA  NOT NULL,
    PRIMARY KEY (operator, company, realm),
    FOREIGN KEY (realm, operator) REFERENCES operators (realm, id),
    FOREIGN KEY (realm, company) REFERENCES companies (realm, id)
);

CREATE TABLE accounts (
    realm                    BIGINT NOT NULL REFERENCES realms (id),
    id                       BYTEA  NOT NULL,
    -- The form in which addresses are compared. It is in the first column
    -- unless the account is removed, and in the second if it is. So no two
    -- accounts that are not removed have the same address.
    address_key              TEXT COLLATE "C",
    removed_address_key      TEXT,
    revision                 BIGINT NOT NULL,
    kind                     TEXT   NOT NULL,
    name                     TEXT   NOT NULL,
    -- The form in which a search compares names.
    name_key                 TEXT   NOT NULL COLLATE "C",
    address                  TEXT   NOT NULL,
    company                  BYTEA,
    -- 1 if the contact is a manager of the company.
    is_manager               BIGINT NOT NULL,
    language                 TEXT   NOT NULL,
    state                    TEXT   NOT NULL,
    -- Registered: when it expires. Held, removed: since when.
    state_at                 BIGINT,
    password                 TEXT,
    registered_at            BIGINT NOT NULL,
    password_set_at          BIGINT,
    notified_at              BIGINT,
    -- The last revision that ended the links.
    links_ended_at           BIGINT NOT NULL,
    link_requested_at        BIGINT,
    link_used_again_at       BIGINT,
    undeliverable_since      BIGINT,
    replacement_address      TEXT,
    replacement_revision     BIGINT,
    replacement_requested_at BIGINT,
    replacement_expires_at   BIGINT,
    former_address           TEXT,
    former_address_key       TEXT,
    former_revision          BIGINT,
    former_undo_until        BIGINT,
    -- It may be written before the account that it names.
    successor                BYTEA,
    PRIMARY KEY (id, realm),
    UNIQUE (address_key, realm),
    FOREIGN KEY (realm, company) REFERENCES companies (realm, id),
    CHECK (kind = 'contact' OR kind = 'operator'),
    CHECK (state IN ('registered', 'active', 'held', 'removed')),
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
);

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
    realm     BIGINT NOT NULL REFERENCES realms (id),
    id        BYTEA  NOT NULL,
    revision  BIGINT NOT NULL,
    matter    TEXT   NOT NULL,
    company   BYTEA,
    opened_at BIGINT NOT NULL,
    due_at    BIGINT NOT NULL,
    acts_at   BIGINT,
    closed_at BIGINT,
    body      TEXT   NOT NULL,
    PRIMARY KEY (id, realm),
    FOREIGN KEY (realm, company) REFERENCES companies (realm, id)
);

-- A page of all matters takes the first cases of each matter.
CREATE INDEX cases_open ON cases (realm, matter, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX cases_open_by_company ON cases (company, realm, matter, due_at, id)
    WHERE closed_at IS NULL AND company IS NOT NULL;
CREATE INDEX cases_to_act_on ON cases (realm, acts_at, id)
    WHERE closed_at IS NULL AND acts_at IS NOT NULL;
CREATE INDEX cases_by_company ON cases (company, realm, opened_at, id)
    WHERE company IS NOT NULL;
CREATE INDEX cases_by_end ON cases (realm, closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE tokens (
    realm          BIGINT NOT NULL,
    selector       BYTEA  NOT NULL,
    purpose        TEXT   NOT NULL,
    principal_kind TEXT   NOT NULL CHECK (principal_kind IN ('account', 'operator')),
    principal_id   BYTEA  NOT NULL,
    key_id         BIGINT NOT NULL,
    mac            BYTEA  NOT NULL,
    issued_at      BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL,
    -- When and how it ended before it expired. The rows of sessions and devices
    -- are deleted then, except those that were used.
    ended_at       BIGINT,
    ended_how      TEXT,
    PRIMARY KEY (selector, realm),
    CHECK ((ended_at IS NULL) = (ended_how IS NULL))
);

CREATE INDEX tokens_by_principal
    ON tokens (principal_id, principal_kind, purpose, realm, ended_at, issued_at, selector);
CREATE INDEX tokens_by_end ON tokens (realm, expires_at);

-- The outbox. A message contains no address and no token.
CREATE TABLE messages (
    realm          BIGINT NOT NULL,
    id             BYTEA  NOT NULL,
    to_kind        TEXT   NOT NULL CHECK (to_kind IN ('account', 'operator')),
    to_id          BYTEA  NOT NULL,
    kind           TEXT   NOT NULL,
    -- The change that made the message necessary.
    about_kind     TEXT   NOT NULL,
    about_id       BYTEA  NOT NULL,
    about_revision BIGINT NOT NULL,
    -- 1 if it counts towards the limits of emails.
    is_counted     BIGINT NOT NULL,
    -- 1 if a person waits for it: it is sent before the others.
    is_awaited     BIGINT NOT NULL,
    queued_at      BIGINT NOT NULL,
    tries          BIGINT NOT NULL DEFAULT 0,
    state          TEXT   NOT NULL DEFAULT 'queued',
    due_at         BIGINT NOT NULL,
    leased_until   BIGINT,
    -- The last limit that has slowed the message down.
    slowed_by      TEXT,
    -- Since when the message is in a state other than queued.
    settled_at     BIGINT,
    cause          TEXT,
    -- The mail server's reply to the last try.
    reply          TEXT,
    PRIMARY KEY (id, realm),
    CHECK (state IN ('queued', 'sent', 'failed', 'bounced')),
    CHECK ((state = 'queued') = (settled_at IS NULL)),
    CHECK ((state = 'failed') = (cause IS NOT NULL)),
    CHECK (state = 'queued' OR leased_until IS NULL),
    CHECK (state = 'queued' OR reply IS NOT NULL)
);

CREATE INDEX messages_due ON messages (realm, is_awaited, due_at) WHERE state = 'queued';
CREATE INDEX messages_not_sent ON messages (realm, queued_at, id) WHERE state <> 'sent';
CREATE INDEX messages_by_account ON messages (realm, to_kind, to_id, queued_at, id);
CREATE INDEX messages_by_end ON messages (realm, settled_at) WHERE state <> 'queued';

-- The counters of the limits. An identity is a digest of what is limited.
CREATE TABLE counters (
    realm BIGINT NOT NULL,
    id    BYTEA  NOT NULL,
    at    BIGINT NOT NULL,
    count BIGINT NOT NULL,
    ends  BIGINT,
    PRIMARY KEY (id, realm)
);

CREATE INDEX counters_by_end ON counters (realm, ends) WHERE ends IS NOT NULL;

-- Entries are added at the end and never changed. Each contains the hash of
-- the entry before it.
CREATE TABLE audit_log (
    realm        BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    previous     BYTEA  NOT NULL,
    at           BIGINT NOT NULL,
    subject_kind TEXT   NOT NULL,
    subject_id   BYTEA  NOT NULL,
    kind         TEXT   NOT NULL,
    actor_kind   TEXT   NOT NULL,
    actor_id     BYTEA,
    reason       BYTEA,
    hash         BYTEA  NOT NULL,
    PRIMARY KEY (realm, seq)
);

CREATE INDEX audit_log_by_subject ON audit_log (subject_id, subject_kind, realm, seq);
-- The pages of contacts show when each of them signed in last.
CREATE INDEX audit_log_sign_ins ON audit_log (subject_id, realm, at)
    WHERE kind = 'signed-in' AND subject_kind = 'account';

-- The texts whose digests are in the audit log. They may be deleted.
CREATE TABLE reasons (
    realm  BIGINT NOT NULL,
    digest BYTEA  NOT NULL,
    salt   BYTEA  NOT NULL,
    text   TEXT   NOT NULL,
    PRIMARY KEY (digest, realm)
);

-- The plans that were committed in the last hour, so that a caller who does not
-- know whether a plan was committed can repeat it. Identities begin with the
-- time, so new ones are added at the end of the index. Old ones are deleted once
-- an hour, which needs no index of its own.
CREATE TABLE plans (
    realm BIGINT NOT NULL,
    id    BYTEA  NOT NULL,
    at    BIGINT NOT NULL,
    PRIMARY KEY (id, realm)
);

-- The nodes that run, as each of them notes once a minute, so that an operator
-- learns of nodes with different keys.
CREATE TABLE nodes (
    realm   BIGINT NOT NULL,
    id      BYTEA  NOT NULL,
    name    TEXT   NOT NULL,
    keys    TEXT   NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (realm, id)
);
