// Package stranger looks at an event's public page as a visitor's browser gets it, with
// no token and over a connection of its own, and compares it with what the group
// published and with the script that this program was released with. A server that hands
// out another script, names another recipient or sends the form elsewhere is found out;
// a network that answers in its place is not taken for one.
//
// It tells what it saw. When to look, what to keep and what to say of it is for the
// caller.
package stranger

import (
	"context"
	"crypto/sha512"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/wire"
)

// Published is what the group put on the page of an event.
type Published struct {
	Address     string // of the page, as the code on a poster has it; it may be in capitals
	Event       string
	Titles      []string // by one of which a page is known to be of this event
	Fingerprint string   // of the key that signs for the group, as posters say it
	Signed      wire.SignedStatement
	Asks        bool // the event is over: Signed is of how it was, and the page asks that
}

// A Finding is one thing that is not as it was published.
type Finding string

// What can be found. A page of which Doubtful findings are all that there is may be one
// that another laptop of the group changed a moment ago.
const (
	OtherScript Finding = "script"    // the script is none that was released
	NewerScript Finding = "newer"     // the same, and it calls itself newer than this program
	NoScript    Finding = "no-script" // the page has none, so forms go in the clear
	AnySum      Finding = "sum"       // the page does not hold its script to these bytes
	MoreCode    Finding = "code"      // it has another script, a handler or a frame
	Elsewhere   Finding = "elsewhere" // something in it leads to another host
	Policy      Finding = "policy"    // browsers are allowed more than the page needs
	Unsigned    Finding = "unsigned"  // what it seals to is not signed by the group
	Fields      Finding = "fields"    // it asks what the group does not ask
	OtherSigned Finding = "statement" // it says another thing that the group signed
	NoForm      Finding = "form"      // it has no form
)

// Doubtful reports whether a finding may have an honest reason that goes away when this
// laptop and the server next agree.
func (f Finding) Doubtful() bool { return f == OtherSigned || f == NoForm }

// Look is what was seen.
type Look struct {
	Findings []Finding // none: all is as it was published
	Edition  int       // that the page's script says it is; 0 for none
	Older    bool      // the script is one of an earlier release
}

// UnseenError says that nothing can be said of the page: the server was not reached, or
// something else than the page came, as from a network with a login page.
type UnseenError struct {
	Why string // for people
	Err error  // of the line; nil where an answer came
}

// Error implements error.
func (e *UnseenError) Error() string { return "the page was not seen: " + e.Why }

// Unwrap gives the error of the line.
func (e *UnseenError) Unwrap() error { return e.Err }

func isUnseen(err error) bool {
	var u *UnseenError
	return errors.As(err, &u)
}

// Limits of a look.
const (
	maxPage     = 1 << 20 // bytes
	maxScript   = 4 << 20 // bytes
	lookTimeout = 15 * time.Second
)

// Stranger looks at pages.
type Stranger struct {
	http    *http.Client
	scripts []Script
}

// New gives a stranger who knows scripts, the newest first. h may be nil; of it only the
// transport is used, and where that is the standard library's, a copy with connections of
// its own.
func New(h *http.Client, scripts []Script) *Stranger {
	return &Stranger{http: apart(h), scripts: scripts}
}

// Close lets the connections go.
func (s *Stranger) Close() { s.http.CloseIdleConnections() }

// Look fetches the page and its script and compares them. An error is an UnseenError,
// or that of ctx.
func (s *Stranger) Look(ctx context.Context, p Published) (Look, error) {
	at, err := pageURL(p.Address)
	if err != nil {
		return Look{}, err
	}
	got, err := s.fetch(ctx, at, kindHTML, maxPage)
	if err != nil {
		return Look{}, err
	}
	page, err := read(got.body, got.at)
	if err != nil {
		return Look{}, err
	}
	if !page.of(p) {
		return Look{}, unseen("something else than the page came")
	}
	if p.Asks && page.form == nil && len(page.scripts) == 0 && len(page.findings) == 0 {
		return Look{}, unseen("it does not ask how it was; the server may not know how: once it was updated, choose again that the page asks")
	}
	l := Look{Findings: page.compare(p)}
	if page.form != nil && !policed(got.header.Values("Content-Security-Policy")) {
		l.add(Policy)
	}
	if len(page.scripts) == 0 {
		return l, nil
	}
	err = s.script(ctx, page, &l)
	if isUnseen(err) && slices.ContainsFunc(l.Findings, func(f Finding) bool { return !f.Doubtful() }) {
		err = nil // what was seen was seen
	}
	return l, err
}

// script fetches the page's first script, which is the only one unless the page has more
// code than it should.
func (s *Stranger) script(ctx context.Context, page *page, l *Look) error {
	src := page.scripts[0]
	if src.at == nil || src.at.Host != page.at.Host {
		return nil // which is told already
	}
	got, err := s.fetch(ctx, src.at, kindScript, maxScript)
	if err != nil {
		return err
	}
	if src.sum != integrity(got.body) {
		l.add(AnySum)
	}
	sum := sha512.Sum384(got.body)
	l.Edition = edition(got.body)
	switch i := slices.IndexFunc(s.scripts, func(k Script) bool { return k.Sum == sum }); {
	case i > 0:
		l.Older = s.scripts[i].Edition < s.scripts[0].Edition
	case i < 0 && len(s.scripts) > 0 && l.Edition > s.scripts[0].Edition:
		l.add(NewerScript)
	case i < 0:
		l.add(OtherScript)
	}
	return nil
}

func (l *Look) add(f Finding) {
	if !slices.Contains(l.Findings, f) {
		l.Findings = append(l.Findings, f)
	}
}

// pageURL reads the address of a page. Codes have it in capitals.
func pageURL(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, unseen("its address is none")
	}
	u.Host = strings.ToLower(u.Host)
	return u, nil
}
