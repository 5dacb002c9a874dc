package sqlite_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/central/storetest"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// first makes a file as the first version left it: two groups, of which one had
// ops refused at the beginning, in the middle and at the end of its feed.
func first(t *testing.T, path string) {
	t.Helper()
	schema, err := os.ReadFile(filepath.Join("migrations", "0001_start.sql"))
	if err != nil {
		t.Fatal(err)
	}
	exec(t, path, string(schema)+"; PRAGMA user_version = 1; PRAGMA journal_mode = WAL;")
	exec(t, path, `
		INSERT INTO ws (id, name, name_key) VALUES ('w1', 'One', 'one'), ('w2', 'Two', 'two'), ('w3', 'Three', 'three');
		INSERT INTO invitation (code, ws, expires) VALUES (x'01', 'w1', 1);
		INSERT INTO device (ws, device, token) VALUES ('w1', zeroblob(32), zeroblob(32));
		INSERT INTO inc_head (ws, inc, head) VALUES ('w1', CAST('incone..' AS BLOB), 4), ('w1', CAST('inctwo..' AS BLOB), 2), ('w1', CAST('incthree' AS BLOB), 1), ('w2', CAST('incone..' AS BLOB), 2);
		INSERT INTO event (id, ws) VALUES ('E1', 'w1');
		INSERT INTO event_pub (event, hlc, inc, value) VALUES ('E1', 12, CAST('incone..' AS BLOB), '{}');`)
	chains := map[string]string{}
	n := map[string]int{}
	put := func(ws, inc string, seq int, reason string) {
		t.Helper()
		hash := old(inc, seq)
		query, args := "INSERT INTO refused (ws, inc, seq, hash, reason) VALUES (?, ?, ?, ?, ?)", []any{ws, []byte(inc), seq, hash[:], reason}
		if reason == "" {
			n[ws]++
			chains[ws] = feed.NextChain(chains[ws], hash)
			query = "INSERT INTO feed (ws, n, inc, seq, hlc, class, kind, body, hash, chain) VALUES (?, ?, ?, ?, ?, 0, 1, ?, ?, ?)"
			args = []any{ws, n[ws], []byte(inc), seq, 10 + seq, []byte(fmt.Sprint("body ", seq)), hash[:], []byte(chains[ws])}
		}
		exec(t, path, query, args...)
	}
	put("w1", "incone..", 1, "not sealed")
	put("w1", "inctwo..", 1, "")
	put("w1", "incone..", 2, "")
	put("w1", "incone..", 3, "a page has the one field")
	put("w1", "incthree", 1, "not sealed")
	put("w1", "incone..", 4, "")
	put("w1", "inctwo..", 2, "not sealed")
	put("w2", "incone..", 1, "")
	put("w2", "incone..", 2, "")
	for ws, chain := range chains {
		exec(t, path, "UPDATE ws SET head = ?, chain = ? WHERE id = ?", n[ws], []byte(chain), ws)
	}
}

func old(inc string, seq int) oplog.Hash {
	sum := sha256.Sum256(fmt.Append(nil, inc, seq))
	return oplog.Hash(sum[:16])
}

