-- The keybag of each door helper's device, sealed to that device alone.
CREATE TABLE door_bag (
    ws      TEXT NOT NULL REFERENCES ws (id),
    device  TEXT NOT NULL,                   -- id of the device that it is for
    version INTEGER NOT NULL,                -- of the group's keybag that it came with
    body    BLOB NOT NULL,
    PRIMARY KEY (ws, device)
) STRICT;
