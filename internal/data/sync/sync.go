// Package sync carries a workspace's log to the campaign's server and back. It
// sends what Store.Streams and Store.Pending hand out, which is public pages and
// totals only, and believes the server by one thing alone: what comes back in
// the feed. A line that drops, repeats or turns answers around, a server that
// was restored from a backup, a login page in between: afterwards nothing is
// lost and nothing is there twice.
package sync

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	gosync "sync"
	"time"

	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// The settings in which a membership is kept.
const (
	settingServer    = "sync.server"
	settingToken     = "sync.token"
	settingWorkspace = "sync.workspace"
	settingGroup     = "sync.group"
	settingPublicURL = "sync.public_url"
	settingDevice    = "sync.device"
	settingRole      = "sync.role"
	settingReceipt   = "sync.receipt_key"
	settingParts     = "sync.parts"
)

// Config is what a client takes from outside.
type Config struct {
	Store    *store.Store
	HTTP     *http.Client     // nil for one with our own limits
	Now      func() time.Time // the wall clock
	Rand     io.Reader        // crypto/rand outside tests
	Log      *slog.Logger
	Sleep    func(context.Context, time.Duration) error // nil waits by the clock
	Progress func(Result)                               // told after each step; may be nil
	Label    string                                     // what the list of devices calls this laptop; the server can read it
	Letters  Letters                                    // takes in what visitors sent; nil leaves it at the server
	Pages    Pages                                      // whether pages may go out; nil always lets them
}

// Client speaks with the campaign's server, one request at a time. It is safe for
// concurrent use.
type Client struct {
	c     Config
	bulk  *http.Client // for what may take its time
	whole *http.Client // for what takes as long as its line is alive
	pace  pace
	mu    gosync.Mutex
}

// New makes a client.
func New(c Config) *Client {
	bulk, whole := guarded(c.HTTP, chunkTimeout), guarded(c.HTTP, wholeTimeout)
	c.HTTP = guarded(c.HTTP, requestTimeout)
	if c.Sleep == nil {
		c.Sleep = sleep
	}
	if c.Progress == nil {
		c.Progress = func(Result) {}
	}
	return &Client{c: c, bulk: bulk, whole: whole, pace: pace{bytes: paceFirst}}
}

// Member is this laptop's membership in a campaign.
type Member struct {
	Server    string // the address that was joined
	Workspace string
	Group     string // as the invitation named it
	PublicURL string // where the public pages are
	Role      string // wire.RoleOrganiser or wire.RoleDoor; empty of a server that knows no roles
	token     string
	receipts  string // the key that the server's receipts are signed with; empty until it is known
	packs     string // the key that the campaign's packs are signed with, of a reply that lets in
	locked    error  // why the token cannot be read, while the keys are not here
}

// Joined reports whether there is a membership, be it locked or not.
func (m Member) Joined() bool { return m.token != "" || m.locked != nil }

// String keeps the token out of what is printed.
func (m Member) String() string { return m.Group + " at " + m.Server }

// LogValue keeps the token and the group's name out of logs.
func (m Member) LogValue() slog.Value { return slog.StringValue(m.Server) }

// Membership reads the membership; the zero Member when there is none.
func Membership(ctx context.Context, s *store.Store) (Member, error) {
	var m Member
	for _, f := range []struct {
		key string
		to  *string
	}{
		{settingServer, &m.Server},
		{settingToken, &m.token},
		{settingWorkspace, &m.Workspace},
		{settingGroup, &m.Group},
		{settingPublicURL, &m.PublicURL},
		{settingRole, &m.Role},
		{settingReceipt, &m.receipts},
	} {
		v, err := s.Setting(ctx, f.key)
		if fault.CodeOf(err) == fault.Locked && f.key == settingToken {
			m.locked, err = err, nil
		}
		if err != nil {
			return Member{}, err
		}
		*f.to = v
	}
	return m, nil
}

// Carried gives the settings of a membership, with its secrets, for a store that takes
// the place of s. Nothing of them may go anywhere else.
func Carried(ctx context.Context, s *store.Store) (map[string]string, error) {
	out := map[string]string{}
	for _, key := range []string{
		settingServer, settingToken, settingWorkspace, settingGroup, settingPublicURL, settingDevice, settingRole, settingReceipt, SettingPackKey,
	} {
		v, err := s.Setting(ctx, key)
		if err != nil {
			return nil, err
		}
		if v != "" {
			out[key] = v
		}
	}
	return out, nil
}

// member gives the membership, a fault NotFound when there is none, and Locked when
// the token lies sealed with keys that are not here.
func (c *Client) member(ctx context.Context) (Member, error) {
	m, err := Membership(ctx, c.c.Store)
	switch {
	case err != nil:
	case m.locked != nil:
		err = m.locked
	case !m.Joined():
		err = fault.New(fault.NotFound, "this laptop has not joined a campaign", "join with the address and the code of the invitation")
	}
	return m, err
}