// pulled gives what a feed holds after a place, in short.
func pulled(t *testing.T, s server.Store, ws string, at oplog.Cursor) (out []string, end feed.Stretch) {
	t.Helper()
	end, err := server.Pull(t.Context(), s, ws, at, feed.Limit{Ops: 100, Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range end.Ops {
		out = append(out, fmt.Sprintf("%s %d state %d %q", o.Inc[:], o.Seq, o.State, o.Body))
		if o.Hash != old(string(o.Inc[:]), int(o.Seq)) {
			t.Errorf("%s %d has another hash", o.Inc[:], o.Seq)
		}
	}
	return out, end
}

func TestFilesOfTheFirstVersionAreBroughtUpToDate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.db")
	first(t, path)
	s := open(t, path)
	got, end := pulled(t, s, "w1", oplog.Cursor{})
	want := []string{
		`inctwo.. 1 state 0 "body 1"`, `incone.. 1 state 2 ""`, `incone.. 2 state 0 "body 2"`,
		`incone.. 3 state 2 ""`, `incone.. 4 state 0 "body 4"`, `incthree 1 state 2 ""`, `inctwo.. 2 state 2 ""`,
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Errorf("feed (-want +got):\n%s", d)
	}
	chain := ""
	for _, o := range end.Ops {
		chain = feed.NextChain(chain, o.Hash)
	}
	if end.Next != (oplog.Cursor{N: 7, Chain: chain}) {
		t.Errorf("the feed ends at %d, %x, want 7, %x", end.Next.N, end.Next.Chain, chain)
	}
	// What needed no change keeps its readers' places.
	place := oplog.Cursor{N: 1, Chain: feed.NextChain("", old("incone..", 1))}
	if got, end := pulled(t, s, "w2", place); end.Reset || len(got) != 1 {
		t.Errorf("another feed from its middle: reset %v, %v", end.Reset, got)
	}
	if got, _ := pulled(t, s, "w3", oplog.Cursor{}); got != nil {
		t.Errorf("an empty feed holds %v", got)
	}
	var ops []server.Judged
	for seq := range 5 {
		ops = append(ops, server.Judged{Judged: feed.Judged{Op: oplog.Op{
			Inc: oplog.Incarnation([]byte("incone..")), Seq: uint32(seq + 1), HLC: oplog.HLC(11 + seq), Kind: oplog.Set, Body: []byte("x"), Hash: old("incone..", seq+1),
		}}})
	}
	again, err := server.Push(t.Context(), s, bytes.NewReader(nil), "w1", ops)
	told := feed.Pushed{Head: 5, Rejected: []feed.Rejected{{Seq: 1, Reason: "not sealed"}, {Seq: 3, Reason: "a page has the one field"}}}
	if d := gocmp.Diff(told, again); err != nil || d != "" {
		t.Errorf("pushed again: %v (-want +got):\n%s", err, d)
	}
	devices, err := s.Devices(t.Context(), "w1")
	if d := gocmp.Diff([]server.Device{{ID: "0000000000000000", Role: "organiser"}}, devices); err != nil || d != "" {
		t.Errorf("devices: %v (-want +got):\n%s", err, d)
	}
	if _, err := s.Page(t.Context(), "E1"); err != nil {
		t.Errorf("the page: %v", err)
	}
	if _, err := os.Stat(path + ".before-0002"); err != nil {
		t.Errorf("no copy was made before: %v", err)
	}
}

// TestAMigrationThatWasCutShort begins anew, over whatever copy it left behind.
func TestAMigrationThatWasCutShort(t *testing.T) {
	t.Parallel()
	for name, left := range map[string][]string{
		"while it copied": {".before-0002.part"}, "after the copy": {".before-0002"}, "both": {".before-0002", ".before-0002.part"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "server.db")
			first(t, path)
			for _, end := range left {
				if err := os.WriteFile(path+end, []byte("of the first try"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			open(t, path)
			if err := sqlite.Sound(t.Context(), path+".before-0002"); err != nil {
				t.Errorf("the copy: %v", err)
			}
			info, err := os.Stat(path + ".before-0002")
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the copy lies there as %v, %v", info, err)
			}
			if _, err := os.Stat(path + ".before-0002.part"); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the unfinished copy: got %v", err)
			}
		})
	}
}

// TestErasedBodiesLeaveTheFile looks for an erased body in every byte.
func TestErasedBodiesLeaveTheFile(t *testing.T) {
	t.Parallel()
	const canary = "ciphertext of somebody who was erased"
	dir := t.TempDir()
	path := filepath.Join(dir, "server.db")
	s := open(t, path)
	storetest.Workspaces(t, s, "w")
	op := oplog.Op{Inc: oplog.Incarnation{1}, Seq: 1, HLC: 10, Class: oplog.Roster, Kind: oplog.Set, Epoch: 1, Body: []byte(canary)}
	op.Hash = op.Sum()
	mark := oplog.Op{Inc: oplog.Incarnation{2}, Seq: 1, HLC: 11, Class: oplog.Work, Kind: oplog.Redact, Target: op.ID()}
	mark.Hash = mark.Sum()
	for i, o := range []oplog.Op{op, mark} {
		if _, err := server.Push(t.Context(), s, bytes.NewReader(nil), "w", []server.Judged{{Judged: feed.Judged{Op: o}}}); err != nil {
			t.Fatal(err)
		}
		if found, want := holds(t, dir, canary), i == 0; found != want {
			t.Errorf("after push %d: found %v, want %v", i+1, found, want)
		}
	}
}

// holds reports whether any file of a folder holds a text.
func holds(t *testing.T, dir, text string) bool {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, f := range files {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found = found || bytes.Contains(raw, []byte(text))
	}
	return found
}

func TestLettersOfBeforeArrival(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.db")
	texts := storetest.MigrationsBefore(t, "0008")
	for i, text := range texts {
		if i == 1 {
			text += "; DROP TABLE feed_before; DROP TABLE refused;" // as its part in Go ends
		}
		exec(t, path, text)
	}
	exec(t, path, strings.NewReplacer("'A13'", "x'413133'", "'A25'", "x'413235'").Replace(storetest.BeforeArrival)+
		fmt.Sprintf("PRAGMA user_version = %d; PRAGMA journal_mode = WAL;", len(texts)))
	storetest.AfterArrival(t, open(t, path))
}
