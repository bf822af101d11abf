-- Version 1. Times are seconds since 1970; texts are compared byte by byte.

CREATE TABLE accounts (
    id                       BYTEA  NOT NULL PRIMARY KEY,
    revision                 BIGINT NOT NULL,
    address                  TEXT   NOT NULL,
    address_key              TEXT   NOT NULL COLLATE "C",
    name                     TEXT   NOT NULL,
    company                  TEXT   NOT NULL,
    language                 TEXT   NOT NULL,
    state                    TEXT   NOT NULL,
    -- Registered: until when. Held and removed: since when.
    state_at                 BIGINT,
    password                 TEXT,
    registered_at            BIGINT NOT NULL,
    link_requested_at        BIGINT,
    replacement              TEXT,
    replacement_requested_at BIGINT,
    replacement_expires_at   BIGINT,
    former                   TEXT,
    former_name              TEXT,
    former_undo_until        BIGINT,
    CHECK (state IN ('registered', 'active', 'held', 'removed'))
);

-- Among the accounts that are not removed, an address is there once.
CREATE UNIQUE INDEX accounts_by_address ON accounts (address_key) WHERE state <> 'removed';
CREATE INDEX accounts_by_any_address ON accounts (address_key);

CREATE TABLE tokens (
    selector   BYTEA  NOT NULL PRIMARY KEY,
    purpose    TEXT   NOT NULL,
    account    BYTEA  NOT NULL REFERENCES accounts (id),
    key_id     BIGINT NOT NULL,
    mac        BYTEA  NOT NULL,
    issued_at  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX tokens_by_account ON tokens (account);
CREATE INDEX tokens_by_end ON tokens (expires_at);

-- A letter is queued, then sent or dead. It holds no address and no token.
CREATE TABLE letters (
    id           BYTEA  NOT NULL PRIMARY KEY,
    account      BYTEA  NOT NULL REFERENCES accounts (id),
    kind         TEXT   NOT NULL,
    state        TEXT   NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'dead')),
    tries        BIGINT NOT NULL DEFAULT 0,
    queued_at    BIGINT NOT NULL,
    due_at       BIGINT NOT NULL,
    leased_until BIGINT,
    settled_at   BIGINT,
    -- What was said of the last try.
    reply        TEXT
);

CREATE INDEX letters_due ON letters (due_at) WHERE state = 'queued';
CREATE INDEX letters_unsent ON letters (queued_at, id) WHERE state <> 'sent';
CREATE INDEX letters_by_account ON letters (account, queued_at, id);
CREATE INDEX letters_by_end ON letters (settled_at) WHERE state <> 'queued';

-- Entries are added at the end and never changed: each holds the hash of the
-- one before it.
CREATE TABLE audit (
    seq      BIGINT NOT NULL PRIMARY KEY,
    previous BYTEA  NOT NULL,
    at       BIGINT NOT NULL,
    account  BYTEA  NOT NULL,
    kind     TEXT   NOT NULL,
    actor    TEXT   NOT NULL,
    operator BYTEA,
    hash     BYTEA  NOT NULL
);

-- What the limits count. An identity is a digest of whom the count is about.
CREATE TABLE cells (
    id    BYTEA  NOT NULL PRIMARY KEY,
    at    BIGINT NOT NULL,
    count BIGINT NOT NULL,
    ends  BIGINT
);

CREATE INDEX cells_by_end ON cells (ends) WHERE ends IS NOT NULL;
