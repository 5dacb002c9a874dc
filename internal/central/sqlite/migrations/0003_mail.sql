-- The mailbox is read in parts, and no event's waits without end; and attachments.

-- Number of the last letter that ever came to the workspace: readers say how far they
-- are by a letter, which may be gone by then.
ALTER TABLE ws ADD COLUMN mail INTEGER NOT NULL DEFAULT 0;
UPDATE ws SET mail = coalesce((SELECT max(n) FROM signup WHERE signup.ws = ws.id), 0);
ALTER TABLE signup_done ADD COLUMN n INTEGER NOT NULL DEFAULT 0; -- as signup had it

-- How many letters of each event wait: none is counted while people sign up.
CREATE TABLE mailbox (
    ws      TEXT NOT NULL REFERENCES ws (id),
    event   TEXT NOT NULL,
    waiting INTEGER NOT NULL,
    PRIMARY KEY (ws, event)
) STRICT, WITHOUT ROWID;
INSERT INTO mailbox (ws, event, waiting) SELECT ws, event, count(*) FROM signup GROUP BY ws, event;

-- Chunks of attachments, which only the group can open.
CREATE TABLE blob (
    ws   TEXT NOT NULL REFERENCES ws (id),
    name BLOB NOT NULL,                      -- SHA-256 of body
    size INTEGER NOT NULL,                   -- of body, in bytes
    body BLOB NOT NULL,
    PRIMARY KEY (ws, name)
) STRICT;
