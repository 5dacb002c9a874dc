-- The central server's first tables. No table holds an address of a visitor,
-- a name of a guest or a secret in the clear.

-- A community group's place on the server.
CREATE TABLE ws (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,          -- as the coordinators wrote it
    name_key TEXT NOT NULL UNIQUE,   -- folded: a second invitation of a group finds the first
    head     INTEGER NOT NULL DEFAULT 0, -- number of the last op in the feed; only ever set together with feed rows
    chain    BLOB NOT NULL DEFAULT x''   -- chain of that op
) STRICT;

-- Invitations, kept until they expire so that a lost reply can be asked for again.
CREATE TABLE invitation (
    code    BLOB PRIMARY KEY,                -- SHA-256; the code itself is shown once and kept nowhere
    ws      TEXT NOT NULL REFERENCES ws (id),
    expires INTEGER NOT NULL,                -- Unix seconds
    device  BLOB                             -- SHA-256 of the device that spent it
) STRICT;

-- Laptops that joined.
CREATE TABLE device (
    ws      TEXT NOT NULL REFERENCES ws (id),
    device  BLOB NOT NULL,                   -- SHA-256
    token   BLOB NOT NULL UNIQUE,            -- SHA-256
    revoked INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1)),
    PRIMARY KEY (ws, device)
) STRICT, WITHOUT ROWID;

-- Each workspace's log in the order of commits.
CREATE TABLE feed (
    ws    TEXT NOT NULL REFERENCES ws (id),
    n     INTEGER NOT NULL,                  -- dense from 1, taken from ws.head in the same transaction
    inc   BLOB NOT NULL,
    seq   INTEGER NOT NULL,
    hlc   INTEGER NOT NULL,
    class INTEGER NOT NULL,
    kind  INTEGER NOT NULL,
    body  BLOB NOT NULL,
    hash  BLOB NOT NULL,
    chain BLOB NOT NULL,                     -- SHA-256 of the chain before and this hash
    PRIMARY KEY (ws, n),
    UNIQUE (ws, inc, seq)
) STRICT, WITHOUT ROWID;

-- How far each incarnation is known; refused ops count.
CREATE TABLE inc_head (
    ws   TEXT NOT NULL REFERENCES ws (id),
    inc  BLOB NOT NULL,
    head INTEGER NOT NULL,
    PRIMARY KEY (ws, inc)
) STRICT, WITHOUT ROWID;

-- Ops that were kept out, without their bodies, so that a repeat gets the same answer.
CREATE TABLE refused (
    ws     TEXT NOT NULL REFERENCES ws (id),
    inc    BLOB NOT NULL,
    seq    INTEGER NOT NULL,
    hash   BLOB NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (ws, inc, seq)
) STRICT, WITHOUT ROWID;

-- Whose event it is: the workspace that first named it, for good.
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    ws TEXT NOT NULL REFERENCES ws (id)
) STRICT, WITHOUT ROWID;

-- The public page of each event, folded from the feed.
CREATE TABLE event_pub (
    event TEXT PRIMARY KEY REFERENCES event (id),
    hlc   INTEGER NOT NULL,
    inc   BLOB NOT NULL,
    value TEXT NOT NULL                      -- wire.Page, or null when taken down
) STRICT, WITHOUT ROWID;

-- The totals of each event, folded from the feed.
CREATE TABLE report (
    event TEXT PRIMARY KEY REFERENCES event (id),
    hlc   INTEGER NOT NULL,
    inc   BLOB NOT NULL,
    value TEXT NOT NULL                      -- wire.Totals, or null when taken back
) STRICT, WITHOUT ROWID;
