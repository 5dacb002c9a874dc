package server

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"time"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// Store keeps what the server knows. Every method is one transaction: when it
// returns nil its effect survives a power cut, and when it returns an error it
// has had no effect. One exception: when the way to the database breaks while it
// commits, which is a fault of code Offline, the effect may be there; doing the same
// again is always safe. All methods may be called at the same time from many
// goroutines and from several programs that share one database.
//
// An engine decides nothing: what a push or an erasure does is said in feed, over
// the primitives of Disk. The conformance suite internal/central/storetest says
// the rest; an engine that passes it may be used.
type Store interface {
	Accounts
	Vault
	Feeds
	Tidying
	Views
	Mail
	Blobs
	Coordinators
	Audit
	Groups
	Packs
}

// Errors that every engine returns, possibly wrapped.
var (
	ErrDenied   = errors.New("not allowed")      // the secret opens nothing
	ErrNotFound = errors.New("not found")        // nothing is kept under that name
	ErrConflict = errors.New("already there")    // something else is kept under that name
	ErrStale    = errors.New("not the next one") // a version that does not follow the present one
	ErrFull     = errors.New("too many")         // a limit of one workspace
)

// Digest is the SHA-256 of a secret. Stores never see the secret itself.
type Digest [sha256.Size]byte

// Accounts lets groups in and keeps others out.
type Accounts interface {
	// Invite keeps a fresh invitation. When a group with the same Key is known,
	// the invitation is to its workspace and Invitation.Workspace is ignored:
	// that is how a second laptop of a group is let in. A known code is ErrConflict.
	Invite(ctx context.Context, inv Invitation) error

	// Join spends an invitation and lets the device in as an organiser's. The
	// device that spent a code may spend it again until it expires, and its
	// earlier token then ends. Any other use of the code, an unknown or expired
	// code, and a device that was cut off give ErrDenied.
	Join(ctx context.Context, code Digest, n Newcomer) (Member, error)

	// Holder tells whose token it is, and gives ErrDenied when it is nobody's. It
	// takes down that the device was seen on day; the first time that a token is
	// shown, the place that it was taken from is emptied.
	Holder(ctx context.Context, token Digest, day Day) (Member, error)

	// Group finds a workspace by the folded name of its group.
	Group(ctx context.Context, key string) (Workspace, error)

	// Devices lists the devices of a workspace by id.
	Devices(ctx context.Context, workspace string) ([]Device, error)

	// Revoke ends a device's token at once and for good, with the invitations
	// that it left; the device can not come back by what it came in by. An id that
	// is no device of the workspace gives ErrNotFound, and one that was revoked
	// already is no error.
	Revoke(ctx context.Context, workspace, device string) error
}

// Invitation lets one device of one group in, until it expires.
type Invitation struct {
	Code      Digest
	Workspace string // id for the workspace if the group is new
	Group     string // the group's name as people write it
	Key       string // the same name folded, by which it is found again
	Expires   time.Time
}

// Newcomer is a device that wants to be let in, under the given token.
type Newcomer struct {
	Device, Token Digest
	Label         string // what it calls itself; may be empty
	At            time.Time
}

// Workspace is one group's own place on the server.
type Workspace struct {
	ID    string
	Group string
}

// Role says what a device may do: wire.RoleOrganiser or wire.RoleDoor.
type Role string

// Member is a device in its workspace.
type Member struct {
	Workspace
	Device string // DeviceID
	Role   Role
}

// Day counts days from 1 January 1970 in UTC. Zero is never.
type Day int64

// Device is a device as it is listed.
type Device struct {
	ID      string
	Role    Role
	Label   string
	Seen    Day
	Revoked bool
}

// Vault keeps what only the group can open, and lets devices in by it.
type Vault interface {
	// Keybag gives the present keybag, the zero Keybag when there is none. Its Doors are
	// the devices whose keybags came with it, by id and without bodies.
	Keybag(ctx context.Context, workspace string) (Keybag, error)

	// PutKeybag keeps the version after the present one. The present version with
	// the present bytes is taken again without effect. Any other gives ErrStale,
	// with the present one. Doors replace all that there were, in the same step, and
	// nil leaves them; what is for no helper's device that is let in is passed over.
	PutKeybag(ctx context.Context, workspace string, k Keybag) (present Keybag, err error)

	// DoorBag gives the keybag of a helper's device, under the version of the group's
	// that it came with; the zero Keybag when there is none. It ends with the device.
	DoorBag(ctx context.Context, workspace, device string) (Keybag, error)

	// PutRecovery replaces what the workspace's recovery token is known by. One
	// that another workspace has is ErrConflict.
	PutRecovery(ctx context.Context, workspace string, token Digest) error

	// Recover lets a device in as an organiser's by the recovery token, any number
	// of times, and gives the present keybag. A token that is nobody's and a device
	// that was cut off give ErrDenied.
	Recover(ctx context.Context, token Digest, n Newcomer) (Member, Keybag, error)

	// Offer keeps an invitation at a place until it expires. The same again has no
	// second effect, another at the same place is ErrConflict, and more than
	// MaxOffers that wait in one workspace are ErrFull.
	Offer(ctx context.Context, o Offer) error

	// TakeOffer lets a device in by what is at a place, and gives its body. Only
	// that device may take it again, until its token was shown to Holder. A place
	// where nothing is, or nothing any more, gives ErrNotFound, and a device that
	// was cut off ErrDenied.
	TakeOffer(ctx context.Context, place Digest, n Newcomer) (Member, []byte, error)

	// Seed gives the server's own secret of a name. The first call of all keeps
	// fresh, and later ones give what was kept then.
	Seed(ctx context.Context, name string, fresh [32]byte) ([32]byte, error)
}

