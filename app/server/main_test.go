package main

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"

	"daykit/internal/data/wire"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}

// page is the op by which a laptop publishes.
func page(t *testing.T) wire.Op {
	t.Helper()
	body := wire.Raw(map[string]any{"en": wire.EntityPage, "id": "7KQ2M9XD", "f": map[string]any{
		wire.FieldPage: wire.Page{Title: map[string]string{"en": "A shared table"}, Date: "2026-12-18", Languages: []string{"en"}},
	}})
	op := wire.Op{Inc: "0102030405060708", Seq: 1, HLC: 1790000000000 << 16, Kind: 1, Body: body}
	sum := wire.Sum([8]byte{1, 2, 3, 4, 5, 6, 7, 8}, op.Seq, op.HLC, op.Class, op.Kind, op.Body)
	op.Hash = hex.EncodeToString(sum[:])
	return op
}

func TestWholeProgram(t *testing.T) {
	t.Parallel()
	onEach(t, wholeProgram)
}

// wholeProgram serves a group from its invitation to its end, with every command.
func wholeProgram(t *testing.T, db string) {
	t.Helper()
	p := start(t, 1, "--db", db)
	url := p.url
	var made struct{ Code string }
	command(t, &made, "invite", "Sample Neighbours", "--db", db, "--json") // while the server runs

	device := sha256.Sum256([]byte("laptop"))
	var joined wire.JoinReply
	call(t, "POST", url+wire.PathJoin, "", wire.JoinRequest{Code: strings.ToLower(made.Code), Device: hex.EncodeToString(device[:])}, &joined)
	if joined.Group != "Sample Neighbours" || joined.PublicURL != url {
		t.Errorf("joined %q at %q, want the group and %q", joined.Group, joined.PublicURL, url)
	}
	call(t, "POST", url+wire.PathOps, joined.Token, wire.PushRequest{Ops: []wire.Op{page(t)}}, nil)
	var feed wire.FeedReply
	call(t, "GET", url+wire.PathFeed, joined.Token, nil, &feed)
	if len(feed.Ops) != 1 {
		t.Errorf("got %d ops back, want 1", len(feed.Ops))
	}
	call(t, "GET", url+"/E/7KQ2M9XD", "", nil, nil)

	var all struct {
		Groups int
		Events []map[string]any
	}
	command(t, &all, "--json", "totals", "--db", db)
	if all.Groups != 1 || len(all.Events) != 1 || all.Events[0]["title"] != "A shared table" {
		t.Errorf("got %+v, want one group and its event", all)
	}
	revokeByCommand(t, url, db, joined.Token)
	p.stop()
	_, log, _ := strings.Cut(p.log.String(), "\n") // without where it listens
	for _, secret := range []string{"7KQ2M9XD", joined.Token, made.Code, "127.0.0.1", "Neighbours"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log names %q:\n%s", secret, log)
		}
	}
	if !strings.Contains(log, "request") {
		t.Errorf("the log has no request:\n%s", log)
	}
}

// revokeByCommand cuts the one device off while the server runs.
func revokeByCommand(t *testing.T, url, db, token string) {
	t.Helper()
	type device struct {
		ID, Role, Label, Seen string
		Revoked               bool
	}
	list := func() (all []device) {
		command(t, &all, "devices", " sample  NEIGHBOURS ", "--json", "--db", db)
		return all
	}
	before := list()
	if len(before) != 1 || before[0].Role != "organiser" || before[0].Seen == "" || before[0].Revoked {
		t.Fatalf("got devices %+v", before)
	}
	var done struct{ Revoked string }
	command(t, &done, "revoke", "Sample Neighbours", strings.ToUpper(before[0].ID), "--json", "--db", db)
	if after := list(); done.Revoked != before[0].ID || !after[0].Revoked {
		t.Errorf("revoked %q, then got %+v", done.Revoked, after)
	}
	if res := ask(t, http.DefaultClient, http.MethodGet, url+wire.PathFeed, nil, bearer(token)); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("the device is let in still: %s", res.Status)
	}
}
