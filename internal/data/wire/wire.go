// Package wire is what travels between a laptop and the central server: the
// shapes, the paths and the limits, shared by both ends. It opens no connection.
package wire

import "encoding/json"

// Proto is the protocol version that this program speaks.
const Proto = 1

// Limits that both ends hold to. A server tells its own in Hello.
const (
	MaxBody     = 1 << 20 // bytes of one request, after decompression
	MaxOps      = 1000    // in one push or pull
	MaxStreams  = 64      // in one push, beside the first
	MaxResponse = 8 << 20 // bytes of one response, after decompression
)

// The paths of protocol 1, below the server's public address.
const (
	PathHello = "/v1/hello" // GET → Hello, no token
	PathJoin  = "/v1/join"  // POST JoinRequest → JoinReply, no token
	PathOps   = "/v1/ops"   // POST PushRequest → PushReply; 409 with PushReply{Gap: true}
	PathFeed  = "/v1/feed"  // GET ?cursor=&chain=&limit= → FeedReply
)

// Hello says who answers, so that a login page or a stranger's server is noticed.
type Hello struct {
	Service   string `json:"service"` // always "daykit"
	Proto     [2]int `json:"proto"`   // oldest and newest protocol spoken
	Time      int64  `json:"time"`    // Unix milliseconds
	PublicURL string `json:"public_url"`
	MaxBody   int    `json:"max_body"`
	MaxOps    int    `json:"max_ops"`

	Parts int `json:"parts,omitempty"` // ReportParts of the server; 0 of one that takes totals alone
}

// JoinRequest spends an invitation. Replaying it with the same Device gives the
// same workspace and a fresh token, so that a lost reply does not lose the code.
type JoinRequest struct {
	Code   string `json:"code"`
	Device string `json:"device"`          // 32 random bytes in hex, made once by the laptop
	Label  string `json:"label,omitempty"` // what the list of devices calls it; the server can read it
}

// JoinReply names the group's workspace and the bearer token of this device.
type JoinReply struct {
	Workspace string `json:"workspace"`
	Group     string `json:"group"`
	Token     string `json:"token"`
	PublicURL string `json:"public_url"`

	Role       string `json:"role,omitempty"`        // RoleOrganiser or RoleDoor; empty of an older server
	ReceiptKey string `json:"receipt_key,omitempty"` // Ed25519 public key that receipts are signed with, in hex
	PackKey    string `json:"pack_key,omitempty"`    // Ed25519 public key that packs are signed with, in hex
}

// Op is one operation in transit. Bytes are standard base64 in JSON. An op with
// none of the fields that may be left out is one of protocol 1 as it was first
// released, to the byte.
type Op struct {
	Inc       string `json:"i"` // 8 bytes in hex
	Seq       uint32 `json:"s"`
	HLC       uint64 `json:"t,string"`
	Class     uint8  `json:"c"`
	Kind      uint8  `json:"k"`
	Epoch     uint32 `json:"e,omitempty"`  // of the key that Body is sealed with; 0: Body is plain
	TargetInc string `json:"ti,omitempty"` // of the op that KindRedact names, as Inc
	TargetSeq uint32 `json:"ts,omitempty"`
	State     uint8  `json:"x,omitempty"` // StateWhole, StateErased or StateRefused
	Body      []byte `json:"b,omitempty"`
	Inner     []byte `json:"n,omitempty"` // SHA-256 of the body that is not here; only when State is not StateWhole
	Hash      string `json:"h"`           // 16 bytes in hex
}

// KindRedact is the one kind that the header alone says: the body of the target
// is to be dropped everywhere, for good.
const KindRedact = 4

// ClassSealed is the first class whose bodies travel sealed only.
const ClassSealed = 2

// The states of a body in transit.
const (
	StateWhole   = 0
	StateErased  = 1 // dropped on purpose, and never comes back
	StateRefused = 2 // the server would not take it
)

