-- What the machines of package oplog keep, and room for sealed values. After this
-- script the program seals what an older one left in the clear and folds the log
-- anew, which fills cls and touch; see reseal.go.

ALTER TABLE op ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;    -- of the key that body is sealed with; 0: body is plain
ALTER TABLE op ADD COLUMN tinc BLOB NOT NULL DEFAULT x'';      -- target of a redaction (kind 4)
ALTER TABLE op ADD COLUMN tseq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE op ADD COLUMN state INTEGER NOT NULL DEFAULT 0;    -- of the body: 0 whole, 1 erased, 2 refused by the server
ALTER TABLE op ADD COLUMN bodysum BLOB NOT NULL DEFAULT x'';   -- SHA-256 of the body that is not here

ALTER TABLE peer ADD COLUMN scope TEXT NOT NULL DEFAULT '';    -- the event of all its ops, '/' for several, '' for none that is known
ALTER TABLE peer ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;   -- ops 1 to seen came back in the feed: the proof
ALTER TABLE peer ADD COLUMN forked INTEGER NOT NULL DEFAULT 0; -- 1: another op of a known number is about

-- An older server left refused ops out of its feed. Streams have no holes from
-- here on: what stands after one comes again with the feed, which is read anew.
UPDATE peer SET acked = 0, have = coalesce((SELECT min(o.seq) FROM op o WHERE o.inc = peer.inc
  AND NOT EXISTS (SELECT 1 FROM op n WHERE n.inc = o.inc AND n.seq = o.seq + 1)
  AND EXISTS (SELECT 1 FROM op f WHERE f.inc = o.inc AND f.seq = 1)), 0);
DELETE FROM quarantine WHERE remote = 1 OR seq > (SELECT have FROM peer WHERE peer.inc = quarantine.inc);
DELETE FROM op WHERE seq > (SELECT have FROM peer WHERE peer.inc = op.inc);
DELETE FROM peer WHERE have = 0;
UPDATE peer SET hlc = coalesce((SELECT max(hlc) FROM op WHERE op.inc = peer.inc AND hlc BETWEEN 1 AND 288230376151711743), 0);
DELETE FROM meta WHERE k IN ('cursor', 'chain', 'receipt');

DROP INDEX op_unseen;
ALTER TABLE op DROP COLUMN seen;

ALTER TABLE quarantine ADD COLUMN cause INTEGER NOT NULL DEFAULT 1; -- 1 this program cannot read it, 2 its key is not here, 3 the server does not agree
ALTER TABLE quarantine DROP COLUMN remote;

-- Values of class 3 and 4 are sealed for their place.
ALTER TABLE cell ADD COLUMN cls INTEGER NOT NULL DEFAULT 0;    -- class of the write that gave val
ALTER TABLE conflict ADD COLUMN cls INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN cls INTEGER NOT NULL DEFAULT 0;

-- All of act.inverse is sealed: it takes an act back, or does it again when undone is 1.
ALTER TABLE act ADD COLUMN cls INTEGER NOT NULL DEFAULT 0;     -- whose key; 0: an older program left it plain
DELETE FROM act WHERE undone = 1;

-- Which sets are on an entity, as long as their bodies are here.
CREATE TABLE touch (
  ent TEXT NOT NULL,
  id  TEXT NOT NULL,
  inc BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (ent, id, inc, seq)
) STRICT, WITHOUT ROWID;

-- Ops whose body is erased for good; they need not have arrived.
CREATE TABLE erasure (
  inc  BLOB NOT NULL,
  seq  INTEGER NOT NULL,
  mark INTEGER NOT NULL,             -- 1 owed: no op that is known here says so; 2 said
  PRIMARY KEY (inc, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX erasure_owed ON erasure (inc, seq) WHERE mark = 1;

-- Entities that are gone for good.
CREATE TABLE gone (
  ent  TEXT NOT NULL,
  id   TEXT NOT NULL,
  mark INTEGER NOT NULL,             -- as in erasure
  PRIMARY KEY (ent, id)
) STRICT, WITHOUT ROWID;

-- Letters of the mailbox that were imported and not let go by the server yet.
CREATE TABLE mail (
  uuid TEXT PRIMARY KEY,
  ops  BLOB NOT NULL                 -- the ops that import it: 8 bytes of inc and 4 of seq each
) STRICT, WITHOUT ROWID;
