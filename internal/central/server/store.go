package server

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"time"
)

// Store keeps what the server knows. Every method is one transaction: when it
// returns nil its effect survives a power cut, and when it returns an error it
// has had no effect. All methods may be called at the same time from many
// goroutines and from several programs that share one database.
//
// The conformance suite internal/central/storetest says the rest; an engine
// that passes it may be used.
type Store interface {
	Accounts
	Feeds
	Views
}

// Errors that every engine returns, possibly wrapped.
var (
	ErrDenied   = errors.New("not allowed")                           // the secret opens nothing
	ErrNotFound = errors.New("not found")                             // nothing is kept under that name
	ErrFork     = errors.New("two histories of one writer")           // a known op came again with another hash
	ErrConflict = errors.New("this invitation code is already known") // the code was drawn before
)

// Digest is the SHA-256 of a secret. Stores never see the secret itself.
type Digest [sha256.Size]byte

// Accounts lets groups in and keeps others out.
type Accounts interface {
	// Invite keeps a fresh invitation. When a group with the same Key is known,
	// the invitation is to its workspace and Invitation.Workspace is ignored:
	// that is how a second laptop of a group is let in. A known code is ErrConflict.
	Invite(ctx context.Context, inv Invitation) error

	// Join spends an invitation and hands its workspace to the device under
	// the given token. The device that spent a code may spend it again until
	// it expires, and its earlier token then ends. Any other use of the code,
	// an unknown or expired code, and a device that was cut off give ErrDenied.
	Join(ctx context.Context, j Joining) (Workspace, error)

	// Holder tells whose token it is, and gives ErrDenied when it is nobody's.
	Holder(ctx context.Context, token Digest) (Workspace, error)

	// Revoke ends a token at once and for good; its device can not come back
	// with the code it joined by. A token that is nobody's gives ErrDenied.
	Revoke(ctx context.Context, token Digest) error
}

// Invitation lets one device of one group in, until it expires.
type Invitation struct {
	Code      Digest
	Workspace string // id for the workspace if the group is new
	Group     string // the group's name as people write it
	Key       string // the same name folded, by which it is found again
	Expires   time.Time
}

// Joining is one attempt to spend an invitation.
type Joining struct {
	Code, Device, Token Digest
	At                  time.Time
}

// Workspace is one group's own place on the server.
type Workspace struct {
	ID    string
	Group string
}

// Feeds is the log of each workspace. Nothing of one workspace is ever visible
// from another.
type Feeds interface {
	// Push appends ops of one incarnation, which are consecutive and not
	// empty, and folds them into what Views shows. Ops already known with the
	// same hash are passed over, so a push may be repeated; one with another
	// hash gives ErrFork and nothing is kept. Ops that begin after the
	// incarnation's head plus one keep nothing and give Gap. Refused ops move
	// the head, but never enter the feed. Numbers in the feed are dense and
	// follow the order of commits.
	Push(ctx context.Context, b Batch) (Pushed, error)

	// Feed reads what followed a cursor, in order. A cursor whose chain is not
	// the one of that place in the feed gives Reset and nothing else.
	Feed(ctx context.Context, q FeedQuery) (Stretch, error)
}

// Op is one operation as a store keeps it: wire.Op with its ids as bytes.
type Op struct {
	Inc   [8]byte
	Seq   uint32 // dense from 1 within the incarnation
	HLC   uint64 // below 1<<63, as wire.Op.Check has it
	Class uint8
	Kind  uint8
	Body  []byte
	Hash  [16]byte
}

// Batch is one push.
type Batch struct {
	Workspace string
	Ops       []Judged
}

// Judged is an operation after the rules have looked at it: either refused with
// a reason, or to be folded into one field of one event.
type Judged struct {
	Op
	Refused string
	Fold    Fold
}

// Fold is the effect of an op on what is shown: the field of Entity for an
// event becomes Value, if no later write (by HLC, then by incarnation) did so
// before. An event belongs to the workspace that first named it; ops on it from
// any other workspace are refused with ReasonForeign. A null Value takes it down.
type Fold struct {
	Entity string // wire.EntityPage or wire.EntityReport
	Event  string
	Value  json.RawMessage
}

// ReasonForeign is why an op on another group's event is refused.
const ReasonForeign = "this event belongs to another group"

// Pushed tells how a push went.
type Pushed struct {
	Head     uint32 // the last seq known of the incarnation
	Gap      bool   // the ops did not follow Head
	Rejected []Rejected
}

// Rejected is one op that was kept out; it is told again at every repeat.
type Rejected struct {
	Seq    uint32
	Reason string
}

// FeedQuery asks for what followed Cursor. The zero Cursor and Chain begin.
type FeedQuery struct {
	Workspace string
	Cursor    int64
	Chain     []byte
	Limit     int // ops at most, above zero
	Bytes     int // of bodies at most, but always one op
}

// Stretch is a part of a feed.
type Stretch struct {
	Ops    []Op
	Cursor int64
	Chain  []byte
	More   bool
	Reset  bool
}

// NextChain links an op to the feed before it. Chains of two feeds agree only
// when all that came before agrees. The chain of an empty feed is nil.
func NextChain(chain []byte, hash [16]byte) []byte {
	sum := sha256.Sum256(append(append([]byte(nil), chain...), hash[:]...))
	return sum[:]
}

// Views is what the pages show.
type Views interface {
	// Page gives a published event, and ErrNotFound when there is none or it
	// was taken down.
	Page(ctx context.Context, event string) (Published, error)

	// Overview gives every event with a page or a report, by id.
	Overview(ctx context.Context) (Overview, error)
}

// Published is an event's public page.
type Published struct {
	Event string
	Group string          // the workspace's group, as the invitation wrote it
	HLC   uint64          // of the write that is shown
	Page  json.RawMessage // wire.Page
}

// Overview is all that the coordinators see.
type Overview struct {
	Groups int // that joined
	Events []Row
}

// Row is one event of the overview. Page and Totals are nil when missing.
type Row struct {
	Event  string
	Group  string
	Page   json.RawMessage // wire.Page
	Totals json.RawMessage // wire.Totals
}
