-- The mailbox is read in parts, and no event's waits without end; and attachments.

-- Number of the last letter that ever came to the workspace: readers say how far they
-- are by a letter, which may be gone by then.
ALTER TABLE ws ADD COLUMN mail bigint NOT NULL DEFAULT 0;
UPDATE ws SET mail = coalesce((SELECT max(n) FROM signup WHERE signup.ws = ws.id), 0);
ALTER TABLE signup_done ADD COLUMN n bigint NOT NULL DEFAULT 0; -- as signup had it

-- How many letters of each event wait: none is counted while people sign up.
CREATE TABLE mailbox (
    ws      text COLLATE "C" NOT NULL REFERENCES ws (id),
    event   text COLLATE "C" NOT NULL,
    waiting bigint NOT NULL,
    PRIMARY KEY (ws, event)
) WITH (fillfactor = 50);                        -- room to change a row within its page
INSERT INTO mailbox (ws, event, waiting) SELECT ws, event, count(*) FROM signup GROUP BY ws, event;

-- Chunks of attachments, which only the group can open.
CREATE TABLE blob (
    ws   text COLLATE "C" NOT NULL REFERENCES ws (id),
    name bytea NOT NULL,                         -- SHA-256 of body
    size integer NOT NULL,                       -- of body, in bytes
    body bytea NOT NULL,
    PRIMARY KEY (ws, name)
);
ALTER TABLE blob ALTER COLUMN body SET STORAGE EXTERNAL;