// MaxOffers is how many invitations of one workspace may wait.
const MaxOffers = 50

// Keybag is a sealed keybag. Versions count from 1.
type Keybag struct {
	Version int64
	Body    []byte
	Doors   []wire.DoorBag // of helpers' devices
}

// Offer is an invitation that waits for one device.
type Offer struct {
	Place     Digest
	Workspace string
	Maker     string // id of the device that left it
	Role      Role   // of the device that takes it
	Body      []byte
	At        time.Time // when it was left
	Expires   time.Time
}

// Feeds hands out the log of each workspace. Nothing of one workspace is ever
// visible from another. An unknown workspace is ErrDenied.
type Feeds interface {
	// ChangeFeed runs do over a workspace's state in one transaction, which is
	// kept unless do gives an error. Numbers in the feed are dense and follow the
	// order of commits. do may run again when the engine has to begin anew, so it
	// must change nothing but the disk.
	ChangeFeed(ctx context.Context, workspace string, do func(Disk) error) error

	// LookFeed runs do over the state of one moment, in which it must change nothing.
	LookFeed(ctx context.Context, workspace string, do func(feed.Disk) error) error
}

// Disk is a workspace's log, and what the server shows of it.
type Disk interface {
	feed.Disk

	// Claim reports whether an event is this workspace's, and makes it so when it
	// was nobody's.
	Claim(event string) (ours bool, err error)

	// Fold makes a field of an event the value that a write gave it, unless a
	// later write did so before. Of two at one time the greater incarnation wins.
	Fold(by oplog.Stamp, f Fold) error

	// Unfold takes down what is shown by a write, if anything is.
	// A part of a report is there no more.
	Unfold(by oplog.Stamp) error
}

// Fold is the effect of an op on what is shown. A null Value takes it down. The
// zero Fold shows nothing.
type Fold struct {
	Entity string // wire.EntityPage or wire.EntityReport
	Event  string
	Value  json.RawMessage

	Part string // of a report; empty for its totals
	Kind string // of the part
}

// Views is what the pages show.
type Views interface {
	// Page gives a published event, and ErrNotFound when there is none or it
	// was taken down.
	Page(ctx context.Context, event string) (Published, error)

	// Stamps gives the writes whose pages are shown, by event; an event that Page does
	// not find is not among them. A page with the same stamp is the same page.
	Stamps(ctx context.Context, events []string) (map[string]oplog.Stamp, error)

	// Overview gives every event with a page, a report or a part of one, by id.
	Overview(ctx context.Context) (Overview, error)

	// Parts gives what stands of the parts of reports of some kinds, by event, kind and id:
	// of one event, or of all when it is empty. An event that nobody has has none. Of all
	// events, photographs come without their pixels.
	Parts(ctx context.Context, event string, kinds ...string) ([]ReportPart, error)
}

// ErrMany says that an event has more parts of a kind than are kept.
var ErrMany = errors.New("this event has more parts of this kind than are kept")

// MostParts is how many parts of a kind an event may have. Laptops show no more than
// wire.MaxComments and wire.MaxPhotos; several may send at a time, and one that takes the
// place of another comes before that is taken back, so there is room for eight times as many.
func MostParts(kind string) int {
	const room = 8
	switch kind {
	case wire.PartComment:
		return room * wire.MaxComments
	case wire.PartPhoto:
		return room * wire.MaxPhotos
	}
	return room
}

// ReportPart is a part of an event's report, as a group ticked it to be sent.
type ReportPart struct {
	Event string
	ID    string
	Kind  string
	HLC   oplog.HLC       // of the write that is shown
	Value json.RawMessage // wire.Part
}

// Published is an event's public page.
type Published struct {
	Event string
	Group string          // the workspace's group, as the invitation wrote it
	HLC   oplog.HLC       // of the write that is shown
	Page  json.RawMessage // wire.Page

	Withdrawn int64 // number of the newest list of withdrawals at that moment; 0 while there is none
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
