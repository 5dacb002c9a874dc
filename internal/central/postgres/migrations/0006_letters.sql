-- Rows that change with every commit of letters have room for it on their page, so that
-- no index has to be written.
ALTER TABLE ws SET (fillfactor = 50);
ALTER TABLE mailbox SET (fillfactor = 50);
ALTER TABLE tally SET (fillfactor = 50);
