package oplog

// Disk is one transaction's view of the durable state of one replica. What is not
// there reads as the zero value. Lists are in a fixed order, by incarnation and
// number or by name. An error of any method ends the transaction: Replica gives it
// on and what was done before it must not be kept.
type Disk interface {
	Log
	Fold
	Erasures
	Aside
	Link
}

// Log is the ops and how far each incarnation is known.
type Log interface {
	// Op gives a known op.
	Op(id OpID) (o Op, known bool, err error)
	// PutOp inserts an op, or replaces it when its body was dropped or came after all.
	PutOp(o Op) error
	// Ops gives at most limit ops of an incarnation from number from on, in order.
	Ops(inc Incarnation, from uint32, limit int) ([]Op, error)

	Peer(inc Incarnation) (Peer, error)
	PutPeer(p Peer) error
	// Peers gives all that have an op, by incarnation.
	Peers() ([]Peer, error)
}

// Peer says how far one incarnation is known.
type Peer struct {
	Inc    Incarnation
	Class  Class  // of its first op
	Scope  string // the event that all its ops belong to, Mixed, or "" for none that is known
	Have   uint32 // ops 1 to Have are in the log
	HLC    HLC    // greatest believable time among them
	Acked  uint32 // the server said that it has all up to here: a hint
	Seen   uint32 // all up to here came back in the feed: the proof
	Forked bool   // another op of a known number is about: nothing is pushed until Reset
}

// Fold is the state that the ops fold to.
type Fold interface {
	Cell(k Key) (Cell, error)
	PutCell(k Key, c Cell) error

	Fact(id string) (f Fact, known bool, err error)
	PutFact(f Fact) error
	Voided(fact string) (bool, error)
	PutVoid(fact string) error

	// PutTouch takes down that a set whose body is here is on an entity.
	PutTouch(e Entity, id OpID) error
	// Touches gives the sets on an entity, by id.
	Touches(e Entity) ([]OpID, error)
	// DropEntity drops all cells and touches of an entity.
	DropEntity(e Entity) error
}

// Entity names an entity.
type Entity struct {
	Kind string // SetBody.Entity
	ID   string
}

// Mark says how an erasure is known.
type Mark uint8

// The marks, each standing over the one before it.
const (
	Unmarked Mark = iota
	Owed          // it is erased, but no op that is known here says so
	Said          // a Redact or a Forget that is known here says so
)

// Erasures is what was erased, for good.
type Erasures interface {
	// Erasure tells of one op, which need not have arrived.
	Erasure(id OpID) (Mark, error)
	PutErasure(id OpID, m Mark) error
	// Orphans gives the ops whose erasure is Owed, by id.
	Orphans() ([]OpID, error)

	// Gone tells of a whole entity.
	Gone(e Entity) (Mark, error)
	PutGone(e Entity, m Mark) error
	// Ghosts gives the entities that are gone but Owed, by name.
	Ghosts() ([]Entity, error)
}

// Aside is the ops that are kept and have no effect, here or on the server. They
// never block what follows.
type Aside interface {
	Quarantined(id OpID) (Quarantine, error)
	PutQuarantine(id OpID, q Quarantine) error
	DropQuarantine(id OpID) error
	// Quarantines gives the ops that are set aside for a cause, by id.
	Quarantines(c Cause) ([]OpID, error)
}

// Quarantine says why an op was set aside. The zero value means that it was not.
type Quarantine struct {
	Cause  Cause
	Reason string // a clause; names nobody
}

// Cause is a kind of reason for setting an op aside.
type Cause uint8

// The causes.
const (
	Unreadable Cause = iota + 1 // this program cannot read it; a later one may
	Locked                      // sealed with a key that is not here
	Remote                      // the server refused it, or holds another one; it keeps its effect here
)

// Link is what is known of the server.
type Link interface {
	Place() (Cursor, error)
	PutPlace(c Cursor) error

	// Mail gives the ops that a letter of the mailbox was imported by; known is
	// false for a letter that is not waiting to be acknowledged.
	Mail(uuid string) (ops []OpID, known bool, err error)
	PutMail(uuid string, ops []OpID) error
	DropMail(uuid string) error
	// Mails gives the letters that wait to be acknowledged, sorted.
	Mails() ([]string, error)
}

// Cursor is a place in the server's feed. The zero Cursor is its beginning.
type Cursor struct {
	N     int64
	Chain string // opaque: it goes back to the server unread
}
