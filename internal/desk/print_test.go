package desk_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

func TestEveryKindPrints(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	addShifts(t, d, id)
	choices, err := d.PrintChoices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	size := map[string][2]float64{}
	for _, p := range choices.Papers {
		size[p.Name] = [2]float64{p.WidthMM, p.HeightMM}
	}
	for _, k := range choices.Kinds {
		for _, paper := range k.Papers {
			t.Run(k.Kind+" "+paper, func(t *testing.T) {
				t.Parallel()
				file := filepath.Join(t.TempDir(), "print."+k.Formats[0])
				req := desk.PrintRequest{Kind: k.Kind, Paper: paper}
				saved, _, err := d.SavePrint(t.Context(), id, req, k.Formats[0], file, nil)
				if err != nil {
					t.Fatal(err)
				}
				if k.Formats[0] == "png" {
					wantPNG(t, file, choices.Papers, paper)
					return
				}
				if out, err := exec.CommandContext(t.Context(), "qpdf", "--check", file).CombinedOutput(); err != nil {
					t.Errorf("qpdf: %v\n%s", err, out)
				}
				want := size[paper]
				if onItsSide := k.Kind == desk.KindProgramme || k.Kind == desk.KindFlyer && paper != "a6" || k.Kind == desk.KindFeedback && paper == "a5"; onItsSide {
					want = size["a4-landscape"]
				} else if k.Kind == desk.KindFlyer {
					want = size["a4"]
				}
				wantPages(t, file, saved.Pages, want)
			})
		}
	}
}

// wantPages holds that each page of a PDF has the size wanted, to the hundredth of
// a millimetre.
func wantPages(t *testing.T, file string, pages int, mm [2]float64) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdfinfo", "-l", "999", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	sized := 0
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		if len(f) < 6 || f[0] != "Page" || f[2] != "size:" {
			continue
		}
		sized++
		if !near(f[3], mm[0]) || !near(f[5], mm[1]) {
			t.Errorf("%s, want %.1f x %.1f mm", strings.TrimSpace(line), mm[0], mm[1])
		}
	}
	if sized != pages || pages == 0 {
		t.Errorf("the file has %d pages, want %d", sized, pages)
	}
}

func near(points string, mm float64) bool {
	var pt float64
	err := json.Unmarshal([]byte(points), &pt)
	off := pt*25.4/72 - mm
	return err == nil && off > -0.01 && off < 0.01
}

func wantPNG(t *testing.T, file string, papers []desk.PaperItem, paper string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, kind, err := image.DecodeConfig(f)
	if err != nil || kind != "png" {
		t.Fatalf("got a picture of kind %q, %v", kind, err)
	}
	i := slices.IndexFunc(papers, func(p desk.PaperItem) bool { return p.Name == paper })
	if c.Width != papers[i].Px {
		t.Errorf("%s is %d pixels wide, want %d", paper, c.Width, papers[i].Px)
	}
	alt, err := os.ReadFile(file + ".txt")
	if err != nil || len(bytes.TrimSpace(alt)) == 0 {
		t.Errorf("the words for those who do not see it are missing: %q, %v", alt, err)
	}
}

