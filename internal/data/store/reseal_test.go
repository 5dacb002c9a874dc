package store_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/canary"
	"daykit/internal/data/faultvfs"
	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// older gives a folder with a workspace as the program of the first migration left it.
func older(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, store.FileName)
	script, err := fs.ReadFile(store.Migrations(), "0001_init.sql")
	if err != nil {
		t.Fatal(err)
	}
	if err := store.MigrateFile(t.Context(), path, fstest.MapFS{"0001_init.sql": {Data: script}}, dir); err != nil {
		t.Fatal(err)
	}
	rows, err := os.ReadFile("testdata/workspace-0001.sql")
	if err != nil {
		t.Fatal(err)
	}
	if err := store.RunSQL(t.Context(), path, string(rows)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// olderHolds looks whether all that the older workspace held is there.
func olderHolds(t *testing.T, s *store.Store) {
	t.Helper()
	want := map[string]string{"name": `"Amal B. Canary"`, "lang": `"ar"`, "phone": `"07700 900456"`}
	if diff := cmp.Diff(want, entity(t, s, "guest", "E1/g1")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"name": `"Berta Canary"`}, entity(t, s, "guest", "E1/g2")); diff != "" {
		t.Error(diff)
	}
	if got := entity(t, s, "event", "E2")["title"]; got != `{"en":"Supper 2"}` {
		t.Errorf("got %s", got)
	}
	if diff := cmp.Diff([]string{`arrive {"guest":"g1"}`, `walk-in {"n":1,"name":"Cem Canary"}`}, facts(t, s, "E2")); diff != "" {
		t.Error(diff)
	}
	cs, err := s.Conflicts(t.Context())
	if err != nil || len(cs) != 1 || cs[0].Entity != "page" || string(cs[0].Lost) != `{"group":"1"}` {
		t.Errorf("got %+v, %v", cs, err)
	}
	if err := store.Check(t.Context(), s); err != nil {
		t.Error(err)
	}
	sameAfterRebuild(t, s)
}

// nothingInThePlain looks into the files, the log and the tables.
func nothingInThePlain(t *testing.T, dir string, s *store.Store) {
	t.Helper()
	found, err := canary.FindIn(os.DirFS(dir), []string{"Canary", "07700 900123"})
	if err != nil || len(found) > 0 {
		t.Errorf("%v, %v", found, err)
	}
	err = s.OpsBeyond(t.Context(), nil, func(o oplog.Op) error {
		if o.Class.Private() && o.Epoch == 0 {
			t.Errorf("op %d of class %d is not sealed", o.Seq, o.Class)
		}
		if o.Sum() != o.Hash {
			t.Errorf("op %d of class %d does not match its hash", o.Seq, o.Class)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if sealed, plain, err := store.Columns(t.Context(), s, "act WHERE cls > 1", "inverse"); err != nil || sealed == 0 || plain > 0 {
		t.Errorf("%d acts are sealed and %d are not, %v", sealed, plain, err)
	}
}

func TestAnOlderWorkspaceIsSealed(t *testing.T) {
	t.Parallel()
	dir := older(t)
	s := open(t, dir)
	olderHolds(t, s)
	nothingInThePlain(t, dir, s)

	peers, err := store.Peers(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	got := map[oplog.Class]map[string]int{}
	for _, p := range peers {
		if got[p.Class] == nil {
			got[p.Class] = map[string]int{}
		}
		got[p.Class][p.Scope] += int(p.Have)
	}
	want := map[oplog.Class]map[string]int{
		oplog.Public:  {oplog.Mixed: 2, "E1": 1}, // known to others under their old names; the second is the stranger's before the hole
		oplog.Work:    {"E1": 4, "E2": 4},
		oplog.Roster:  {"E1": 6, "E2": 4},
		oplog.Contact: {"E1": 2, "E2": 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if at, err := s.Cursor(t.Context()); err != nil || at != (oplog.Cursor{}) {
		t.Errorf("the feed is read on from %+v, %v", at, err)
	}
	digest, err := s.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	if again, err := s.Digest(t.Context()); err != nil || again != digest {
		t.Errorf("it was sealed twice (%v)", err)
	}
	olderUndoes(t, s)
}

// olderUndoes takes back what was done before the workspace was sealed.
func olderUndoes(t *testing.T, s *store.Store) {
	t.Helper()
	if label, err := s.Undo(t.Context(), "E1"); err != nil || label != "again" {
		t.Errorf("got %q, %v", label, err)
	}
	if got := entity(t, s, "guest", "E1/g1")["phone"]; got != `"07700 900123"` {
		t.Errorf("got %s", got)
	}
	for _, want := range []string{"publish", "take back"} {
		if label, err := s.Undo(t.Context(), "E2"); err != nil || label != want {
			t.Errorf("got %q, %v, want %q", label, err, want)
		}
	}
	if got := facts(t, s, "E2"); len(got) != 3 {
		t.Errorf("got %v", got)
	}
}

func TestAWorkspaceWithoutKeysIsSealedWhenTheyCome(t *testing.T) {
	t.Parallel()
	dir := older(t)
	s := openWith(t, dir, bare())
	olderHolds(t, s)
	write(t, s, "more", store.SetChange{Class: oplog.Roster, Entity: "guest", ID: "E1/g3", Fields: fields("name", `"Dana Canary"`)})
	if _, err := s.Unlock(t.Context(), group()); err != nil {
		t.Fatal(err)
	}
	olderHolds(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	olderHolds(t, s)
	nothingInThePlain(t, dir, s)
	if label, err := s.Undo(t.Context(), "E1"); err != nil || label != "more" {
		t.Errorf("got %q, %v", label, err)
	}
}

func TestAnOlderWorkspaceWaitsForItsKeys(t *testing.T) {
	t.Parallel()
	dir := older(t)
	o := options()
	o.Sealer = store.Locked{}
	_, err := store.Open(t.Context(), dir, o)
	wantCode(t, err, fault.Locked)
	olderHolds(t, open(t, dir))
}

// TestSealingIsWholeOrNotAtAll cuts the power while an older workspace is sealed.
func TestSealingIsWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(filepath.Join(older(t), store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	d, err := faultvfs.New(map[string][]byte{store.FileName: b})
	if err != nil {
		t.Fatal(err)
	}
	g := &stage{dir: t.TempDir()}
	s, err := openCopied(t.Context(), g, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for i := range 25 {
		cut, err := faultvfs.New(d.Cut(i*d.Moments()/25, uint64(i)).Files)
		if err != nil {
			t.Fatal(err)
		}
		s, err := openCopied(t.Context(), g, cut)
		if err != nil {
			t.Fatalf("cut %d: %v", i, err)
		}
		olderHolds(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if found := canary.Find(cut.Files()[store.FileName], []string{"Canary"}); len(found) > 0 {
			t.Errorf("cut %d: names are in the file", i)
		}
		if err := cut.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func openCopied(ctx context.Context, g *stage, d *faultvfs.Disk) (*store.Store, error) {
	o := store.WithParams(options(), "vfs="+d.Name())
	o.BeforeMigrate = func(context.Context, func(string) error) error { return nil } // copied by the test
	return store.Open(ctx, g.dir, o)
}
