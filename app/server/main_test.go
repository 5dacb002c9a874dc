package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/data/wire"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(withPostgres{m}, map[string]func(){"daykit-server": main})
}

// cluster is the one PostgreSQL of this package's tests.
var cluster *pgtest.Cluster

// withPostgres runs the tests while it is there.
type withPostgres struct{ m *testing.M }

// Run implements testscript.TestingM.
func (w withPostgres) Run() int {
	var err error
	if cluster, err = pgtest.Start(pgtest.Options{Durable: true}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := w.m.Run()
	if err := cluster.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// databases gives an empty database of each engine, by what --db takes.
func databases(t *testing.T) map[string]string {
	t.Helper()
	address, err := cluster.Database(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"sqlite": "sqlite:" + filepath.Join(t.TempDir(), "server.db"), "postgres": address}
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}

// start runs the whole program in this process and gives its address. Its log
// is complete once stop has returned.
func start(t *testing.T, args ...string) (url string, stop func() (log string)) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"daykit-server", "--listen", "127.0.0.1:0"}, args...), nil, io.Discard, w)
		w.Close()
	}()
	lines := bufio.NewReader(r)
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !ok {
		t.Fatalf("got %q, want the address", line)
	}
	rest := make(chan string, 1)
	go func() {
		b, _ := io.ReadAll(lines) // a pipe's reader does not fail
		rest <- string(b)
	}()
	return url, func() string {
		cancel()
		if got := <-code; got != exitDone {
			t.Errorf("exit code is %d, want %d", got, exitDone)
		}
		return <-rest
	}
}

// command runs another command of the program and decodes what it prints.
func command(t *testing.T, into any, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), append([]string{"daykit-server"}, args...), nil, &out, &errs); code != exitDone {
		t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		t.Fatal(err)
	}
}

// call sends JSON and decodes the answer.
func call(t *testing.T, method, url, token string, body, into any) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewReader(wire.Raw(body)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		b, _ := io.ReadAll(res.Body)
		t.Fatalf("%s %s: got %s: %s", method, url, res.Status, b)
	}
	if into == nil {
		return
	}
	if err := json.NewDecoder(res.Body).Decode(into); err != nil {
		t.Fatal(err)
	}
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
	for engine, db := range databases(t) {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			wholeProgram(t, db)
		})
	}
}

// wholeProgram serves a group from its invitation to its end, with every command.
func wholeProgram(t *testing.T, db string) {
	t.Helper()
	url, stop := start(t, "--db", db)
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
	log := stop()
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
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+wire.PathFeed, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusUnauthorized {
		t.Errorf("the device is let in still: %s", res.Status)
	}
}
