package server

import (
	"context"

	"daykit/internal/data/feed"
)

// Mail keeps what visitors leave for a group. Reading and letting go are the feed's,
// through Disk.
type Mail interface {
	// Post takes letters in, in their order and all in one transaction, and tells what
	// became of each: feed.FateNowhere when the event is nobody's, and else as
	// feed.Machine.MailPut says. Two programs may post the same letters at a time.
	Post(ctx context.Context, letters []feed.Letter, most int) ([]feed.Fate, error)

	// Posted reports whether a letter was ever taken in for an event.
	Posted(ctx context.Context, event, uuid string) (bool, error)

	// ClearMail forgets all letters of an event, and that they ever came.
	ClearMail(ctx context.Context, event string) error
}

// Blobs keeps chunks of a group's attachments, each under the SHA-256 of its bytes.
type Blobs interface {
	// MissingBlobs gives those of the names that the workspace has no chunk of, in their order.
	MissingBlobs(ctx context.Context, workspace string, names []Digest) ([]Digest, error)

	// PutBlob keeps a chunk, and reports whether it was new. A workspace that would then
	// have more than most bytes is ErrFull, and an unknown one ErrDenied.
	PutBlob(ctx context.Context, workspace string, name Digest, body []byte, most int64) (fresh bool, err error)

	// Blob gives a chunk, and ErrNotFound when the workspace has none of that name.
	Blob(ctx context.Context, workspace string, name Digest) ([]byte, error)

	// DropBlobs lets those chunks of the names go that the workspace has. Another
	// workspace's chunk of the same name stays.
	DropBlobs(ctx context.Context, workspace string, names []Digest) error
}
