-- The keybag of each door helper's device, sealed to that device alone.
CREATE TABLE door_bag (
    ws      text COLLATE "C" NOT NULL REFERENCES ws (id),
    device  text COLLATE "C" NOT NULL,           -- id of the device that it is for
    version bigint NOT NULL,                     -- of the group's keybag that it came with
    body    bytea NOT NULL,
    PRIMARY KEY (ws, device)
);
