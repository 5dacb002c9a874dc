package server

import (
	"context"
	"time"
)

// Coordinators keeps who may see the campaign's counts, and by what they are known. All
// secrets but that of codes are kept as their SHA-256.
type Coordinators interface {
	// AddCoordinator keeps a link by which a coordinator enrols. When one with the same
	// Key is known the link is theirs, their earlier link ends, and Enrolment.ID is ignored.
	AddCoordinator(ctx context.Context, e Enrolment) (Coordinator, error)

	// Coordinators lists all by name.
	Coordinators(ctx context.Context) ([]Coordinator, error)

	// RemoveCoordinator forgets one by Key, with all sessions and passkeys; none of that
	// Key is ErrNotFound.
	RemoveCoordinator(ctx context.Context, key string) (Coordinator, error)

	// Enrolling tells whose a link is, and gives ErrDenied when it is nobody's or too old.
	Enrolling(ctx context.Context, link Digest, now time.Time) (Coordinator, error)

	// EnrolCode spends a link: the secret of codes is kept in place of one before, with
	// the step of the code that proved it, and the session begins. ErrDenied as Enrolling.
	EnrolCode(ctx context.Context, link Digest, c CodeSecret, s Session) error

	// EnrolPasskey spends a link: the passkey is kept beside others, and the session
	// begins. A passkey that is known already is ErrConflict. ErrDenied as Enrolling.
	EnrolPasskey(ctx context.Context, link Digest, p Passkey, s Session) error

	// CodeSecret gives the secret of codes of the coordinator of a Key, and ErrNotFound
	// when there is none.
	CodeSecret(ctx context.Context, key string) (Coordinator, CodeSecret, error)

	// ReplaceSecret keeps another form of the secret of somebody's codes, if it still is
	// was; else it does nothing. Nothing of what was stays in the database's files, as far as
	// the engine can tell.
	ReplaceSecret(ctx context.Context, id string, was, fresh []byte) error

	// SpendCode takes the code of a step for used, and begins the session. One that is not
	// after the last that was used is ErrStale.
	SpendCode(ctx context.Context, step int64, s Session) error

	// Passkeys gives a coordinator by id with their passkeys, and ErrNotFound.
	Passkeys(ctx context.Context, id string) (Coordinator, []Passkey, error)

	// UsePasskey keeps a passkey as it is now and begins the session; ErrNotFound when
	// the coordinator has no such passkey any more.
	UsePasskey(ctx context.Context, p Passkey, s Session) error

	// SignedIn tells whose session it is, and gives ErrDenied when it is over or nobody's.
	SignedIn(ctx context.Context, token Digest, now time.Time) (Coordinator, Session, error)

	// SignOut ends a session; one that is over is no error.
	SignOut(ctx context.Context, token Digest) error

	// KeepCeremony keeps what a passkey's ceremony, or a pack that is looked at before it
	// is published, needs for its second half, and drops those that expired by now.
	KeepCeremony(ctx context.Context, id Digest, body []byte, now, expires time.Time) error

	// TakeCeremony gives it once, and ErrDenied ever after and when it expired.
	TakeCeremony(ctx context.Context, id Digest, now time.Time) ([]byte, error)
}

// Coordinator is somebody of the campaign who sees counts.
type Coordinator struct {
	ID       string
	Name     string
	Codes    bool // signs in with codes
	Passkeys int
	Link     time.Time // until when a link waits to be used; zero: none
}

// Enrolment lets a coordinator set up how to sign in, once, until it expires.
type Enrolment struct {
	ID, Name, Key string // Key is Name folded
	Link          Digest
	Expires       time.Time
}

// CodeSecret makes the codes of an authenticator (RFC 6238). Secret is sealed with the
// server's SecretsKey where it is kept. Step is that of the last code that was used: the
// number of half minutes since 1970.
type CodeSecret struct {
	Secret []byte
	Step   int64
}

// Passkey is a credential of WebAuthn in the form that its library reads.
type Passkey struct {
	ID   []byte
	Body []byte
}

// Session is a coordinator who is signed in.
type Session struct {
	Token       Digest
	Coordinator string // id
	How         string // HowPasskey or HowCode
	Begins      time.Time
	Expires     time.Time
}

// How a session was begun.
const (
	HowPasskey = "passkey"
	HowCode    = "code"
)

// Audit keeps who did what to accounts, tokens and data, each line chained to the one
// before by its hash.
type Audit interface {
	// Note keeps a line by itself. Other lines are kept with their act, in its
	// transaction: see Noting.
	Note(ctx context.Context, l AuditLine) error

	// AuditLines gives at most most lines after number after, oldest first, and the ends
	// of the chain at that moment.
	AuditLines(ctx context.Context, after int64, most int) ([]KeptLine, AuditEnds, error)

	// LatestLines gives at most most lines before number before, newest first; 0 is the end.
	LatestLines(ctx context.Context, before int64, most int) ([]KeptLine, error)

	// PruneAudit forgets the lines that are older, and remembers the hash that the rest
	// goes on from.
	PruneAudit(ctx context.Context, older time.Time) error
}

// Groups is what coordinators see of groups.
type Groups interface {
	// Groups lists every workspace by name, with what is known of it at now.
	Groups(ctx context.Context, now time.Time) ([]Group, error)

	// Tallies gives how many letters came to all events together on each day, by day.
	Tallies(ctx context.Context) ([]Tally, error)
}

// Group is a workspace as coordinators see it.
type Group struct {
	Workspace
	Devices int // that are not cut off
	Seen    Day // when one of them was seen last; 0: never
	Events  int // with a page or a report
	Invited int // invitations that wait
}

// Tally is how many letters came on a day.
type Tally struct {
	Day     Day
	Letters int
}
