-- The log of classes that the server cannot read, erasure, the mailbox, and what a
-- group keeps here sealed. The feed is written anew, since ops whose bodies were
-- not taken now stand in it too; a step in Go fills it.

ALTER TABLE feed RENAME TO feed_before;

-- Each workspace's log in the order of commits.
CREATE TABLE feed (
    ws     TEXT NOT NULL REFERENCES ws (id),
    n      INTEGER NOT NULL,                 -- dense from 1, taken from ws.head in the same transaction
    inc    BLOB NOT NULL,
    seq    INTEGER NOT NULL,
    hlc    INTEGER NOT NULL,                 -- 64 bits without a sign, kept as they are
    class  INTEGER NOT NULL,
    kind   INTEGER NOT NULL,
    epoch  INTEGER NOT NULL DEFAULT 0,       -- of the key that body is sealed with; 0: plain
    tinc   BLOB,                             -- of the op that a redaction names
    tseq   INTEGER NOT NULL DEFAULT 0,
    state  INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2), -- whole, erased, refused
    body   BLOB CHECK (state = 0 OR body IS NULL),
    inner  BLOB CHECK ((state = 0) = (inner IS NULL)), -- SHA-256 of the body that is not here
    reason TEXT NOT NULL DEFAULT '',         -- why the body was not taken
    hash   BLOB NOT NULL,
    chain  BLOB NOT NULL,                    -- SHA-256 of the chain before and this hash
    PRIMARY KEY (ws, n),
    UNIQUE (ws, inc, seq)
) STRICT, WITHOUT ROWID;

-- Ops that a redaction names, known or not.
CREATE TABLE redacted (
    ws  TEXT NOT NULL REFERENCES ws (id),
    inc BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (ws, inc, seq)
) STRICT, WITHOUT ROWID;

-- Sealed sign-ups that wait for a laptop.
CREATE TABLE signup (
    ws    TEXT NOT NULL REFERENCES ws (id),
    n     INTEGER NOT NULL,                  -- rises in the order of arrival
    id    TEXT NOT NULL,                     -- drawn by the visitor's browser
    event TEXT NOT NULL,
    body  BLOB NOT NULL,
    PRIMARY KEY (ws, n),
    UNIQUE (ws, id)
) STRICT, WITHOUT ROWID;

-- Sign-ups that a laptop has fetched; their ids stay, so that one that is sent again
-- has no second effect.
CREATE TABLE signup_done (
    ws    TEXT NOT NULL REFERENCES ws (id),
    id    TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (ws, id)
) STRICT, WITHOUT ROWID;

ALTER TABLE device ADD COLUMN role  TEXT NOT NULL DEFAULT 'organiser';
ALTER TABLE device ADD COLUMN label TEXT NOT NULL DEFAULT '';   -- what it calls itself
ALTER TABLE device ADD COLUMN seen  INTEGER NOT NULL DEFAULT 0; -- last day, counted from 1 January 1970; 0: its token was not shown yet

-- A group's keys, which only its devices and its recovery sheet open.
CREATE TABLE keybag (
    ws      TEXT PRIMARY KEY REFERENCES ws (id),
    version INTEGER NOT NULL,                -- counts from 1
    body    BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What a recovery sheet is known by again.
CREATE TABLE recovery (
    ws    TEXT PRIMARY KEY REFERENCES ws (id),
    token BLOB NOT NULL UNIQUE               -- SHA-256; the server hears the token only when it is used
) STRICT, WITHOUT ROWID;

-- Invitations from one device of a group to the next, sealed with a code.
CREATE TABLE offer (
    place   BLOB PRIMARY KEY,                -- SHA-256 of the place
    ws      TEXT NOT NULL REFERENCES ws (id),
    maker   TEXT NOT NULL,                   -- id of the device that left it
    role    TEXT NOT NULL,                   -- of the device that takes it
    body    BLOB NOT NULL,
    expires INTEGER NOT NULL,                -- Unix seconds
    device  BLOB                             -- SHA-256 of the device that took it, until it shows its token
) STRICT;
CREATE INDEX offer_ws ON offer (ws);

-- The server's own secrets: the one thing in this file that must not be shown.
CREATE TABLE seed (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
