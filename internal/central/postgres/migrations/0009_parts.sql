-- The parts of an event's report that its group ticked to be sent, folded from the feed.
CREATE TABLE part (
    event text COLLATE "C" NOT NULL REFERENCES event (id),
    id    text COLLATE "C" NOT NULL,             -- 16 hexadecimal digits, of the laptop's
    kind  text COLLATE "C" NOT NULL,             -- as wire.Part has it
    hlc   bigint NOT NULL,
    inc   bytea NOT NULL,
    value text NOT NULL,                         -- wire.Part
    PRIMARY KEY (event, id)
);
CREATE INDEX part_by_write ON part (hlc, inc);   -- by which it is taken back
