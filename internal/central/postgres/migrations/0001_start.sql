-- The central server's first tables. No table holds an address of a visitor,
-- a name of a guest or a secret in the clear. Texts are compared byte by byte, so that
-- every database gives them in the same order.

-- A community group's place on the server.
CREATE TABLE ws (
    id       text COLLATE "C" PRIMARY KEY,
    name     text NOT NULL,                      -- as the coordinators wrote it
    name_key text COLLATE "C" NOT NULL UNIQUE,   -- folded: a second invitation of a group finds the first
    head     bigint NOT NULL DEFAULT 0,          -- number of the last op in the feed; whoever adds to the feed holds this row
    chain    bytea NOT NULL DEFAULT ''           -- chain of that op
);

-- Invitations, kept until they expire so that a lost reply can be asked for again.
CREATE TABLE invitation (
    code    bytea PRIMARY KEY,                   -- SHA-256; the code itself is shown once and kept nowhere
    ws      text COLLATE "C" NOT NULL REFERENCES ws (id),
    expires bigint NOT NULL,                     -- Unix seconds
    device  bytea                                -- SHA-256 of the device that spent it
);

-- Laptops that joined.
CREATE TABLE device (
    ws      text COLLATE "C" NOT NULL REFERENCES ws (id),
    device  bytea NOT NULL,                      -- SHA-256
    token   bytea NOT NULL UNIQUE,               -- SHA-256
    revoked smallint NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1)),
    PRIMARY KEY (ws, device)
);

-- How far each incarnation is known; refused ops count.
CREATE TABLE inc_head (
    ws   text COLLATE "C" NOT NULL REFERENCES ws (id),
    inc  bytea NOT NULL,
    head bigint NOT NULL,
    PRIMARY KEY (ws, inc)
);

-- Whose event it is: the workspace that first named it, for good.
CREATE TABLE event (
    id text COLLATE "C" PRIMARY KEY,
    ws text COLLATE "C" NOT NULL REFERENCES ws (id)
);

-- The public page of each event, folded from the feed.
CREATE TABLE event_pub (
    event text COLLATE "C" PRIMARY KEY REFERENCES event (id),
    hlc   bigint NOT NULL,
    inc   bytea NOT NULL,
    value text NOT NULL                          -- wire.Page, or null when taken down
);

-- The totals of each event, folded from the feed.
CREATE TABLE report (
    event text COLLATE "C" PRIMARY KEY REFERENCES event (id),
    hlc   bigint NOT NULL,
    inc   bytea NOT NULL,
    value text NOT NULL                          -- wire.Totals, or null when taken back
);