// PushRequest carries consecutive ops of one incarnation. Also carries those of others, so
// that a server that lost much is not asked once for each; an older one passes over it,
// which the reply shows.
type PushRequest struct {
	Ops  []Op   `json:"ops"`
	Also [][]Op `json:"also,omitempty"` // at most MaxStreams, and MaxOps ops in all with Ops
}

// PushReply tells how far the server now is in that incarnation. Rejected ops
// are kept out one by one and never block what follows.
type PushReply struct {
	Head     uint32      `json:"head"`
	Gap      bool        `json:"gap,omitempty"` // the ops did not follow Head; send again from Head+1
	Rejected []Rejection `json:"rejected,omitempty"`

	Also    []PushReply `json:"also,omitempty"`    // of the first streams of PushRequest.Also; the others were not looked at
	Problem *Problem    `json:"problem,omitempty"` // why a stream of Also was not taken; nothing else is said of it
}

// Rejection says why the server would not take an op.
type Rejection struct {
	Seq    uint32 `json:"s"`
	Reason string `json:"reason"`
}

// FeedReply is a stretch of the workspace's feed. Cursor and Chain go back
// unread in the next request. Reset means that the server's history is not the
// one the cursor came from: begin again from nothing.
type FeedReply struct {
	Ops    []Op   `json:"ops"`
	Cursor int64  `json:"cursor"`
	Chain  string `json:"chain"`
	More   bool   `json:"more,omitempty"`
	Reset  bool   `json:"reset,omitempty"`
}

// Page is the public projection of an event, the value of field "page" of
// entity "page": exactly what a published page shows, and nothing else.
type Page struct {
	Title     map[string]string `json:"title"`
	About     map[string]string `json:"about"`
	Group     string            `json:"group"`
	Date      string            `json:"date"`
	Start     string            `json:"start"`
	End       string            `json:"end"`
	Timezone  string            `json:"timezone"`
	Place     string            `json:"place"` // the whole address, or only the area while the address is hidden
	Hidden    bool              `json:"hidden"`
	Access    []string          `json:"access"`
	Languages []string          `json:"languages"`

	Signup   *PageSignup   `json:"signup,omitempty"`   // how to sign up here; nil: not on this page
	Feedback *PageFeedback `json:"feedback,omitempty"` // how to say how it was, once it is over; nil: nobody is asked

	Town   string `json:"town,omitempty"`   // empty while the address is hidden
	Listed bool   `json:"listed,omitempty"` // the organisers want it among the events of their town; never while the address is hidden

	Voice json.RawMessage `json:"voice,omitempty"` // a PageVoice, for DecodePageVoice; nil: nobody's words stand there
}

// Totals is the value of field "totals" of entity "report": counts of people,
// exact and without any detail about them, and what the event was, as its organisers
// chose it. The last four an older Daykit does not send.
type Totals struct {
	Title    string `json:"title"`
	Date     string `json:"date"`
	SignedUp int    `json:"signed_up"`
	Arrived  int    `json:"arrived"`
	WalkIns  int    `json:"walk_ins"`

	Languages  []string `json:"languages,omitempty"`  // that the event is in, not those of anybody who came
	Activities []string `json:"activities,omitempty"` // ids of a content pack
	Objectives []int    `json:"objectives,omitempty"` // of the Global Compact, 1 to 23
	FirstTime  int      `json:"first_time,omitempty"` // of those who came, people for whom it was the first time; 0: nobody asked
}

// Problem is the body of every answer that is not a success (application/problem+json is
// not used, since old proxies rewrite it).
type Problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`

	Challenge *Challenge `json:"challenge,omitempty"` // of code "challenge"
}

// Fields of the two entities whose ops travel unsealed.
const (
	EntityPage   = "page"
	FieldPage    = "page"
	EntityReport = "report"
	FieldTotals  = "totals"
	FieldPart    = "part" // of an entity whose id PartID made
)

// Raw re-encodes v for an op body; v must be one of this package's types.
func Raw(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return b
}
