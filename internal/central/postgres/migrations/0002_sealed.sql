-- The log of classes that the server cannot read, erasure, the mailbox, and what a
-- group keeps here sealed. No PostgreSQL database ever held the log as it was before.

-- Each workspace's log in the order of commits.
CREATE TABLE feed (
    ws     text COLLATE "C" NOT NULL REFERENCES ws (id),
    n      bigint NOT NULL,                      -- dense from 1, taken from ws.head in the same transaction
    inc    bytea NOT NULL,
    seq    bigint NOT NULL,
    hlc    bigint NOT NULL,                      -- 64 bits without a sign, kept as they are
    class  smallint NOT NULL,
    kind   smallint NOT NULL,
    epoch  bigint NOT NULL DEFAULT 0,            -- of the key that body is sealed with; 0: plain
    tinc   bytea,                                -- of the op that a redaction names
    tseq   bigint NOT NULL DEFAULT 0,
    state  smallint NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2), -- whole, erased, refused
    body   bytea CHECK (state = 0 OR body IS NULL),
    "inner" bytea CHECK ((state = 0) = ("inner" IS NULL)), -- SHA-256 of the body that is not here
    reason text NOT NULL DEFAULT '',             -- why the body was not taken
    hash   bytea NOT NULL,
    chain  bytea NOT NULL,                       -- SHA-256 of the chain before and this hash
    PRIMARY KEY (ws, n),
    UNIQUE (ws, inc, seq)
);
ALTER TABLE feed ALTER COLUMN body SET STORAGE EXTERNAL; -- what is sealed cannot be squeezed

-- Ops that a redaction names, known or not.
CREATE TABLE redacted (
    ws  text COLLATE "C" NOT NULL REFERENCES ws (id),
    inc bytea NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (ws, inc, seq)
);

-- Sealed sign-ups that wait for a laptop.
CREATE TABLE signup (
    ws    text COLLATE "C" NOT NULL REFERENCES ws (id),
    n     bigint NOT NULL,                       -- rises in the order of arrival
    id    text COLLATE "C" NOT NULL,             -- drawn by the visitor's browser
    event text COLLATE "C" NOT NULL,
    body  bytea NOT NULL,
    PRIMARY KEY (ws, n),
    UNIQUE (ws, id)
);
ALTER TABLE signup ALTER COLUMN body SET STORAGE EXTERNAL;

-- Sign-ups that a laptop has fetched; their ids stay, so that one that is sent again
-- has no second effect.
CREATE TABLE signup_done (
    ws    text COLLATE "C" NOT NULL REFERENCES ws (id),
    id    text COLLATE "C" NOT NULL,
    event text COLLATE "C" NOT NULL,
    PRIMARY KEY (ws, id)
);

ALTER TABLE device ADD COLUMN role  text NOT NULL DEFAULT 'organiser';
ALTER TABLE device ADD COLUMN label text NOT NULL DEFAULT '';   -- what it calls itself
ALTER TABLE device ADD COLUMN seen  bigint NOT NULL DEFAULT 0;  -- last day, counted from 1 January 1970; 0: its token was not shown yet

-- A group's keys, which only its devices and its recovery sheet open.
CREATE TABLE keybag (
    ws      text COLLATE "C" PRIMARY KEY REFERENCES ws (id),
    version bigint NOT NULL,                     -- counts from 1
    body    bytea NOT NULL
);

-- What a recovery sheet is known by again.
CREATE TABLE recovery (
    ws    text COLLATE "C" PRIMARY KEY REFERENCES ws (id),
    token bytea NOT NULL UNIQUE                  -- SHA-256; the server hears the token only when it is used
);

-- Invitations from one device of a group to the next, sealed with a code.
CREATE TABLE offer (
    place   bytea PRIMARY KEY,                   -- SHA-256 of the place
    ws      text COLLATE "C" NOT NULL REFERENCES ws (id),
    maker   text NOT NULL,                       -- id of the device that left it
    role    text NOT NULL,                       -- of the device that takes it
    body    bytea NOT NULL,
    expires bigint NOT NULL,                     -- Unix seconds
    device  bytea                                -- SHA-256 of the device that took it, until it shows its token
);
CREATE INDEX offer_ws ON offer (ws);

-- The server's own secrets: the one thing in this database that must not be shown.
CREATE TABLE seed (
    name  text PRIMARY KEY,
    value bytea NOT NULL
);
