package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
)

// as writes pages for a profile to a file of the test's own folder.
func as(t testing.TB, o pdf.Options, pages ...*display.Page) string {
	t.Helper()
	full := options()
	full.Profile, full.BleedMM, full.CMYK = o.Profile, o.BleedMM, o.CMYK
	path := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(path, write(t, full, pages...), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// bledPage is a page whose ground runs 5 mm past every edge.
func bledPage(t testing.TB, w, h float64) *display.Page {
	p := &display.Page{W: w, H: h}
	p.Add(display.Fill{Path: display.RectPath(display.Rect{X: -display.MM(5), Y: -display.MM(5), W: w + display.MM(10), H: h + display.MM(10)}), Color: display.RGB(0x0f8b8d)},
		display.Tag{Role: display.P}, display.Text{Run: plainRun(t, "Welcome", 40, 60, 100), Color: ink},
		display.Link{Rect: display.Rect{X: 60, Y: 60, W: 100, H: 40}, URL: "https://daykit.example"}, display.End{})
	return p
}

func TestBoxesAreExact(t *testing.T) {
	t.Parallel()
	a3 := bledPage(t, display.MM(297), display.MM(420))
	for name, c := range map[string]struct {
		options pdf.Options
		want    map[string]string
	}{
		"home": {pdf.Options{}, map[string]string{
			"MediaBox": "0.00 0.00 841.89 1190.55", "BleedBox": "0.00 0.00 841.89 1190.55", "TrimBox": "0.00 0.00 841.89 1190.55",
		}},
		"a shop": {pdf.Options{Profile: pdf.PrintShop}, map[string]string{ // 3 mm, then 8 mm
			"MediaBox": "0.00 0.00 904.25 1252.91", "BleedBox": "22.68 22.68 881.58 1230.24", "TrimBox": "31.18 31.18 873.07 1221.73",
		}},
		"a shop that wants more": {pdf.Options{Profile: pdf.PrintShop, BleedMM: 5, CMYK: true}, map[string]string{
			"MediaBox": "0.00 0.00 915.59 1264.25", "BleedBox": "22.68 22.68 892.91 1241.57", "TrimBox": "36.85 36.85 878.74 1227.40",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := as(t, c.options, a3)
			out := tool(t, "pdfinfo", "-box", path)
			for box, want := range c.want {
				m := regexp.MustCompile(box + `:\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)`).FindStringSubmatch(out)
				if m == nil {
					t.Fatalf("no %s in\n%s", box, out)
				}
				if got := strings.Join(m[1:], " "); got != want {
					t.Errorf("%s is %s, want %s", box, got, want)
				}
			}
			if out := tool(t, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors") {
				t.Errorf("qpdf: %s", out)
			}
		})
	}
}

// TestShopsGetBleedAndMarks looks at the paper round the page: artwork to the
// bleed and not past it, then a gap, then the marks, all round.
func TestShopsGetBleedAndMarks(t *testing.T) {
	t.Parallel()
	const w, h = 300, 200
	path := as(t, pdf.Options{Profile: pdf.PrintShop}, bledPage(t, w, h))
	const dpi = 288 // four pixels a point
	g := picture(t, path, strconv.Itoa(dpi))
	trim := display.MM(11)
	dark := func(x, y float64) bool { return g.GrayAt(int((trim+x)*4), int((trim+y)*4)).Y < 200 }
	mm := display.PtPerMM
	for _, c := range []struct {
		what string
		x, y float64
		want bool
	}{
		{"bleed left", -2.8 * mm, 50, true},
		{"past it", -3.2 * mm, 50, false},
		{"bleed above", 50, -2.8 * mm, true},
		{"past it", 50, -3.2 * mm, false},
		{"bleed right", w + 2.8*mm, 50, true},
		{"past it", w + 3.2*mm, 50, false},
		{"bleed below", 50, h + 2.8*mm, true},
		{"past it", 50, h + 3.2*mm, false},
		{"mark left of the top left corner", -6 * mm, 0, true},
		{"gap before it", -3.5 * mm, 0, false},
		{"end of it", -9.5 * mm, 0, false},
		{"mark above the top left corner", 0, -6 * mm, true},
		{"mark above the top right corner", w, -6 * mm, true},
		{"mark below the bottom right corner", w, h + 6*mm, true},
		{"mark right of it", w + 6*mm, h, true},
		{"nothing beside a mark", 3, -6 * mm, false},
	} {
		if got := dark(c.x, c.y); got != c.want {
			t.Errorf("%s: ink %v, want %v", c.what, got, c.want)
		}
	}
	text := qdf(t, path)
	if bytes.Contains([]byte(text), []byte("GTS_PDFX")) {
		t.Error("the file claims to be PDF/X")
	}
	if want := fmt.Sprintf("%.2f", trim+60); !strings.Contains(text, want) {
		t.Errorf("the link has not moved with the page: no %s in the file", want)
	}
}

// coverage is the share of each plate that has ink, as Ghostscript finds.
func coverage(t testing.TB, path string) (c, m, y, k float64) {
	t.Helper()
	out := tool(t, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=ink_cov", "-r600", "-o", "-", path)
	if _, err := fmt.Sscan(out, &c, &m, &y, &k); err != nil {
		t.Fatalf("ink_cov says %q: %v", out, err)
	}
	return c, m, y, k
}

// TestInks holds that each colour falls on the plates that were chosen for it.
func TestInks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		color display.Color
		want  [4]float64
	}{
		"black":         {display.RGB(0x000000), [4]float64{0, 0, 0, 100}},
		"grey":          {display.RGB(0x808080), [4]float64{0, 0, 0, 50}},
		"ink":           {ink, [4]float64{60, 55, 0, 80}},
		"marigold":      {display.RGB(0xf4a62a), [4]float64{0, 40, 90, 0}},
		"teal":          {display.RGB(0x0f8b8d), [4]float64{85, 22, 42, 10}},
		"plain convert": {display.RGB(0x3366cc), [4]float64{75, 50, 0, 20}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &display.Page{W: 100, H: 100}
			p.Add(display.Fill{Path: display.RectPath(display.Rect{X: -20, Y: -20, W: 140, H: 140}), Color: c.color})
			o := pdf.Options{Profile: pdf.PrintShop, CMYK: true}
			var got [4]float64
			got[0], got[1], got[2], got[3] = coverage(t, as(t, o, p))
			bled, paper := 100+2*display.MM(3), 100+2*display.MM(11)
			for i := range got {
				// The crop marks are a little on every plate.
				if want := c.want[i] * bled * bled / (paper * paper); got[i] < want-0.2 || got[i] > want+0.6 {
					t.Errorf("plate %d has %.2f %%, want %.2f %%", i, got[i], want)
				}
			}
		})
	}
}

