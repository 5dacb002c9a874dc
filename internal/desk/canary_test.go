package desk_test

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/canary"
	"daykit/internal/data/seal"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

const (
	canaries = 50
	visitors = 6 // who sign up on the page, two of them one person
)

// marks are what every canary of a kind has in it, so that half of one is found too.
var marks = struct{ name, email, phone, address, crew string }{"Kanarix", "kanmail", "4479115550120", "Kanarstra", "Crewkanar"}

func allMarks() []string {
	return []string{marks.name, marks.email, marks.phone, marks.address, marks.crew}
}

// people are what the canaries are called and where they live, each text once.
func people() (all []string) {
	for i := range canaries {
		all = append(all, canaryName(i), fmt.Sprintf("%s%02d@example.org", marks.email, i),
			fmt.Sprintf("+%s%02d", marks.phone, i), fmt.Sprintf("%s\u00dfe %02d, Cardiff", marks.address, i))
	}
	return all
}

func canaryName(i int) string {
	return fmt.Sprintf("\u017dofie %s-%02d \u014c\u2019M\u00e1laga", marks.name, i)
}

// canaryList is the guest list as a person has it; suffix changes the names.
func canaryList(t *testing.T, dir, suffix string) string {
	t.Helper()
	all := people()
	var b strings.Builder
	b.WriteString("id,name,lang,email,phone,notes,party\n")
	for i := range canaries {
		p := all[4*i : 4*i+4]
		fmt.Fprintf(&b, "%d,%s%s,en,%s,%s,\"%s\",1\n", i+1, p[0], suffix, p[1], p[2], p[3])
	}
	path := filepath.Join(dir, "guests"+suffix+".csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// aviary is a group of two laptops with all that they touch.
type aviary struct {
	t       *testing.T
	c       *campaign
	a, b    *laptop
	line    *tapped
	tmp     string // where temporary files go
	out     string // what the programs wrote because a person asked: prints, reports, exports
	lists   string // what the person had before
	log     string // the log of both laptops
	sheet   seal.Recovery
	id      string
	checked int // looks that were made
}

func newAviary(t *testing.T) *aviary {
	t.Helper()
	w := &aviary{t: t, a: newLaptop(t, 80), b: newLaptop(t, 81), line: &tapped{}, tmp: t.TempDir(), out: t.TempDir(), lists: t.TempDir()}
	w.c = newCampaign(t)
	t.Setenv("TMPDIR", w.tmp)
	must0(t, os.MkdirAll(w.b.opt.Dir, 0o700))
	w.log = filepath.Join(t.TempDir(), "daykit.log")
	f, err := os.Create(w.log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	for _, l := range []*laptop{w.a, w.b} {
		l.opt.HTTP = &http.Client{Transport: w.line}
		l.opt.Log = slog.New(slog.NewJSONHandler(f, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	return w
}

// look searches every byte of everything. Only paper that says names may hold them.
func (w *aviary) look(when string) {
	w.t.Helper()
	w.checked++
	log, err := os.ReadFile(w.log)
	if err != nil {
		w.t.Fatal(err)
	}
	w.line.mu.Lock()
	defer w.line.mu.Unlock()
	for what, b := range map[string][]byte{
		"traffic": w.line.heard.Bytes(), "log": log, "log of the server": []byte(w.c.log.String()),
	} {
		if hits := canary.Find(b, allMarks()); len(hits) > 0 || len(b) == 0 && what == "traffic" {
			w.t.Errorf("%s: %s has %v in %d bytes", when, what, hits, len(b))
		}
	}
	for what, dir := range map[string]string{
		"data folder": w.a.opt.Dir, "data folder of the second laptop": w.b.opt.Dir, "server": w.c.dir, "temporary files": w.tmp,
	} {
		if found := rawIn(w.t, dir, allMarks()); len(found) > 0 {
			w.t.Errorf("%s: the %s has %v", when, what, found)
		}
	}
	for path, hits := range rawIn(w.t, w.out, allMarks()) {
		if namesOnPaper[path] == "" || slices.ContainsFunc(hits, func(m string) bool { return m != marks.name }) {
			w.t.Errorf("%s: %s has %v", when, path, hits)
		}
	}
}

func must0(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// file is a file that a person asked for.
func (w *aviary) file(name string) string { return filepath.Join(w.out, name) }

// TestCanaries takes fifty people through everything that the kit does with people, and
// searches every byte of all that it leaves: the data folders with database, WAL and
// backups, temporary files, logs, exports, the server's database and what travelled.
// Names may be where the table of classes lets them be read, which in the plain is on
// the paper that a person asked for, and nowhere else. Then all are erased, and nobody
// finds them even with the keys.
func TestCanaries(t *testing.T) {
	w := newAviary(t)
	w.a.with(t, w.plan)
	w.look("after the import")
	w.second()
	w.a.with(t, w.door)
	w.a.with(t, w.print)
	w.printed()
	w.look("after the prints")
	w.crash()
	w.carried()
	w.look("after all that travels")
	w.theyAreThere()
	w.eraseAll()
	w.look("after the erasure")
	w.theyAreGone()
	t.Logf("%d looks, %d bytes of traffic", w.checked, w.line.heard.Len())
}

// plan adds an event and its guests, changes them, and sends all of it.
func (w *aviary) plan(ctx context.Context, d *desk.Desk) {
	t := w.t
	var err error
	w.id, err = d.NewEvent(ctx, desk.SampleEvent())
	must0(t, err)
	p := printSheet(ctx, t, d, desk.RecoveryRequest{})
	w.sheet = p.secret
	_, err = d.CheckRecovery(ctx, desk.SheetInput{Text: p.secret.Text()})
	must0(t, err)
	list := canaryList(t, w.lists, "")
	_, err = d.PreviewGuests(ctx, w.id, list)
	must0(t, err)
	_, err = d.ImportGuests(ctx, w.id, list)
	must0(t, err)
	_, err = d.AddTask(ctx, w.id, "Bring bread", "2026-12-10", marks.crew+" Lead")
	must0(t, err)
	_, err = d.AddPacking(ctx, w.id, desk.PackingForm{What: "Bread baskets", Who: marks.crew + " Baker"})
	must0(t, err)
	_, err = d.ConfirmProof(ctx, w.id, "ur", marks.crew+" Reader")
	must0(t, err)
	_, err = d.Undo(ctx, w.id)
	must0(t, err)
	_, err = d.Redo(ctx, w.id)
	must0(t, err)
	w.c.join(ctx, d)
	_, err = d.Publish(ctx, w.id)
	must0(t, err)
	synced(ctx, t, d)
	w.visit(ctx, d)
}

// second pairs a laptop over the server. Both change the same guests at once, and one
// takes in what the other exported.
func (w *aviary) second() {
	t := w.t
	invited(t, w.c, w.a, desk.PairInvite{}, w.b, "second")
	w.a.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		_, err := d.ImportGuests(ctx, w.id, canaryList(t, w.lists, " of-A"))
		must0(t, err)
		_, err = d.Export(ctx, w.id, w.file("event.daykit"), "")
		must0(t, err)
	})
	w.b.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.ImportGuests(ctx, w.id, canaryList(t, w.lists, " of-B"))
		must0(t, err)
		_, err = d.Merge(ctx, w.file("event.daykit"))
		must0(t, err)
		lost, err := d.Conflicts(ctx, w.id)
		if err != nil || len(lost) < canaries {
			t.Fatalf("got %d conflicts, %v", len(lost), err)
		}
		must0(t, d.Settle(ctx, w.id, desk.Settlement{Entity: lost[0].Entity, ID: lost[0].ID, Field: lost[0].Field, Keep: desk.KeepLost}))
		synced(ctx, t, d)
	})
}

// door welcomes guests, and walk-ins who say their names.
func (w *aviary) door(ctx context.Context, d *desk.Desk) {
	t := w.t
	synced(ctx, t, d)
	guests, err := d.OpenContacts(ctx, w.id)
	if err != nil || len(guests) != canaries+visitors {
		t.Fatalf("got %d guests, %v", len(guests), err)
	}
	for _, g := range guests[:10] {
		_, err = d.Arrive(ctx, w.id, g.ID)
		must0(t, err)
	}
	for i := range 5 {
		_, err = d.ArriveNamed(ctx, w.id, fmt.Sprintf("Wanda %s-W%02d", marks.name, i))
		must0(t, err)
	}
	_, err = d.WalkIns(ctx, w.id, 3)
	must0(t, err)
	must0(t, d.MergeSignups(ctx, w.id, uuid(1), uuid(2)))
	if _, err = d.AcceptPlace(ctx, w.id, uuid(3)); fault.CodeOf(err) != fault.Conflict {
		must0(t, err)
	}
	synced(ctx, t, d)
}

// namesOnPaper are the prints on which the table of classes lets names be: a person asks
// for them by their name, and each stands in the audit trail.
var namesOnPaper = map[string]string{
	"badges.pdf":       "badges say the guests' names",
	"signup-names.pdf": "the list at the door says the guests' names",
	"letters.pdf":      "a letter speaks to a guest by name",
}

// print makes all that a person may ask for, and looks at previews.
func (w *aviary) print(ctx context.Context, d *desk.Desk) {
	t := w.t
	for name, req := range map[string]desk.PrintRequest{
		"poster.pdf":       {Kind: desk.KindPoster},
		"letters.pdf":      {Kind: desk.KindLetters},
		"badges.pdf":       {Kind: desk.KindBadges},
		"signup-names.pdf": {Kind: desk.KindSignup, Variant: "names"},
	} {
		_, _, err := d.SavePrint(ctx, w.id, req, "", w.file(name), nil)
		must0(t, err)
		pages, err := d.Preview(ctx, w.id, req)
		must0(t, err)
		_, err = d.PreviewPage(strings.Split(pages.URLs[0], "/")[2], 1)
		must0(t, err)
	}
	for _, name := range []string{"report.csv", "report.json"} {
		_, err := d.SaveReport(ctx, w.id, w.file(name))
		must0(t, err)
	}
	_, err := d.SaveTexts(ctx, w.id, "pl", w.file("texts.csv"))
	must0(t, err)
	_, err = d.SaveCalendar(ctx, w.id, w.file("event.ics"))
	must0(t, err)
	if _, err := d.Audit(ctx, ""); err != nil {
		t.Fatal(err)
	}
	_, err = d.Backup(ctx, w.file("stick.daykit"))
	must0(t, err)
	w.a.now = w.a.now.Add(31 * time.Minute)
	must0(t, d.Tend(ctx))
	synced(ctx, t, d)
}

// printed reads the paper: names only where they may be, and contacts on none.
func (w *aviary) printed() {
	files, err := filepath.Glob(w.file("*.pdf"))
	must0(w.t, err)
	for _, path := range files {
		text := tool(w.t, "pdftotext", "-layout", path, "-") + tool(w.t, "pdfinfo", "-meta", path)
		base := filepath.Base(path)
		if _, ok := namesOnPaper[base]; !ok && strings.Contains(text, marks.name) {
			w.t.Errorf("%s says names", base)
		}
		if base == "badges.pdf" && strings.Count(text, marks.name) < canaries {
			w.t.Errorf("%s says %d names: the test is blind", base, strings.Count(text, marks.name))
		}
		for _, m := range []string{marks.email, marks.phone, marks.address, marks.crew} {
			if strings.Contains(text, m) {
				w.t.Errorf("%s says %s", base, m)
			}
		}
	}
}

// crash looks at what lies there while the kit is open, and goes on from it.
func (w *aviary) crash() {
	var broken string
	w.a.with(w.t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.ImportGuests(ctx, w.id, canaryList(w.t, w.lists, " at-once"))
		must0(w.t, err)
		broken = copyFolder(w.t, w.a.opt.Dir)
	})
	if found := rawIn(w.t, broken, allMarks()); len(found) > 0 {
		w.t.Errorf("a crash leaves %v", found)
	}
	l := &laptop{opt: w.a.opt, now: w.a.now}
	l.opt.Dir = broken
	l.with(w.t, func(ctx context.Context, d *desk.Desk) {
		if guests, err := d.Guests(ctx, w.id); err != nil || len(guests) != canaries+visitors-1 {
			w.t.Errorf("after a crash: got %d guests, %v", len(guests), err)
		}
	})
	if found := rawIn(w.t, broken, allMarks()); len(found) > 0 {
		w.t.Errorf("after a crash there is %v", found)
	}
}

// carried sends the rest, puts a backup back, and brings both laptops to the same state.
func (w *aviary) carried() {
	t := w.t
	w.a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	_, err := desk.Restore(t.Context(), w.b.opt, w.file("stick.daykit"))
	must0(t, err)
	w.b.with(t, func(ctx context.Context, d *desk.Desk) {
		must0(t, d.Release(ctx))
		synced(ctx, t, d)
	})
	w.a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
}

// holds gives all that the group has for whoever has the keys: of both laptops, each of
// their backups, and what an empty laptop gets from the server.
func (w *aviary) holds() map[string][]byte {
	t := w.t
	out := map[string][]byte{}
	for name, l := range map[string]*laptop{"laptop A": w.a, "laptop B": w.b} {
		out[name] = openedIn(t, filepath.Join(l.opt.Dir, "workspace.db"), keysOf(t, l.opt.Dir, w.sheet))
		backups, err := fs.Glob(os.DirFS(l.opt.Dir), "backups/*.daykit")
		must0(t, err)
		if len(backups) == 0 {
			t.Errorf("%s has no backups", name)
		}
		for _, b := range backups {
			dir := backupIn(t, filepath.Join(l.opt.Dir, b), w.sheet)
			out[name+" "+b] = openedIn(t, filepath.Join(dir, "workspace.db"), keysOf(t, l.opt.Dir, w.sheet))
			if found := rawIn(t, dir, allMarks()); len(found) > 0 {
				t.Errorf("%s %s has %v in the plain", name, b, found)
			}
		}
	}
	fresh := newLaptop(t, 90+uint32(w.checked)) // each draws other incarnations
	fresh.now = w.a.now
	_, err := desk.RecoverOnline(t.Context(), fresh.opt, desk.SheetInput{Text: w.sheet.Text()}, w.c.url, "")
	must0(t, err)
	out["server"] = openedIn(t, filepath.Join(fresh.opt.Dir, "workspace.db"), keysOf(t, fresh.opt.Dir, w.sheet))
	return out
}

// theyAreThere keeps the test from being blind: with the keys all are found, everywhere.
func (w *aviary) theyAreThere() {
	all := people()
	for where, b := range w.holds() {
		if strings.Contains(where, "backups") {
			continue // the oldest are older than the guests
		}
		if found := canary.Find(b, all); len(found) != len(all) {
			w.t.Errorf("%s has %d of %d texts: the test is blind", where, len(found), len(all))
		}
	}
}

// eraseAll erases everybody when the event is over, on one laptop; the others hear of it.
func (w *aviary) eraseAll() {
	t := w.t
	for _, l := range []*laptop{w.a, w.b} {
		l.now = testNow.AddDate(0, 4, 0)
	}
	w.c.clock(w.a.now)
	w.a.with(t, func(ctx context.Context, d *desk.Desk) {
		got, err := d.Purge(ctx, w.id)
		if err != nil || got.People != canaries+visitors+1+5 {
			t.Fatalf("got %+v, %v", got, err)
		}
		synced(ctx, t, d)
	})
	w.b.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		must0(t, d.Tend(ctx))
	})
	w.a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
}

// theyAreGone looks with all keys, and tries to take the erasure back.
func (w *aviary) theyAreGone() {
	t := w.t
	gone := []string{marks.name, marks.email, marks.phone, marks.address}
	for where, b := range w.holds() {
		if found := canary.Find(b, gone); len(found) > 0 {
			t.Errorf("%s still has %v for whoever has the keys", where, found)
		}
	}
	for _, l := range []*laptop{w.a, w.b} {
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			for range 60 {
				if _, err := d.Undo(ctx, w.id); err != nil {
					break
				}
			}
			if guests, err := d.Guests(ctx, w.id); err != nil && !strings.Contains(err.Error(), "no event") || len(guests) > 0 {
				t.Errorf("undoing brings %d guests back, %v", len(guests), err)
			}
		})
	}
}
