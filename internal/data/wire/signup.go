package wire

// The paths of the mailbox, below the server's public address.
const (
	PathEvent      = "/v1/e/"            // and EVENT/signups/UUID or EVENT/feedback/UUID: PUT an age file, no token → 201, 200 when it is known
	PathMailbox    = "/v1/mailbox"       // GET ?limit=&feedback=1 → MailboxReply; organisers only
	PathMailboxAck = "/v1/mailbox/ack"   // POST MailboxAck → MailboxAckReply; organisers only
	PathBlobs      = "/v1/blobs/"        // and a SHA-256 in hexadecimal: PUT a sealed chunk → 201 or 200; GET → the chunk
	PathMissing    = "/v1/blobs/missing" // POST Blobs → Blobs, those of them that the server does not have
	PathDrop       = "/v1/blobs/drop"    // POST Blobs → Done; none of them is at the server any more
)

// Limits of the mailbox and of attachments.
const (
	MaxLetter  = 8 << 10         // bytes of a sealed sign-up
	MaxLetters = 200             // in one answer
	MaxChunk   = 256<<10 + 1<<10 // bytes of a chunk, with what sealing adds
	MaxWaiting = 5000            // letters of one event that nobody fetched, whatever its capacity
)

// HeaderWork carries the answer to a Challenge: its token, a full stop and a number in
// decimal for which SHA-256(token "." number "." UUID "." SHA-256(body) in hexadecimal)
// begins with Challenge.Bits zero bits.
const HeaderWork = "Daykit-Work"

// Challenge is what a Problem of code "challenge" (status 429) carries besides: work to be
// done before the same sign-up is sent again.
type Challenge struct {
	Token string `json:"token"`
	Bits  int    `json:"bits"` // at most 16, which a slow phone does in seconds
}

// PurposeSignup is what a Statement is signed for.
const PurposeSignup = "signup-statement"

// SignedStatement is a Statement as it travels: the bytes that were signed, and by whom.
// The signature is Ed25519 over "daykit signup-statement", a zero byte and Statement. The
// code on a poster names Key by its fingerprint: the first 26 characters of the base 32 of
// its SHA-256. So a key for sign-ups can be changed and the poster stays true, and a server
// that puts a key of its own there is found out by the visitor's browser.
type SignedStatement struct {
	Statement string `json:"statement"` // a Statement in JSON
	Key       []byte `json:"key"`       // of the group, 32 bytes
	Signature []byte `json:"sig"`       // 64 bytes
}

// Statement says how an event's sign-ups are to be sealed and what may be asked.
type Statement struct {
	Version   int    `json:"v"` // 1
	Event     string `json:"event"`
	Recipient string `json:"recipient"` // an age recipient, hybrid (age1pq1…) or X25519 (age1…)
	NotAfter  string `json:"not_after"` // RFC 3339 in UTC; the page takes no sign-up after it
	Ask       Ask    `json:"ask"`
}

// Ask is what the organisers chose to ask. Nothing is ever required, and there is no place
// for papers, nationality, religion or health.
type Ask struct {
	Name    bool     `json:"name,omitempty"`
	Contact bool     `json:"contact,omitempty"`
	Party   int      `json:"party,omitempty"` // the greatest number of people in one sign-up; below 2 it is not asked
	Ticks   []string `json:"ticks,omitempty"` // of event.Signup.Ticks, those that are for before the day
	Food    []string `json:"food,omitempty"`  // ids of choices, which are counted and never stand beside a name
	Access  []string `json:"access,omitempty"`
}

// Signup is what a sealed sign-up holds, in JSON, with spaces after it up to the next of
// PaddedSizes bytes, so that its length says nothing.
type Signup struct {
	Version int      `json:"v"`  // 1
	ID      string   `json:"id"` // the UUID that it is sent under
	Name    string   `json:"name,omitempty"`
	Contact string   `json:"contact,omitempty"` // a telephone number or an e-mail address, as it was typed
	Party   int      `json:"party,omitempty"`   // people in all; 0 is 1
	Lang    string   `json:"lang,omitempty"`    // that the page was read in
	Ticks   []string `json:"ticks,omitempty"`
	Food    []string `json:"food,omitempty"`
	Access  []string `json:"access,omitempty"`

	// Apart is 16 random bytes in hexadecimal, which name the counts of Food and Access
	// where they are kept: two laptops that import the letter count them once, and
	// nothing ties them to the name.
	Apart string `json:"apart"`
}

// PaddedSizes are the lengths in bytes that a Signup may have before it is sealed.
var PaddedSizes = []int{512, 1024, 2048}

// The states of an event's sign-up that its page shows. In SignupFull people can still
// leave a sign-up for the waiting list.
const (
	SignupOpen      = "open"
	SignupFull      = "full"
	SignupClosed    = "closed"
	SignupCancelled = "cancelled" // the event does not take place
	SignupMoved     = "moved"     // to another place or time, which Page shows; open otherwise
)

// PageSignup is how people sign up on a page. A page without it takes no sign-ups.
type PageSignup struct {
	State     string            `json:"state"`
	Note      map[string]string `json:"note,omitempty"` // what the organisers say of the state, by language
	Statement SignedStatement   `json:"statement"`
}

// MailboxReply is what waits, oldest first.
type MailboxReply struct {
	Letters []Letter `json:"letters"`
	More    bool     `json:"more,omitempty"`
}

// Letter is one sealed sign-up, or sealed answers.
type Letter struct {
	ID    string `json:"id"` // the UUID it was sent under
	Event string `json:"event"`
	Body  []byte `json:"body"` // an age file
}

// MailboxAck lets letters go. Cursor and Chain are the laptop's place in the feed: a server
// that does not know the place may have lost what the laptop saw, and lets nothing go.
type MailboxAck struct {
	IDs    []string `json:"ids"`
	Cursor int64    `json:"cursor"`
	Chain  string   `json:"chain"`
}

// MailboxAckReply answers an acknowledgement.
type MailboxAckReply struct {
	Reset bool `json:"reset,omitempty"` // as in FeedReply; nothing was let go
}

// Blobs names chunks by their SHA-256 in hexadecimal.
type Blobs struct {
	Blobs []string `json:"blobs"`
}
