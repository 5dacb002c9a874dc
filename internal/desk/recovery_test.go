package desk_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/data/seal"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"

	"github.com/google/go-cmp/cmp"
)

// paper is a printed recovery sheet.
type paper struct {
	file   string
	sheet  desk.RecoverySheet
	secret seal.Recovery
	text   string // of all pages
}

// printSheet prints a sheet and reads it as a scanner does.
func printSheet(ctx context.Context, t *testing.T, d *desk.Desk, req desk.RecoveryRequest) paper {
	t.Helper()
	req.File = filepath.Join(t.TempDir(), "sheet.pdf")
	sheet, err := d.PrintRecovery(ctx, req)
	if err != nil {
		t.Fatal(err)
	}
	p := paper{file: req.File, sheet: sheet, text: tool(t, "pdftotext", "-layout", req.File, "-")}
	code := strings.TrimSpace(tool(t, "zbarimg", "--quiet", "--raw", p.photo(t, "150")))
	if p.secret, err = seal.ReadRecovery(code); err != nil {
		t.Fatal(err)
	}
	return p
}

// photo is a picture of the first page.
func (p paper) photo(t *testing.T, dpi string) string {
	t.Helper()
	stem := filepath.Join(t.TempDir(), "photo")
	tool(t, "pdftoppm", "-r", dpi, "-singlefile", "-jpeg", "-f", "1", "-l", "1", p.file, stem)
	return stem + ".jpg"
}

// groups are those that are asked for, as a person types them.
func (p paper) groups() string {
	var out []string
	for _, n := range p.sheet.Ask {
		out = append(out, fmt.Sprintf("%d:%s", n, strings.ToLower(p.secret.Groups()[n-1])))
	}
	return strings.Join(out, " ")
}

func TestRecoverySheetIsPrintedAndChecked(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 10)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		addSample(t, d)
		_, err := d.CheckRecovery(ctx, desk.SheetInput{Text: "x"})
		wantFault(t, err, fault.Invalid, "58 characters")
		p := printSheet(ctx, t, d, desk.RecoveryRequest{})
		if p.sheet.Number != 1 || p.sheet.Pages != 2 || len(p.sheet.Ask) != 3 || len(p.sheet.Notes) != 0 {
			t.Errorf("got %+v", p.sheet)
		}
		for _, want := range append(p.secret.Groups(), p.secret.Words()...) {
			if strings.Count(p.text, want) < 2 {
				t.Errorf("%q is not on both pages", want)
			}
		}
		if !strings.Contains(p.text, "Made on Friday 4 December 2026, sheet 1") {
			t.Errorf("the date and the number are not on the page: %s", p.text)
		}
		for _, secret := range append(p.secret.Groups(), p.secret.Text(), strings.Join(p.secret.Words()[:2], " ")) {
			if found := holds(t, l.opt.Dir, secret); found != "" {
				t.Errorf("%s holds %q of the sheet", filepath.Base(found), secret)
			}
		}
		eachCheck(ctx, t, d, p)
		replaceSheet(ctx, t, d, p)
	})
}

