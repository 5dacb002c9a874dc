package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"filippo.io/age"

	"daykit/internal/data/wire"
	"daykit/internal/domain/feedback"
)

// sample is one page and the key that opens what is left there.
type sample struct {
	event string
	page  wire.Page
	key   ed25519.PrivateKey // that signs it
	named ed25519.PublicKey  // that the code on the poster names; nil for an address without
	opens age.Identity
}

// path is what a poster's code leads to.
func (p *sample) path() string {
	if p.named == nil {
		return "/E/" + p.event
	}
	return "/E/" + p.event + "/" + wire.KeyFingerprint(p.named)
}

var everything = wire.Ask{
	Name: true, Contact: true, Party: 6, Ticks: []string{"first-time", "volunteer", "keep-in-touch"},
	Food: []string{"vegetarian", "vegan", "halal", "no-nuts"}, Access: []string{"step-free", "bsl", "interpreters", "quiet-room"},
}

// short is what the design's picture asks.
var short = wire.Ask{Name: true, Contact: true, Party: 6}

// samples makes a page of each state, and some that are hard to lay out. Words in other
// languages than English are dummies.
func samples(now time.Time) (map[string]*sample, error) {
	_, group, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	_, other, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	out := map[string]*sample{}
	add := func(name, event, state string, ask wire.Ask, change func(*sample)) {
		p := &sample{event: event, page: table(), key: group, named: group.Public().(ed25519.PublicKey)}
		if change != nil {
			change(p)
		}
		p.sign(state, ask, now)
		out[name] = p
	}
	add("short", "SH0RTAAA", wire.SignupOpen, short, nil)
	add("open", "0PENAAAA", wire.SignupOpen, everything, nil)
	add("canaries", "CANARY00", wire.SignupOpen, everything, nil)
	add("rush", "RVSHAAAA", wire.SignupOpen, short, nil)
	add("x25519", "X25519AA", wire.SignupOpen, everything, func(p *sample) { p.opens = must(age.GenerateX25519Identity()) })
	add("full", "FVAAAAAA", wire.SignupFull, everything, note("Last year a quarter of the places came free in the end."))
	add("closed", "CAASEDAA", wire.SignupClosed, everything, nil)
	add("cancelled", "CANCEAAA", wire.SignupCancelled, everything, note("The hall has no heating. We meet again in January."))
	add("moved", "M0VEDAAA", wire.SignupMoved, short, note("The library next door has more room."))
	add("hidden", "H1DDENAA", wire.SignupOpen, wire.Ask{Party: 4}, func(p *sample) { p.page.Hidden, p.page.Place = true, "Levenshulme" })
	add("unnamed", "VNNAMEDA", wire.SignupOpen, short, func(p *sample) { p.named = nil })
	add("unsigned", "VNS1GNED", wire.SignupOpen, short, func(p *sample) { p.named = other.Public().(ed25519.PublicKey) })
	add("long", "V0NGTEXT", wire.SignupMoved, everything, long)
	for name, event := range map[string]string{"how": "H0WWAS1T", "howlong": "H0WV0NG0", "howcanaries": "H0WCANAR"} {
		add(name, event, wire.SignupClosed, everything, func(p *sample) {
			if name == "howlong" {
				long(p)
			}
			p.asks(now)
		})
	}
	return out, nil
}

// asks makes a page of an event that was yesterday, and that asks how it was.
func (p *sample) asks(now time.Time) {
	p.opens = must(age.GenerateHybridIdentity())
	day := now.UTC().AddDate(0, 0, -1)
	p.page.Date = day.Format(time.DateOnly)
	how := wire.FeedbackStatement{
		Version: 1, Event: p.event, Recipient: recipientOf(p.opens),
		NotBefore: day.Format(time.RFC3339), NotAfter: day.AddDate(0, 0, 14).Format(time.RFC3339),
	}
	for _, q := range feedback.Questions() {
		how.Ask = append(how.Ask, q.Key)
	}
	text := string(wire.Raw(how))
	p.page.Feedback = &wire.PageFeedback{Statement: wire.SignedStatement{
		Statement: text, Key: p.key.Public().(ed25519.PublicKey),
		Signature: ed25519.Sign(p.key, wire.Purposed(wire.PurposeFeedback, []byte(text))),
	}}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the system has no randomness
	}
	return v
}

func note(text string) func(*sample) {
	return func(p *sample) { p.note(text) }
}

func (p *sample) note(text string) {
	p.page.Signup = &wire.PageSignup{Note: map[string]string{"en": text}}
}

// long has words that do not fit on any line of a phone.
func long(p *sample) {
	word := strings.Repeat("Nachbarschaftsfrühstücksvorbereitungstreffen", 2)
	p.page.Title["en"] = "A very long title about " + word
	p.page.About["en"] = strings.Repeat("Bring what you like and whom you like. ", 20) + word
	p.page.Place = word + ", 1 Sample Street, Manchester M1 1AA"
	p.page.Group = "The neighbours of " + word
	p.note("Take the entrance of the " + word + ".")
}

func table() wire.Page {
	return wire.Page{
		Title: map[string]string{"en": "A shared table in Levenshulme", "ar": "نص تجريبي للعنوان", "ur": "نمونہ عنوان"},
		About: map[string]string{"en": ""}, Group: "Sample Neighbours",
		Date: "2026-12-18", Start: "17:30", End: "20:30", Timezone: "Europe/London",
		Place: "Inspire Centre, M19 3AR", Access: []string{"step-free", "bsl", "quiet-room"},
		Languages: []string{"en", "ur", "pl", "ar"},
	}
}

// sign makes the statement of a page, for the year to come whatever the date.
func (p *sample) sign(state string, ask wire.Ask, now time.Time) {
	if p.opens == nil {
		p.opens = must(age.GenerateHybridIdentity())
	}
	text := string(wire.Raw(wire.Statement{
		Version: 1, Event: p.event, Recipient: recipientOf(p.opens), Ask: ask,
		NotAfter: now.AddDate(1, 0, 0).UTC().Format(time.RFC3339),
	}))
	if p.page.Signup == nil {
		p.page.Signup = &wire.PageSignup{}
	}
	p.page.Signup.State = state
	p.page.Signup.Statement = wire.SignedStatement{
		Statement: text, Key: p.key.Public().(ed25519.PublicKey),
		Signature: ed25519.Sign(p.key, wire.Purposed(wire.PurposeSignup, []byte(text))),
	}
}

func recipientOf(id age.Identity) string {
	if id, ok := id.(*age.X25519Identity); ok {
		return id.Recipient().String()
	}
	return id.(*age.HybridIdentity).Recipient().String()
}
