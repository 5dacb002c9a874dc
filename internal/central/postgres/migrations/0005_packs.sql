-- What the campaign signed: editions of its packs, and the newest list of withdrawals.

CREATE TABLE pack (
    id         text COLLATE "C" NOT NULL,
    version    bigint NOT NULL,
    number     bigint NOT NULL,               -- of the list that it was signed with
    not_before bigint NOT NULL,               -- Unix seconds; given to nobody before
    expires    bigint NOT NULL,               -- Unix seconds
    key        bytea NOT NULL,                -- Ed25519 public key of the campaign
    body       bytea,                         -- the file; NULL once a newer list is here
    PRIMARY KEY (id, version)
);

-- One row, which whoever changes packs takes first.
CREATE TABLE withdrawals (
    one    integer PRIMARY KEY CHECK (one = 1),
    number bigint NOT NULL,                   -- 0: there is none yet
    key    bytea NOT NULL,
    body   bytea NOT NULL
);
INSERT INTO withdrawals (one, number, key, body) VALUES (1, 0, ''::bytea, ''::bytea);
