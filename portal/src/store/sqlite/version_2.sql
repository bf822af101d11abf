-- Version 2: the whole life of an account, what became of letters, counts.
-- Times are seconds since 1970; texts are compared byte by byte.

CREATE TABLE accounts_2 (
    id                       BLOB    NOT NULL PRIMARY KEY,
    revision                 INTEGER NOT NULL,
    address                  TEXT    NOT NULL,
    -- The form in which addresses are compared: in the first column where the
    -- account is not removed, else in the second. So an address is there once
    -- among the accounts that are not removed, and an index changes only with
    -- the address.
    address_key              TEXT    UNIQUE COLLATE BINARY,
    removed_key              TEXT    COLLATE BINARY,
    name                     TEXT    NOT NULL,
    company                  TEXT    NOT NULL,
    language                 TEXT    NOT NULL,
    state                    TEXT    NOT NULL,
    -- Registered: until when. Held and removed: since when.
    state_at                 INTEGER,
    password                 TEXT,
    registered_at            INTEGER NOT NULL,
    link_requested_at        INTEGER,
    replacement              TEXT,
    replacement_requested_at INTEGER,
    replacement_expires_at   INTEGER,
    former                   TEXT,
    former_name              TEXT,
    former_undo_until        INTEGER,
    CHECK (state IN ('registered', 'active', 'held', 'removed')),
    CHECK ((address_key IS NULL) = (state = 'removed')),
    CHECK ((removed_key IS NULL) = (state <> 'removed'))
) STRICT;

-- Nobody's registration ends by the arrival of a new version: it has half a
-- year from now.
INSERT INTO accounts_2 (id, revision, address, address_key, name, company, language, state,
    state_at, password, registered_at, link_requested_at)
SELECT id, revision, address, address_key, name, company, language, state,
    iif(state = 'registered', unixepoch() + 180 * 86400, NULL),
    password, registered_at, link_requested_at
FROM accounts ORDER BY rowid;
DROP TABLE accounts;
ALTER TABLE accounts_2 RENAME TO accounts;
CREATE INDEX accounts_removed ON accounts (removed_key) WHERE removed_key IS NOT NULL;

-- Expired tokens are looked for once an hour, which is no reason for an index.
DROP INDEX tokens_by_end;
DROP INDEX tokens_by_account;
CREATE INDEX tokens_by_account ON tokens (account, purpose);

-- A letter is queued, then sent or dead. It holds no address and no token.
-- Identities begin with the time, so that new ones come to lie side by side.
CREATE TABLE letters_2 (
    id           BLOB    NOT NULL PRIMARY KEY,
    account      BLOB    NOT NULL REFERENCES accounts (id),
    kind         TEXT    NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'dead')),
    tries        INTEGER NOT NULL DEFAULT 0,
    queued_at    INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    leased_until INTEGER,
    settled_at   INTEGER,
    -- What was said of the last try.
    reply        TEXT
) STRICT, WITHOUT ROWID;

INSERT INTO letters_2 (id, account, kind, state, tries, queued_at, due_at, leased_until,
    settled_at, reply)
SELECT id, account, kind, state, tries, due_at, due_at, leased_until,
    iif(state = 'queued', NULL, due_at), iif(state = 'queued', NULL, '')
FROM letters;
DROP TABLE letters;
ALTER TABLE letters_2 RENAME TO letters;
CREATE INDEX letters_unsent ON letters (state, due_at) WHERE state <> 'sent';
CREATE INDEX letters_by_account ON letters (account, queued_at);

-- Entries are added at the end and never changed: each holds the hash of the
-- one before it.
CREATE TABLE audit (
    seq      INTEGER NOT NULL PRIMARY KEY,
    previous BLOB    NOT NULL,
    at       INTEGER NOT NULL,
    account  BLOB    NOT NULL,
    kind     TEXT    NOT NULL,
    actor    TEXT    NOT NULL,
    operator BLOB,
    hash     BLOB    NOT NULL
) STRICT;

-- What the limits count. An identity is a digest of whom the count is about.
CREATE TABLE cells (
    id    BLOB    NOT NULL PRIMARY KEY,
    at    INTEGER NOT NULL,
    count INTEGER NOT NULL,
    ends  INTEGER
) STRICT, WITHOUT ROWID;
