-- Who may see the campaign's counts, what was done to accounts and data, and how many
-- sign-ups came by day.

CREATE TABLE coordinator (
    id           text COLLATE "C" PRIMARY KEY,   -- drawn by the server; what the audit knows them by
    name         text NOT NULL,                  -- as it was typed on the command line
    name_key     text COLLATE "C" NOT NULL UNIQUE,-- folded
    link         bytea UNIQUE,                   -- SHA-256 of the link by which they enrol, until it is used
    link_expires bigint NOT NULL DEFAULT 0,      -- Unix seconds
    secret       bytea,                          -- of their codes (RFC 6238): whoever reads it can make them
    step         bigint NOT NULL DEFAULT 0       -- of the last code that was used: each works once
);

CREATE TABLE passkey (
    id          bytea PRIMARY KEY,               -- that the authenticator drew
    coordinator text COLLATE "C" NOT NULL REFERENCES coordinator (id),
    body        bytea NOT NULL                   -- public key and counter
);
CREATE INDEX passkey_coordinator ON passkey (coordinator);

CREATE TABLE coordinator_session (
    token       bytea PRIMARY KEY,               -- SHA-256
    coordinator text COLLATE "C" NOT NULL REFERENCES coordinator (id),
    how         text NOT NULL,                   -- passkey or code
    expires     bigint NOT NULL                  -- Unix seconds
);
CREATE INDEX coordinator_session_whose ON coordinator_session (coordinator);

-- First halves of passkeys' ceremonies, for some minutes.
CREATE TABLE ceremony (
    id      bytea PRIMARY KEY,                   -- SHA-256
    body    bytea NOT NULL,
    expires bigint NOT NULL                      -- Unix seconds
);

-- Who did what to tokens, accounts and data. Nothing about a visitor, and no names.
CREATE TABLE audit (
    n      bigint PRIMARY KEY,                   -- dense, taken from audit_end in the same transaction
    at     bigint NOT NULL,                      -- Unix seconds
    who    text NOT NULL,
    what   text NOT NULL,
    target text NOT NULL,
    hash   bytea NOT NULL                        -- SHA-256 over the hash before and this line
);

-- The ends of that chain. Whoever adds to it holds this row.
CREATE TABLE audit_end (
    one        bigint PRIMARY KEY CHECK (one = 1),
    n          bigint NOT NULL,                  -- of the last line
    hash       bytea NOT NULL,
    floor_n    bigint NOT NULL,                  -- of the last line that was pruned
    floor_hash bytea NOT NULL
);
INSERT INTO audit_end VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));

-- How many letters came to each event on each day, and nothing else about them.
CREATE TABLE tally (
    event   text COLLATE "C" NOT NULL,
    day     bigint NOT NULL,                     -- counted from 1 January 1970, in UTC
    letters bigint NOT NULL,
    PRIMARY KEY (event, day)
);