func TestDraftBand(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	draftsOf := func(kind, lang string) []string {
		p, err := d.Preview(t.Context(), id, desk.PrintRequest{Kind: kind, Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		return p.Drafts
	}
	drafts := func(lang string) []string { return draftsOf(desk.KindPoster, lang) }
	for _, kind := range []string{desk.KindPlan, desk.KindRisks, desk.KindDoorPlan} { // the kit has no Urdu words for them, and they are English throughout
		if diff := cmp.Diff([]string{}, draftsOf(kind, "ur")); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
	if diff := cmp.Diff([]string{}, drafts("en")); diff != "" {
		t.Errorf("English is no draft: %s", diff)
	}
	if diff := cmp.Diff([]string{"pl", "ur"}, drafts("pl,ur")); diff != "" {
		t.Error(diff)
	}
	if _, err := d.ConfirmProof(t.Context(), id, "ur", "  "); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a confirmation by nobody gives %v", err)
	}
	proofs, err := d.ConfirmProof(t.Context(), id, "ur", "Nadia")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(proofs, func(p desk.ProofItem) bool { return p.Lang == "ur" })
	if proofs[i].By != "Nadia" || proofs[i].Date == "" {
		t.Errorf("got %+v", proofs[i])
	}
	if diff := cmp.Diff([]string{"pl"}, drafts("pl,ur")); diff != "" {
		t.Error(diff)
	}
	if _, err := d.Undo(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"ur"}, drafts("ur")); diff != "" {
		t.Errorf("after undo: %s", diff)
	}
}

func TestLedger(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	if _, err := d.Choose(t.Context(), id, []string{"toby-g-mbe"}); err != nil {
		t.Fatal(err)
	}
	reqs := []desk.PrintRequest{
		{Kind: desk.KindPoster, Copies: 10},
		{Kind: desk.KindPoster, Design: "voice", Paper: "a3", Lang: "en,ur"},
	}
	for _, req := range reqs {
		if _, _, err := d.Print(t.Context(), id, req, "pdf", nil, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Preview(t.Context(), id, reqs[0]); err != nil {
		t.Fatal(err)
	}
	got, err := d.Prints(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if got[i].At == "" {
			t.Error("a print without a time")
		}
		got[i].At = ""
	}
	want := []desk.PrintRecord{
		{Kind: "poster", Design: "weave", Lang: "en", Paper: "a4", Pages: 1, Copies: 10, Voices: []string{}, Photos: []string{}, Withdrawn: []string{}},
		{Kind: "poster", Design: "voice", Lang: "en,ur", Paper: "a3", Pages: 2, Copies: 1, Voices: []string{"toby-g-mbe"}, Photos: []string{}, Withdrawn: []string{}},
	}
	byDesign := func(a, b desk.PrintRecord) int { return -strings.Compare(a.Design, b.Design) }
	slices.SortFunc(got, byDesign)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestVoiceIsUsedOnlyAsAgreed(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	_, err := d.Preview(t.Context(), id, desk.PrintRequest{Kind: desk.KindSocial, Design: "voice", Voice: "toby-g-mbe"})
	if fault.CodeOf(err) != fault.Denied {
		t.Errorf("a voice that agreed to print alone stands in a picture for social media: %v", err)
	}
	if _, err := d.Choose(t.Context(), id, []string{}); err != nil {
		t.Fatal(err)
	}
	p, err := d.Preview(t.Context(), id, desk.PrintRequest{Kind: desk.KindPoster, Design: "voice"})
	if err != nil || !slices.ContainsFunc(p.Problems, func(p desk.Problem) bool { return p.Field == "voice" }) {
		t.Errorf("a voice poster without a voice has problems %v, %v", p.Problems, err)
	}
}

func TestKitAsZip(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	if _, err := d.Edit(t.Context(), id, []byte(`{"languages":["en"]}`)); err != nil {
		t.Fatal(err)
	}
	var files [2][]byte
	for i := range files {
		path := filepath.Join(t.TempDir(), "kit.zip")
		if _, err := d.KitZip(t.Context(), id, path, nil); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[i] = b
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same event gives two different kits")
	}
	z, err := zip.NewReader(bytes.NewReader(files[0]), int64(len(files[0])))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Open("manifest.json"); err != nil {
		t.Error(err)
	}
}

func TestCancelledKitLeavesNothing(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	for name, make := range map[string]func(context.Context, string, string, func(desk.KitProgress)) ([]desk.Saved, error){
		"folder": d.Kit, "kit.zip": d.KitZip,
	} {
		ctx, cancel := context.WithCancel(t.Context())
		dir := t.TempDir()
		_, err := make(ctx, id, filepath.Join(dir, name), func(p desk.KitProgress) {
			if p.Done == 1 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", name, err)
		}
		_ = filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				t.Errorf("%s: %s was left", name, e.Name())
			}
			return err
		})
	}
	prints, err := d.Prints(t.Context(), id)
	if err != nil || len(prints) != 0 {
		t.Errorf("the ledger has %d lines, %v", len(prints), err)
	}
}

func TestPrinters(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	if _, err := d.SetPrinter(t.Context(), "at home", 1.24, -0.4); err != nil {
		t.Fatal(err)
	}
	all, err := d.SetPrinter(t.Context(), " at home ", 2, -0.4)
	if diff := cmp.Diff([]desk.PrinterItem{{Name: "at home", XMM: 2, YMM: -0.4}}, all); diff != "" || err != nil {
		t.Error(diff, err)
	}
	for _, bad := range []float64{11, -11} {
		if _, err := d.SetPrinter(t.Context(), "bad", bad, 0); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%g mm off: %v", bad, err)
		}
	}
	if _, err := d.Preview(t.Context(), id, desk.PrintRequest{Kind: desk.KindBadges, Printer: "nobody's"}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("got %v", err)
	}
	plain, moved := printedBytes(t, d, id, ""), printedBytes(t, d, id, "at home")
	if bytes.Equal(plain, moved) {
		t.Error("the correction moves nothing")
	}
	if all, err := d.DropPrinter(t.Context(), "at home"); err != nil || len(all) != 0 {
		t.Errorf("got %v, %v", all, err)
	}
}

func printedBytes(t *testing.T, d *desk.Desk, id, printer string) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, _, err := d.Print(t.Context(), id, desk.PrintRequest{Kind: desk.KindBadges, Printer: printer}, "pdf", nil, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPhoto(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	path := filepath.Join(t.TempDir(), "photo.jpg")
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 900, 600)), nil); err != nil {
		t.Fatal(err)
	}
	withGPS := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, 16}, "Exif\x00\x00GPS-SECRET"[:14]...)
	if err := os.WriteFile(path, append(withGPS, b.Bytes()[2:]...), 0o600); err != nil {
		t.Fatal(err)
	}
	view, _, err := d.SetPhoto(t.Context(), id, path)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := d.Picture(view.Doc.Photo.File)
	if err != nil || bytes.Contains(kept, []byte("Exif")) || bytes.Contains(kept, []byte("GPS")) {
		t.Errorf("the kept picture says where it was taken (%v)", err)
	}
	pdf := string(posterBytes(t, d, id))
	if !strings.Contains(pdf, "DCTDecode") {
		t.Error("the poster has no photo")
	}
	if _, err := d.Undo(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(posterBytes(t, d, id)), "DCTDecode") {
		t.Error("the photo is still there after undo")
	}
	for name, content := range map[string]string{"notes.jpg": "no picture", "half.jpg": b.String()[:200]} {
		bad := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(bad, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.SetPhoto(t.Context(), id, bad); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"../workspace.db", "x.jpg", "."} {
		if _, err := d.Picture(name); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("picture %q: %v", name, err)
		}
	}
}

