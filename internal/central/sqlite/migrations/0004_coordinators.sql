-- Who may see the campaign's counts, what was done to accounts and data, and how many
-- sign-ups came by day.

CREATE TABLE coordinator (
    id           TEXT PRIMARY KEY,               -- drawn by the server; what the audit knows them by
    name         TEXT NOT NULL,                  -- as it was typed on the command line
    name_key     TEXT NOT NULL UNIQUE,           -- folded
    link         BLOB UNIQUE,                    -- SHA-256 of the link by which they enrol, until it is used
    link_expires INTEGER NOT NULL DEFAULT 0,     -- Unix seconds
    secret       BLOB,                           -- of their codes (RFC 6238): whoever reads it can make them
    step         INTEGER NOT NULL DEFAULT 0      -- of the last code that was used: each works once
) STRICT;

CREATE TABLE passkey (
    id          BLOB PRIMARY KEY,                -- that the authenticator drew
    coordinator TEXT NOT NULL REFERENCES coordinator (id),
    body        BLOB NOT NULL                    -- public key and counter
) STRICT;
CREATE INDEX passkey_coordinator ON passkey (coordinator);

CREATE TABLE coordinator_session (
    token       BLOB PRIMARY KEY,                -- SHA-256
    coordinator TEXT NOT NULL REFERENCES coordinator (id),
    how         TEXT NOT NULL,                   -- passkey or code
    expires     INTEGER NOT NULL                 -- Unix seconds
) STRICT;
CREATE INDEX coordinator_session_whose ON coordinator_session (coordinator);

-- First halves of passkeys' ceremonies, for some minutes.
CREATE TABLE ceremony (
    id      BLOB PRIMARY KEY,                    -- SHA-256
    body    BLOB NOT NULL,
    expires INTEGER NOT NULL                     -- Unix seconds
) STRICT;

-- Who did what to tokens, accounts and data. Nothing about a visitor, and no names.
CREATE TABLE audit (
    n      INTEGER PRIMARY KEY,                  -- dense, taken from audit_end in the same transaction
    at     INTEGER NOT NULL,                     -- Unix seconds
    who    TEXT NOT NULL,
    what   TEXT NOT NULL,
    target TEXT NOT NULL,
    hash   BLOB NOT NULL                         -- SHA-256 over the hash before and this line
) STRICT;

-- The ends of that chain. Whoever adds to it holds this row.
CREATE TABLE audit_end (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    n          INTEGER NOT NULL,                 -- of the last line
    hash       BLOB NOT NULL,
    floor_n    INTEGER NOT NULL,                 -- of the last line that was pruned
    floor_hash BLOB NOT NULL
) STRICT;
INSERT INTO audit_end VALUES (1, 0, zeroblob(32), 0, zeroblob(32));

-- How many letters came to each event on each day, and nothing else about them.
CREATE TABLE tally (
    event   TEXT NOT NULL,
    day     INTEGER NOT NULL,                    -- counted from 1 January 1970, in UTC
    letters INTEGER NOT NULL,
    PRIMARY KEY (event, day)
) STRICT, WITHOUT ROWID;
