package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"daykit/internal/data/wire"
)

// Bounds of the server that a rush must stay under, so that no letter costs work: as
// from a city, where no event and no neighbourhood is in a hurry.
const (
	lettersOfEvent = 110    // a minute; it asks for work from 120
	neighbours     = 40_000 // networks; one may send 60 a minute
)

// besideEvents is among how many events the letters go that are left side by side.
func besideEvents(o ingestOptions) int {
	return wholeGroups(max(1000, (o.letters+ingestWarm)/lettersOfEvent+1))
}

// moreEvents is among how many others the letters after those go.
func moreEvents(o ingestOptions) int {
	return wholeGroups((o.more + lettersOfEvent - 1) / lettersOfEvent)
}

// wholeGroups gives every group as many events as any other.
func wholeGroups(n int) int { return (n + ingestGroups - 1) / ingestGroups * ingestGroups }

// groups joins groups and publishes their events.
type groups struct {
	ctx       context.Context //nolint:containedctx // it lives within one run
	recipient string
	options   ingestOptions
}

// event gives the event of letter n.
func (g *groups) event(n int) string {
	beside := besideEvents(g.options)
	if n < g.options.letters+ingestWarm {
		return eventID(n % beside)
	}
	return eventID(beside + n%moreEvents(g.options))
}

func eventID(n int) string { return fmt.Sprintf("7KQ%05d", n) }

// startDaykit starts the built program with groups whose events take sign-ups.
func startDaykit(ctx context.Context, dir, name, db, program string, g *groups) (p *peer, stop func(), err error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, func() {}, err
	}
	log := filepath.Join(dir, name+".log")
	secrets := filepath.Join(dir, name+".key")
	if err := os.WriteFile(secrets, []byte(strings.Repeat("00", 32)), 0o600); err != nil { // nobody signs in
		return nil, func() {}, err
	}
	pid, stop, err := startProcess(ctx, log, program, "--db", db, "--listen", addr, "--secrets-key", secrets)
	if err != nil {
		return nil, stop, err
	}
	if err := waitFor(ctx, "http://"+addr+"/readyz", log); err != nil {
		return nil, stop, err
	}
	var tokens []string
	for i := range ingestGroups {
		token, err := g.join(program, db, "http://"+addr, i)
		if err != nil {
			return nil, stop, err
		}
		tokens = append(tokens, token)
	}
	p = &peer{ours: true, addr: addr, kept: http.StatusCreated, server: pid}
	p.put = func(b []byte, n int, id uuid) []byte {
		body := p.letters.of(id)
		b = append(append(b, "PUT "+wire.PathEvent...), g.event(n)...)
		b = append(id.append(append(b, "/signups/"...)), " HTTP/1.1\r\nHost: "...)
		b = append(append(b, addr...), "\r\nContent-Type: application/octet-stream\r\nX-Forwarded-For: "...)
		at := n % neighbours
		b = append(append(strconv.AppendInt(append(strconv.AppendInt(append(b, "10."...), int64(at>>8), 10), '.'), int64(at&255), 10), ".1"...), "\r\nContent-Length: "...)
		return append(append(strconv.AppendInt(b, int64(len(body)), 10), "\r\n\r\n"...), body...)
	}
	p.read = func(ctx context.Context, each func(uuid, []byte) error) error {
		for _, token := range tokens {
			if err := readMailbox(ctx, "http://"+addr, token, each); err != nil {
				return err
			}
		}
		return nil
	}
	return p, stop, nil
}

// join brings a group in and publishes its share of the events.
func (g *groups) join(program, db, url string, i int) (token string, err error) {
	said, err := exec.CommandContext(g.ctx, program, "invite", fmt.Sprintf("Group %d", i+1), "--db", db, "--json").Output()
	if err != nil {
		return "", fmt.Errorf("invite a group: %w", err)
	}
	var made struct {
		Code string `json:"code"`
	}
	if err := json.Unmarshal(said, &made); err != nil {
		return "", err
	}
	device := make([]byte, sha256.Size)
	_, _ = rand.Read(device) // never fails
	var joined wire.JoinReply
	from := fmt.Sprintf("192.0.2.%d", i)
	if err := call(g.ctx, http.MethodPost, url+wire.PathJoin, from, "", wire.JoinRequest{Code: made.Code, Device: hex.EncodeToString(device)}, &joined); err != nil {
		return "", err
	}
	var req wire.PushRequest
	for e := i; e < besideEvents(g.options)+moreEvents(g.options); e += ingestGroups {
		op, err := g.page(eventID(e), uint32(len(req.Ops)+1))
		if err != nil {
			return "", err
		}
		req.Ops = append(req.Ops, op)
	}
	var pushed wire.PushReply
	if err := call(g.ctx, http.MethodPost, url+wire.PathOps, from, joined.Token, req, &pushed); err != nil {
		return "", err
	}
	if len(pushed.Rejected) > 0 {
		return "", fmt.Errorf("pages are refused: %+v", pushed.Rejected)
	}
	return joined.Token, nil
}

// page is the operation that publishes an event whose sign-up is open.
func (g *groups) page(id string, seq uint32) (op wire.Op, err error) {
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return op, err
	}
	text := string(wire.Raw(wire.Statement{Version: 1, Event: id, Recipient: g.recipient, NotAfter: "9999-01-01T00:00:00Z"}))
	p := wire.Page{Title: map[string]string{"en": "A shared table"}, Date: "2026-12-18", Languages: []string{"en"}}
	p.Signup = &wire.PageSignup{State: wire.SignupOpen, Statement: wire.SignedStatement{
		Statement: text, Key: public, Signature: ed25519.Sign(key, wire.Purposed(wire.PurposeSignup, []byte(text))),
	}}
	body := wire.Raw(map[string]any{"en": wire.EntityPage, "id": id, "f": map[string]any{wire.FieldPage: p}})
	op = wire.Op{Inc: "0102030405060708", Seq: seq, HLC: 1790000000000 << 16, Kind: 1, Body: body}
	h, err := op.Header()
	if err != nil {
		return op, err
	}
	inner, err := op.InnerSum()
	if err != nil {
		return op, err
	}
	sum := h.Sum(inner)
	op.Hash = hex.EncodeToString(sum[:])
	return op, nil
}

// readMailbox reads all that waits for a group.
func readMailbox(ctx context.Context, url, token string, each func(uuid, []byte) error) error {
	for after, more := "", true; more; {
		var part wire.MailboxReply
		query := fmt.Sprintf("?limit=%d&after=%s", wire.MaxLetters, after)
		if err := call(ctx, http.MethodGet, url+wire.PathMailbox+query, "", token, nil, &part); err != nil {
			return err
		}
		for _, l := range part.Letters {
			id, err := parseUUID(l.ID)
			if err != nil {
				return err
			}
			if err := each(id, l.Body); err != nil {
				return err
			}
			after = l.ID
		}
		more = part.More
	}
	return nil
}

// call asks a server something that is not measured.
func call(ctx context.Context, method, url, from, token string, body, reply any) error {
	var raw []byte
	if body != nil {
		raw = wire.Raw(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	if from != "" {
		req.Header.Set("X-Forwarded-For", from)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK && res.StatusCode != http.StatusCreated {
		return fmt.Errorf("%s %s: %s", method, req.URL.Path, res.Status)
	}
	return json.NewDecoder(res.Body).Decode(reply)
}