// eachCheck checks a sheet in every way, and what is wrong with it.
func eachCheck(ctx context.Context, t *testing.T, d *desk.Desk, p paper) {
	t.Helper()
	for _, wrong := range []struct{ groups, says string }{
		{"", "there are no groups"},
		{"ABCDE", "is no group with its number"},
		{"13:ABCDE", "groups 1 to 12"},
		{"0:ABCDE", "groups 1 to 12"},
		{p.groups() + " " + p.groups(), "twice"},
		{strings.Join(strings.Fields(p.groups())[:2], " "), fmt.Sprintf("group %d is missing", p.sheet.Ask[2])},
		{p.groups()[:len(p.groups())-1] + "!", fmt.Sprintf("group %d differs", p.sheet.Ask[2])},
	} {
		_, err := d.CheckGroups(ctx, wrong.groups)
		wantFault(t, err, fault.Invalid, wrong.says)
	}
	st, err := d.CheckGroups(ctx, p.groups())
	if err != nil || st.Sheet.Checked == "" || st.Sheet.Due || len(st.Sheet.Ask) != 0 {
		t.Errorf("groups: got %+v, %v", st, err)
	}
	_, err = d.CheckGroups(ctx, p.groups())
	wantFault(t, err, fault.Conflict, "no groups are asked for")
	words := strings.Join(p.secret.Words(), " ")
	for name, in := range map[string]desk.SheetInput{
		"text": {Text: p.secret.Text()}, "groups": {Text: strings.Join(p.secret.Groups(), " ")}, "words as text": {Text: words},
		"words": {Words: words}, "photo": {Photo: p.photo(t, "110")},
	} {
		if _, err := d.CheckRecovery(ctx, in); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = d.CheckRecovery(ctx, desk.SheetInput{Words: words, Text: words})
	wantFault(t, err, fault.Invalid, "in one way")
	_, err = d.CheckRecovery(ctx, desk.SheetInput{Words: strings.Replace(words, p.secret.Words()[4], "xyzzy", 1)})
	wantFault(t, err, fault.Invalid, "word 5 is on no recovery sheet")
	_, err = d.CheckRecovery(ctx, desk.SheetInput{Photo: filepath.Join(t.TempDir(), "no.jpg")})
	wantFault(t, err, fault.NotFound, "no.jpg")
	text := p.secret.Text()
	for at := len(text) - 58; at < len(text); at += 7 {
		wrong := "Q"
		if text[at] == 'Q' {
			wrong = "P"
		}
		_, err := d.CheckRecovery(ctx, desk.SheetInput{Text: text[:at] + wrong + text[at+1:]})
		wantFault(t, err, fault.Invalid, "a character of the recovery sheet is wrong")
	}
}

// replaceSheet prints another sheet, which is asked for twice.
func replaceSheet(ctx context.Context, t *testing.T, d *desk.Desk, old paper) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "no.pdf")
	_, err := d.PrintRecovery(ctx, desk.RecoveryRequest{File: file})
	wantFault(t, err, fault.Conflict, "--replace")
	_, err = d.PrintRecovery(ctx, desk.RecoveryRequest{File: file, Replace: true, Paper: "a5"})
	wantFault(t, err, fault.Invalid, "a4 or letter")
	_, err = d.PrintRecovery(ctx, desk.RecoveryRequest{File: filepath.Join(t.TempDir(), "no", "no.pdf"), Replace: true})
	wantFault(t, err, fault.NotFound, "the folder for no.pdf is not there")
	if _, err := d.CheckRecovery(ctx, desk.SheetInput{Text: old.secret.Text()}); err != nil {
		t.Errorf("after prints that failed the sheet is worth nothing: %v", err)
	}
	p := printSheet(ctx, t, d, desk.RecoveryRequest{Replace: true, Paper: "letter"})
	if _, err := os.Stat(file); !os.IsNotExist(err) || p.sheet.Number != 2 {
		t.Errorf("got sheet %d, %v", p.sheet.Number, err)
	}
	_, err = d.CheckRecovery(ctx, desk.SheetInput{Text: old.secret.Text()})
	wantFault(t, err, fault.Invalid, "this sheet does not open your keys")
	// One that was never checked may be replaced without asking.
	printSheet(ctx, t, d, desk.RecoveryRequest{})
}