func posterBytes(t *testing.T, d *desk.Desk, id string) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, _, err := d.Print(t.Context(), id, desk.PrintRequest{Kind: desk.KindPoster}, "pdf", nil, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTextsGoOutAndBack(t *testing.T) {
	t.Parallel()
	for _, ext := range []string{"csv", "xlf", "po"} {
		t.Run(ext, func(t *testing.T) {
			t.Parallel()
			d := openDesk(t)
			id := addSample(t, d)
			path := filepath.Join(t.TempDir(), "texts."+ext)
			if _, err := d.SaveTexts(t.Context(), id, "fr", path); err != nil {
				t.Fatal(err)
			}
			got, err := d.ImportTexts(t.Context(), id, path)
			if err != nil || got.Changed != 0 || len(got.Stale)+len(got.Unknown)+len(got.Broken) != 0 {
				t.Errorf("what was not touched changes something: %+v, %v", got, err)
			}
			if _, err := d.Edit(t.Context(), id, []byte(`{"title":{"en":"Another title"}}`)); err != nil {
				t.Fatal(err)
			}
			got, err = d.ImportTexts(t.Context(), id, path)
			if diff := cmp.Diff([]string{"event/title"}, got.Stale); diff != "" || err != nil {
				t.Errorf("a changed source: %s %v", diff, err)
			}
		})
	}
}

func TestTranslatedWordsAreTaken(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	path := filepath.Join(t.TempDir(), "texts.csv")
	if _, err := d.SaveTexts(t.Context(), id, "fr", path); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	signup, _ := content.Builtin().Phrase("signup", "fr")
	b = bytes.Replace(b, []byte(signup), []byte("Rejoignez-nous"), 1)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := d.ImportTexts(t.Context(), id, path)
	if err != nil || got.Changed != 1 {
		t.Fatalf("got %+v, %v", got, err)
	}
	text := plainText(t, desk.KindPoster, func(w io.Writer) error {
		_, _, err := d.Print(t.Context(), id, desk.PrintRequest{Kind: desk.KindPoster, Lang: "fr"}, "pdf", nil, w)
		return err
	})
	if !strings.Contains(text, "Rejoignez-nous") {
		t.Errorf("the poster does not say what the translator wrote:\n%s", text)
	}
}

func TestRequestsThatMislead(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	for name, req := range map[string]desk.PrintRequest{
		"no such kind":                 {Kind: "balloon"},
		"no such design":               {Kind: desk.KindPoster, Design: "baroque"},
		"a design where there is one":  {Kind: desk.KindBadges, Design: "weave"},
		"a paper of another kind":      {Kind: desk.KindBadges, Paper: "a3"},
		"no such language":             {Kind: desk.KindPoster, Lang: "xx"},
		"two languages where one goes": {Kind: desk.KindProgramme, Lang: "en,ur"},
		"no such profile":              {Kind: desk.KindPoster, Profile: "offset"},
		"a bleed of an ell":            {Kind: desk.KindPoster, Profile: "print-shop", BleedMM: 1143},
		"labels for a poster":          {Kind: desk.KindPoster, Label: "L7160"},
		"no such labels":               {Kind: desk.KindBadges, Label: "L0000"},
		"a sheet of another shape":     {Kind: desk.KindSignup, Variant: "circles"},
		"tiles of badges":              {Kind: desk.KindBadges, Tile: "a4"},
		"minus copies":                 {Kind: desk.KindPoster, Copies: -1},
	} {
		if _, err := d.Preview(t.Context(), id, req); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