// Join spends an invitation: code, at the server whose address is address. A
// reply that was lost on the way costs nothing: joining again with the same code
// gives the same workspace. Joining another workspace than before sends and
// reads everything again from nothing.
func (c *Client) Join(ctx context.Context, address, code string) (Member, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	base, device, err := c.newcomer(ctx, address)
	if err != nil {
		return Member{}, err
	}
	reply, err := ask(ctx, c, request{
		base: base, path: wire.PathJoin, body: wire.Raw(wire.JoinRequest{Code: code, Device: device, Label: c.c.Label}),
	}, wire.DecodeJoinReply)
	if err != nil {
		return Member{}, err
	}
	return c.keep(ctx, memberOf(base, reply))
}

// newcomer looks whether there is a server at an address, and gives the secret of
// this laptop.
func (c *Client) newcomer(ctx context.Context, address string) (base, device string, err error) {
	if base, err = parseServer(address); err != nil {
		return "", "", err
	}
	h, err := c.hello(ctx, base)
	if err == nil {
		err = c.told(ctx, h)
	}
	if err != nil {
		return "", "", err
	}
	device, err = c.device(ctx)
	return base, device, err
}

func memberOf(base string, j wire.JoinReply) Member {
	return Member{
		Server: base, Workspace: j.Workspace, Group: j.Group, PublicURL: j.PublicURL,
		Role: j.Role, token: j.Token, receipts: j.ReceiptKey, packs: j.PackKey,
	}
}

// keep stores a membership, and with it the keys of receipts and packs that it came with. The
// feed's place is forgotten first when the workspace is another: the worst that a
// crash in between costs is traffic.
func (c *Client) keep(ctx context.Context, m Member) (Member, error) {
	old, err := Membership(ctx, c.c.Store)
	if err != nil {
		return Member{}, err
	}
	if old.Workspace != m.Workspace || old.Server != m.Server {
		if err := c.c.Store.Reset(ctx); err != nil {
			return Member{}, err
		}
	}
	settings := map[string]string{
		settingServer: m.Server, settingToken: m.token, settingWorkspace: m.Workspace,
		settingGroup: m.Group, settingPublicURL: m.PublicURL,
		settingRole: m.Role, settingReceipt: m.receipts,
	}
	if m.packs != "" { // an older server has none to tell
		settings[SettingPackKey] = m.packs
	}
	return m, c.c.Store.SetSettings(ctx, settings)
}

// device gives the secret by which the server knows this laptop again when an
// invitation is replayed; it is made and kept before it is first sent.
func (c *Client) device(ctx context.Context) (string, error) {
	d, err := c.c.Store.Setting(ctx, settingDevice)
	if err != nil || d != "" {
		return d, err
	}
	var raw [32]byte
	if _, err := io.ReadFull(c.c.Rand, raw[:]); err != nil {
		return "", fmt.Errorf("draw a device id: %w", err)
	}
	d = hex.EncodeToString(raw[:])
	return d, c.c.Store.SetSetting(ctx, settingDevice, d)
}

// Stranger makes the next Join, Recover or PairTake one of a device that the server does
// not know: for a laptop whose settings are a copy of another's.
func (c *Client) Stranger(ctx context.Context) error {
	return c.c.Store.SetSetting(ctx, settingDevice, "")
}

// Reach asks whether the server of the membership answers now, as a Daykit
// server does. It changes nothing but what Parts gives.
func (c *Client) Reach(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, err := c.member(ctx)
	if err != nil {
		return err
	}
	h, err := c.hello(ctx, m.Server)
	if err != nil {
		return err
	}
	return c.told(ctx, h)
}

// told keeps what the server of the membership says that it takes.
func (c *Client) told(ctx context.Context, h wire.Hello) error {
	was, err := Parts(ctx, c.c.Store)
	if err != nil || was == h.Parts {
		return err
	}
	return c.c.Store.SetSetting(ctx, settingParts, strconv.Itoa(h.Parts))
}

// Parts gives the version of the parts of a report that the server of the membership takes,
// as it said when it was last asked: 0 of one that takes totals alone, and until it was
// asked.
func Parts(ctx context.Context, s *store.Store) (int, error) {
	text, err := s.Setting(ctx, settingParts)
	if err != nil || text == "" {
		return 0, err
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, nil //nolint:nilerr // what does not read back is asked for again
	}
	return n, nil
}

// Hello asks the server at an address who it is. It changes nothing.
func (c *Client) Hello(ctx context.Context, address string) (wire.Hello, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	base, err := parseServer(address)
	if err != nil {
		return wire.Hello{}, err
	}
	return c.hello(ctx, base)
}

func (c *Client) hello(ctx context.Context, base string) (wire.Hello, error) {
	h, err := ask(ctx, c, request{base: base, path: wire.PathHello}, plain[wire.Hello])
	switch {
	case err != nil:
		return h, err
	case h.Service != "daykit":
		return h, notDaykit(nil)
	case h.Proto[0] > wire.Proto:
		return h, fault.New(fault.Conflict, "the server needs a newer Daykit than this one", "install the newest Daykit; nothing is lost")
	case h.Proto[1] < wire.Proto:
		return h, fault.New(fault.Conflict, "the server is older than this Daykit", "ask the campaign to update its server; nothing is lost")
	}
	return h, nil
}

func notDaykit(cause error) error {
	return fault.Wrap(cause, fault.Offline, "this address does not answer like a Daykit server",
		"check the address; if this network has a login page, log in there first")
}
