-- The workspace of one laptop. The log (op) is the truth; cell, conflict, ahead,
-- fact and void are folded from it and can be rebuilt.

PRAGMA application_id = 1147238731; -- 'DaYK', so that a stranger's file is noticed

-- Every operation that this laptop knows, its own and those from the feed.
CREATE TABLE op (
  inc  BLOB NOT NULL,               -- incarnation of the writer, 8 bytes
  seq  INTEGER NOT NULL,            -- from 1 within inc
  hlc  INTEGER NOT NULL,            -- hybrid logical clock: 48 bits of Unix ms, 16 of counter
  cls  INTEGER NOT NULL,            -- class 0 public, 1 report, 2 work, 3 roster, 4 contact
  kind INTEGER NOT NULL,            -- 1 set, 2 add, 3 void
  body BLOB NOT NULL,               -- JSON, kept byte for byte
  hash BLOB NOT NULL,               -- 16 bytes
  seen INTEGER NOT NULL DEFAULT 0,  -- 1: came back in the feed, so the server holds it
  PRIMARY KEY (inc, seq)
) STRICT, WITHOUT ROWID;

-- What the server has not been seen to hold. Classes 2 to 4 never go there.
CREATE INDEX op_unseen ON op (inc, seq) WHERE seen = 0 AND cls <= 1;

-- One row for each incarnation.
CREATE TABLE peer (
  inc   BLOB PRIMARY KEY,
  cls   INTEGER NOT NULL,            -- of its first op
  have  INTEGER NOT NULL,            -- greatest seq in op
  hlc   INTEGER NOT NULL,            -- greatest believable time among its ops
  acked INTEGER NOT NULL DEFAULT 0   -- the server said that it has all up to here: a hint, op.seen is the proof
) STRICT, WITHOUT ROWID;

-- The value of each field of each entity.
CREATE TABLE cell (
  ent   TEXT NOT NULL,
  id    TEXT NOT NULL,
  field TEXT NOT NULL,
  hlc   INTEGER NOT NULL,            -- of the write that gave val; 0 with an empty val: only rows of ahead so far
  inc   BLOB NOT NULL,
  val   BLOB NOT NULL,               -- JSON; null means that the field was taken away
  forks INTEGER NOT NULL,            -- 1: rows of conflict or ahead belong to it
  PRIMARY KEY (ent, id, field)
) STRICT, WITHOUT ROWID;

-- Values that lost against a concurrent one and that nobody has replaced knowingly.
CREATE TABLE conflict (
  ent   TEXT NOT NULL,
  id    TEXT NOT NULL,
  field TEXT NOT NULL,
  hlc   INTEGER NOT NULL,
  inc   BLOB NOT NULL,
  val   BLOB NOT NULL,
  PRIMARY KEY (ent, id, field, hlc, inc)
) STRICT, WITHOUT ROWID;

-- Writes that are known to be replaced but had not arrived then.
CREATE TABLE ahead (
  ent   TEXT NOT NULL,
  id    TEXT NOT NULL,
  field TEXT NOT NULL,
  hlc   INTEGER NOT NULL,
  inc   BLOB NOT NULL,
  PRIMARY KEY (ent, id, field, hlc, inc)
) STRICT, WITHOUT ROWID;

-- Facts, such as an arrival; they never change.
CREATE TABLE fact (
  id    TEXT PRIMARY KEY,
  event TEXT NOT NULL,
  kind  TEXT NOT NULL,
  body  BLOB NOT NULL,               -- JSON, or empty
  hlc   INTEGER NOT NULL,
  inc   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_event ON fact (event, hlc, inc);

-- Facts taken back, for good; a void may arrive before its fact.
CREATE TABLE void (
  fact TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Ops that are kept but have no effect, here or on the server.
CREATE TABLE quarantine (
  inc    BLOB NOT NULL,
  seq    INTEGER NOT NULL,
  reason TEXT NOT NULL,
  remote INTEGER NOT NULL,           -- 1: the server refused it; 0: this program cannot read it
  PRIMARY KEY (inc, seq),
  FOREIGN KEY (inc, seq) REFERENCES op (inc, seq)
) STRICT, WITHOUT ROWID;

-- What a person did, newest last, with what takes it back. Never travels.
CREATE TABLE act (
  n       INTEGER PRIMARY KEY,
  event   TEXT NOT NULL,
  label   TEXT NOT NULL,
  inverse BLOB NOT NULL,             -- JSON, see undo.go
  undone  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX act_event ON act (event, n);

-- The place in the server's feed: cursor, chain, receipt.
CREATE TABLE meta (
  k TEXT PRIMARY KEY,
  v TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Settings of this laptop. Never travel.
CREATE TABLE setting (
  k TEXT PRIMARY KEY,
  v TEXT NOT NULL
) STRICT, WITHOUT ROWID;
