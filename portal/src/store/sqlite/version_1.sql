-- Version 1. Times are seconds since 1970; texts are compared byte by byte.

CREATE TABLE accounts (
    id                BLOB    NOT NULL PRIMARY KEY,
    revision          INTEGER NOT NULL,
    address           TEXT    NOT NULL,
    address_key       TEXT    NOT NULL UNIQUE COLLATE BINARY,
    name              TEXT    NOT NULL,
    company           TEXT    NOT NULL,
    language          TEXT    NOT NULL,
    state             TEXT    NOT NULL,
    password          TEXT,
    registered_at     INTEGER NOT NULL,
    link_requested_at INTEGER,
    CHECK ((state = 'active') = (password IS NOT NULL))
) STRICT;

CREATE TABLE tokens (
    selector   BLOB    NOT NULL PRIMARY KEY,
    purpose    TEXT    NOT NULL,
    account    BLOB    NOT NULL REFERENCES accounts (id),
    key_id     INTEGER NOT NULL,
    mac        BLOB    NOT NULL,
    issued_at  INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_by_account ON tokens (account);
CREATE INDEX tokens_by_end ON tokens (expires_at);

-- A letter is queued, then sent or dead. It holds no address and no token.
CREATE TABLE letters (
    id           BLOB    NOT NULL PRIMARY KEY,
    account      BLOB    NOT NULL REFERENCES accounts (id),
    kind         TEXT    NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'dead')),
    tries        INTEGER NOT NULL DEFAULT 0,
    due_at       INTEGER NOT NULL,
    leased_until INTEGER
) STRICT;

CREATE INDEX letters_due ON letters (due_at) WHERE state = 'queued';

CREATE TABLE events (
    number  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    account BLOB    NOT NULL,
    kind    TEXT    NOT NULL
) STRICT;
