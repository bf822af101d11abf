-- Version 1. Times are seconds since 1970; texts are compared byte by byte.

CREATE TABLE accounts (
    id                BYTEA  NOT NULL PRIMARY KEY,
    revision          BIGINT NOT NULL,
    address           TEXT   NOT NULL,
    address_key       TEXT   NOT NULL COLLATE "C" UNIQUE,
    name              TEXT   NOT NULL,
    company           TEXT   NOT NULL,
    language          TEXT   NOT NULL,
    state             TEXT   NOT NULL,
    password          TEXT,
    registered_at     BIGINT NOT NULL,
    link_requested_at BIGINT,
    CHECK ((state = 'active') = (password IS NOT NULL))
);

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
    id           BYTEA   NOT NULL PRIMARY KEY,
    account      BYTEA   NOT NULL REFERENCES accounts (id),
    kind         TEXT    NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'dead')),
    tries        BIGINT  NOT NULL DEFAULT 0,
    due_at       BIGINT  NOT NULL,
    leased_until BIGINT
);

CREATE INDEX letters_due ON letters (due_at) WHERE state = 'queued';

CREATE TABLE events (
    number  BIGINT NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at      BIGINT NOT NULL,
    account BYTEA  NOT NULL,
    kind    TEXT   NOT NULL
);
