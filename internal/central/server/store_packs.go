package server

import (
	"context"
	"time"
)

// Packs keeps what the campaign signed: editions of packs, and the newest list of
// withdrawals. What is kept is of that list: an edition that was signed with an older
// one is kept empty, so that nobody is given words that were withdrawn, and its version
// is not given out again.
type Packs interface {
	// PutPack keeps an edition whose version is greater than all of its id (else
	// ErrStale), and whose list is the newest (else ErrConflict). The same bytes again
	// have no second effect.
	PutPack(ctx context.Context, p Pack) error

	// PutWithdrawals keeps a list whose number is greater than the present one's (else
	// ErrStale), empties every edition that was signed with an older one, and keeps
	// editions in their place, as PutPack does, all in one transaction. The same bytes
	// again have no second effect.
	PutWithdrawals(ctx context.Context, l List, again []Pack) error

	// Withdrawals gives the newest list, and ErrNotFound while there is none.
	Withdrawals(ctx context.Context) (List, error)

	// Packs lists all editions, empty ones too, by id and version, without their bodies.
	Packs(ctx context.Context) ([]Pack, error)

	// Pack gives an edition, and ErrNotFound when there is none or it is empty.
	Pack(ctx context.Context, id string, version int64) (Pack, error)
}

// Pack is an edition as it is kept.
type Pack struct {
	ID        string
	Version   int64
	Number    int64 // of the list that it was signed with
	NotBefore time.Time
	Expires   time.Time
	Key       []byte // that it is signed with
	Body      []byte // its file
	Empty     bool   // its file is gone
}

// List is a list of withdrawals as it is kept.
type List struct {
	Number int64
	Key    []byte
	Body   []byte // its file
}
