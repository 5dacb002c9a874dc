package server

import (
	"context"
	"encoding/json"
	"time"
)

// Tidying finds and forgets what is over. Several programs may do so at once.
type Tidying interface {
	// Mailboxes gives every event to which letters came that are not all forgotten, by id.
	Mailboxes(ctx context.Context) ([]Mailbox, error)

	// Expire forgets invitations, offers and coordinators' sessions and ceremonies that let
	// nobody in any more at now. Whoever shows one is told the same as before.
	Expire(ctx context.Context, now time.Time) error
}

// Mailbox is an event to which letters came.
type Mailbox struct {
	Event string
	Page  json.RawMessage // wire.Page; nil when it was taken down
	Last  Day             // when the last letter came; 0 when that is not known
}