func TestShopPhotosKeepTheirColours(t *testing.T) {
	t.Parallel()
	p := &display.Page{W: 200, H: 200}
	p.Add(display.Image{Picture: quarters(t, "a", false), Rect: display.Rect{W: 160, H: 80}})
	text := qdf(t, as(t, pdf.Options{Profile: pdf.PrintShop, CMYK: true}, p))
	if !strings.Contains(text, "/ICCBased") || strings.Contains(text, "/OutputIntents") {
		t.Error("a photo for a print shop has no profile of its own, or the file has one for all")
	}
}

func TestOptionsOfOtherProfilesDoNothing(t *testing.T) {
	t.Parallel()
	p := bledPage(t, 300, 200)
	o := options()
	want := write(t, o, p)
	o.BleedMM, o.CMYK = 4, true
	if !bytes.Equal(want, write(t, o, p)) {
		t.Error("a home print takes the wishes of a print shop")
	}
}

func TestWrongProfilesAreRefused(t *testing.T) {
	t.Parallel()
	for want, o := range map[string]pdf.Options{
		"bleed of 6 mm":      {Profile: pdf.PrintShop, BleedMM: 6},
		"bleed of -1 mm":     {Profile: pdf.PrintShop, BleedMM: -1},
		"no print profile 9": {Profile: 9},
	} {
		var b bytes.Buffer
		err := pdf.Write(&b, faces(t), []*display.Page{{W: 100, H: 100}}, o)
		if err == nil || !strings.Contains(err.Error(), want) || b.Len() > 0 {
			t.Errorf("got error %v and %d bytes, want %q", err, b.Len(), want)
		}
	}
}

// preflight is PDFBox's checker, as Debian has it: libpdfbox2-java, libfontbox2-java,
// libcommons-logging-java, libcommons-io-java, libjaxb-api-java, libactivation-java.
func preflight(t testing.TB, path string) string {
	t.Helper()
	if _, err := exec.LookPath("java"); err != nil {
		t.Fatalf("install a Java runtime to run PDFBox preflight: %v", err)
	}
	var jars []string
	for _, name := range []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "jaxb-api", "javax.activation"} {
		jar := "/usr/share/java/" + name + ".jar"
		if _, err := os.Stat(jar); err != nil {
			t.Fatalf("install the Debian packages of PDFBox preflight: %v", err)
		}
		jars = append(jars, jar)
	}
	out, err := exec.CommandContext(t.Context(), "java", "-cp", strings.Join(jars, ":"), "org.apache.pdfbox.preflight.Validator_A1b", path).CombinedOutput()
	if e := (*exec.ExitError)(nil); err != nil && !errors.As(err, &e) {
		t.Fatal(err)
	}
	return string(out)
}

// TestArchiveKeepsTheStandard checks an archive copy by the one checker at hand. It
// knows only the first part of the standard, which allows neither object streams
// nor the number of a later part, so these two are changed first; all else, which
// is stricter than the second part, must hold.
func TestArchiveKeepsTheStandard(t *testing.T) {
	t.Parallel()
	p := plainPage(t)
	p.Add(display.Tag{Role: display.Figure, Alt: "Four shades"},
		display.Image{Picture: quarters(t, "a", false), Rect: display.Rect{X: 40, Y: 500, W: 160, H: 80}, Clip: display.CirclePath(100, 540, 30)},
		display.Image{Picture: quarters(t, "b", true), Rect: display.Rect{X: 240, Y: 500, W: 160, H: 80}}, display.End{},
		display.Tag{Role: display.P}, display.Use{Part: mark(t), X: 300, Y: 600, Turn: 1}, display.End{})
	path := as(t, pdf.Options{Profile: pdf.Archive}, append(articlePages(t, 1), p)...)
	if text := qdf(t, path); !strings.Contains(text, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>") {
		t.Error("the file does not say which standard it keeps")
	}
	old := path + ".old.pdf"
	tool(t, "qpdf", "--object-streams=disable", "--force-version=1.4", "--newline-before-endstream", path, old)
	b, err := os.ReadFile(old)
	if err != nil {
		t.Fatal(err)
	}
	b = bytes.Replace(b, []byte("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U<"), []byte("<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B<"), 1)
	if err := os.WriteFile(old, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if out := preflight(t, old); !strings.Contains(out, "is a valid PDF/A-1b file") {
		t.Errorf("preflight: %s", out)
	}
}

func TestOnlyArchivesClaimAStandard(t *testing.T) {
	t.Parallel()
	for _, o := range []pdf.Options{{}, {Profile: pdf.PrintShop}} {
		if text := qdf(t, as(t, o, plainPage(t))); strings.Contains(text, "pdfaid") {
			t.Errorf("profile %d says that it is PDF/A", o.Profile)
		}
	}
}