func TestRecover(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 11)
	var id string
	var p, stale paper
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id = addSample(t, d)
		stale = printSheet(ctx, t, d, desk.RecoveryRequest{})
		p = printSheet(ctx, t, d, desk.RecoveryRequest{})
		if _, err := d.SetPassphrase(ctx, "a passphrase that is forgotten"); err != nil {
			t.Fatal(err)
		}
	})
	bag := filepath.Join(l.opt.Dir, "keybag.age")
	sheet := desk.SheetInput{Text: p.secret.Text()}

	other := newLaptop(t, 12)
	_, err := desk.Recover(t.Context(), other.opt, desk.SheetInput{Text: stale.secret.Text()}, bag, "")
	wantFault(t, err, fault.Denied, "this sheet does not open this file")
	_, err = desk.Recover(t.Context(), other.opt, sheet, "", "")
	wantFault(t, err, fault.Invalid, "name a backup")
	_, err = desk.Recover(t.Context(), other.opt, sheet, p.file, "")
	if err == nil {
		t.Error("a PDF is taken for a backup")
	}
	got, err := desk.Recover(t.Context(), other.opt, sheet, bag, "the library's")
	if err != nil || got.Keys.Devices != 2 || got.Keys.Sheet.Checked == "" || got.Keys.Sheet.Number != 2 || got.Data != "" {
		t.Errorf("got %+v, %v", got, err)
	}
	other.with(t, func(ctx context.Context, d *desk.Desk) {
		devices, err := d.Devices(ctx)
		if err != nil || len(devices) != 2 || devices[1].Name != "the library's" || !devices[1].Here || devices[1].ID != got.Device {
			t.Errorf("got %+v, %v", devices, err)
		}
		addSample(t, d)
	})
	_, err = desk.Recover(t.Context(), other.opt, sheet, bag, "")
	wantFault(t, err, fault.Conflict, "events of its own")

	// The passphrase is forgotten: the sheet opens the workspace where it is.
	_, err = desk.Recover(t.Context(), l.opt, sheet, filepath.Join(other.opt.Dir, "keybag-2.age"), "")
	if err != nil {
		t.Error(err)
	}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		guests, err := d.Guests(ctx, id)
		if st, _ := d.Keys(ctx); err != nil || len(guests) == 0 || st.Guard != "file" {
			t.Errorf("got %d guests, %+v, %v", len(guests), st, err)
		}
	})
}

// TestRecoverFromABackup is the laptop that fell into the water: an empty one, the
// paper and a stick.
func TestRecoverFromABackup(t *testing.T) {
	t.Parallel()
	l, blank := newLaptop(t, 15), newLaptop(t, 16)
	file := filepath.Join(t.TempDir(), "stick.daykit")
	var id string
	var want []desk.Guest
	var p paper
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id = addSample(t, d)
		p = printSheet(ctx, t, d, desk.RecoveryRequest{})
		var err error
		if want, err = d.Guests(ctx, id); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Backup(ctx, file); err != nil {
			t.Fatal(err)
		}
	})
	got, err := desk.Recover(t.Context(), blank.opt, desk.SheetInput{Photo: p.photo(t, "90")}, file, "the new one")
	if err != nil || got.Data == "" || got.Keys.Devices != 2 || got.Keys.Sheet.Checked == "" {
		t.Fatalf("got %+v, %v", got, err)
	}
	blank.with(t, func(ctx context.Context, d *desk.Desk) {
		guests, err := d.Guests(ctx, id)
		if diff := cmp.Diff(want, guests); diff != "" || err != nil {
			t.Errorf("%v: guests differ (-want +got): %s", err, diff)
		}
		if held, err := d.Held(ctx); err != nil || held == "" {
			t.Errorf("got held %q, %v; want that a person looks first", held, err)
		}
		printSheet(ctx, t, d, desk.RecoveryRequest{Replace: true})
	})
}

// TestRecoverRefusesTheKeysOfOthers: they would not open what is here.
func TestRecoverRefusesTheKeysOfOthers(t *testing.T) {
	t.Parallel()
	ours, theirs := newLaptop(t, 13), newLaptop(t, 14)
	var p paper
	theirs.with(t, func(ctx context.Context, d *desk.Desk) { p = printSheet(ctx, t, d, desk.RecoveryRequest{}) })
	ours.with(t, func(ctx context.Context, d *desk.Desk) {
		addSample(t, d)
		if _, err := d.SetPassphrase(ctx, "a passphrase of ours"); err != nil {
			t.Fatal(err)
		}
	})
	before := snapshot(t, ours.opt.Dir)
	_, err := desk.Recover(t.Context(), ours.opt, desk.SheetInput{Text: p.secret.Text()}, filepath.Join(theirs.opt.Dir, "keybag.age"), "")
	wantFault(t, err, fault.Denied, "another workspace")
	if after := snapshot(t, ours.opt.Dir); len(after) != len(before) || after["keys.json"] != before["keys.json"] {
		t.Error("what was refused changed the keys")
	}
}
