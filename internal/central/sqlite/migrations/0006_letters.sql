-- Letters lie in the file in the order in which they came, and two narrow indexes find
-- them. Among each other by workspace they had each commit of a rush write four pages for
-- every letter: the groups' places are all over the file, and five letters fill a page.
ALTER TABLE signup RENAME TO signup_before;
CREATE TABLE signup (
    ws    TEXT NOT NULL REFERENCES ws (id),
    n     INTEGER NOT NULL,                  -- rises in the order of arrival
    id    TEXT NOT NULL,                     -- drawn by the visitor's browser
    event TEXT NOT NULL,
    body  BLOB NOT NULL,
    PRIMARY KEY (ws, n),
    UNIQUE (ws, id)
) STRICT;
INSERT INTO signup (ws, n, id, event, body) SELECT ws, n, id, event, body FROM signup_before ORDER BY ws, n;
DROP TABLE signup_before;
