-- The parts of an event's report that its group ticked to be sent, folded from the feed.
CREATE TABLE part (
    event TEXT NOT NULL REFERENCES event (id),
    id    TEXT NOT NULL,                     -- 16 hexadecimal digits, of the laptop's
    kind  TEXT NOT NULL,                     -- as wire.Part has it
    hlc   INTEGER NOT NULL,
    inc   BLOB NOT NULL,
    value TEXT NOT NULL,                     -- wire.Part
    PRIMARY KEY (event, id)
) STRICT;
CREATE INDEX part_by_write ON part (hlc, inc); -- by which it is taken back
