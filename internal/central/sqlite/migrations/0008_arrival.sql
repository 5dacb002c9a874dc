-- A letter of a rush writes as few pages as can be: the end of its table, one place in
-- one index, and one count. It had written two indexes and two counts, in places all over
-- the file, which was most of its cost.

-- Letters are numbered over all groups, as they came, and read by group through the index
-- that knows them by id: what waits for one group is soon sorted. No reference to ws: a
-- letter comes by its event, whose group is known.
ALTER TABLE signup RENAME TO signup_before;
CREATE TABLE signup (
    n     INTEGER PRIMARY KEY AUTOINCREMENT, -- rises in the order of arrival, and no number comes twice
    ws    TEXT NOT NULL,                     -- as event has it
    id    TEXT NOT NULL,                     -- drawn by the visitor's browser
    event TEXT NOT NULL,
    body  BLOB NOT NULL,
    UNIQUE (ws, id)
) STRICT;
CREATE TEMP TABLE place (ws TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT; -- of a group among all
INSERT INTO place SELECT id, row_number() OVER (ORDER BY id) FROM ws;
INSERT INTO signup (n, ws, id, event, body)
    SELECT s.n * (SELECT count(*) FROM place) + p.at, s.ws, s.id, s.event, s.body
    FROM signup_before s JOIN place p ON p.ws = s.ws ORDER BY 1;
UPDATE signup_done SET n = n * (SELECT count(*) FROM place) + (SELECT p.at FROM place p WHERE p.ws = signup_done.ws);
DELETE FROM sqlite_sequence WHERE name = 'signup';
INSERT INTO sqlite_sequence (name, seq) SELECT 'signup', (coalesce(max(mail), 0) + 1) * (count(*) + 1) FROM ws;
DROP TABLE place;
DROP TABLE signup_before;
ALTER TABLE ws DROP COLUMN mail;

-- How many letters came to each event on each day, and how many of those wait no more.
ALTER TABLE tally RENAME TO tally_before;
CREATE TABLE tally (
    ws    TEXT NOT NULL,
    event TEXT NOT NULL,
    day   INTEGER NOT NULL,                  -- counted from 1 January 1970, in UTC; 0: of no day that is known
    came  INTEGER NOT NULL,
    gone  INTEGER NOT NULL,                  -- all days of an event together tell how many wait
    held  INTEGER NOT NULL,                  -- 1 until it is forgotten which came
    PRIMARY KEY (ws, event, day)
) STRICT, WITHOUT ROWID;
INSERT INTO tally (ws, event, day, came, gone, held)
    SELECT e.ws, t.event, t.day, t.letters, t.letters, EXISTS (SELECT 1 FROM mailbox m WHERE m.ws = e.ws AND m.event = t.event)
    FROM tally_before t JOIN event e ON e.id = t.event WHERE t.day > 0;
INSERT INTO tally (ws, event, day, came, gone, held) SELECT ws, event, 0, waiting, 0, 1 FROM mailbox;
DROP TABLE tally_before;
DROP TABLE mailbox;
