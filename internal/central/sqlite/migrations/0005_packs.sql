-- What the campaign signed: editions of its packs, and the newest list of withdrawals.

CREATE TABLE pack (
    id         TEXT NOT NULL,
    version    INTEGER NOT NULL,
    number     INTEGER NOT NULL,              -- of the list that it was signed with
    not_before INTEGER NOT NULL,              -- Unix seconds; given to nobody before
    expires    INTEGER NOT NULL,              -- Unix seconds
    key        BLOB NOT NULL,                 -- Ed25519 public key of the campaign
    body       BLOB,                          -- the file; NULL once a newer list is here
    PRIMARY KEY (id, version)
) STRICT;

-- One row, which whoever changes packs takes first.
CREATE TABLE withdrawals (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,                  -- 0: there is none yet
    key    BLOB NOT NULL,
    body   BLOB NOT NULL
) STRICT;
INSERT INTO withdrawals (one, number, key, body) VALUES (1, 0, x'', x'');
