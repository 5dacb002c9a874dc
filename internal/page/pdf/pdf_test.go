package pdf_test

import (
	"bytes"
	"errors"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"

	"github.com/google/go-cmp/cmp"
)

// plainPage has one of everything: a heading, a paragraph with a link, a figure,
// a table, decoration and a field.
func plainPage(t testing.TB) *display.Page {
	p := &display.Page{W: display.MM(210), H: display.MM(297)}
	p.Add(display.Fill{Path: display.RectPath(display.Rect{X: 0, Y: 0, W: p.W, H: 40}), Color: display.RGB(0xf4a62a)})
	p.Add(display.Tag{Role: display.H1}, display.Text{Run: plainRun(t, "Shared table", 48, 40, 120), Color: ink}, display.End{})
	p.Add(display.Tag{Role: display.P, Lang: "en"}, display.Text{Run: plainRun(t, "Bring a dish (or", 14, 40, 145), Color: ink},
		display.Text{Run: plainRun(t, "a song) and a half-", 14, 40, 160), Color: ink},
		display.Text{Run: plainRun(t, "price ticket.", 14, 40, 175), Color: ink},
		display.Link{Rect: display.Rect{X: 40, Y: 148, W: 150, H: 16}, URL: "https://daykit.example/E/ABC"}, display.End{})
	p.Add(display.Tag{Role: display.Figure, Alt: "Two strands"},
		display.Stroke{Path: wave(), Color: display.RGB(0xe8573f), Width: 6, RoundCap: true},
		display.Fill{Path: display.CirclePath(300, 300, 20), Color: display.RGB(0x0f8b8d)}, display.End{})
	p.Add(display.Tag{Role: display.Table}, display.Tag{Role: display.TR}, display.Tag{Role: display.TH},
		display.Text{Run: plainRun(t, "Name", 12, 40, 400), Color: ink}, display.End{}, display.End{}, display.End{})
	p.Add(display.Field{ID: "tick", Rect: display.Rect{X: 40, Y: 420, W: 10, H: 10}})
	p.Add(display.Tag{Artifact: true}, display.Tag{Role: display.P}, display.Text{Run: plainRun(t, "cut here", 8, 40, 800), Color: ink}, display.End{}, display.End{})
	return p
}

func wave() display.Path {
	var p display.Path
	p.Move(100, 300)
	p.Cubic(150, 250, 200, 350, 250, 300)
	return p
}

func TestFileIsSound(t *testing.T) {
	t.Parallel()
	for _, o := range profiles() {
		if out := tool(t, "qpdf", "--check", as(t, o, fullPages(t)...)); !strings.Contains(out, "No syntax or stream encoding errors") {
			t.Errorf("qpdf, profile %d: %s", o.Profile, out)
		}
	}
}

func TestPageSizesAreExact(t *testing.T) {
	t.Parallel()
	a4 := &display.Page{W: display.MM(210), H: display.MM(297)}
	a3 := &display.Page{W: display.MM(297), H: display.MM(420)}
	wide := &display.Page{W: display.MM(297), H: display.MM(210)}
	out := tool(t, "pdfinfo", "-box", "-f", "1", "-l", "3", saved(t, a4, a3, wide))
	got := regexp.MustCompile(`Page\s+\d size:\s+(\S+ x \S+) pts`).FindAllStringSubmatch(out, -1)
	want := []string{"595.276 x 841.89", "841.89 x 1190.55", "841.89 x 595.276"}
	if len(got) != len(want) {
		t.Fatalf("got %d sizes in\n%s", len(got), out)
	}
	for i := range want {
		if got[i][1] != want[i] {
			t.Errorf("page %d: got %s, want %s", i+1, got[i][1], want[i])
		}
	}
}

func TestFileSaysWhatItIsAndNoMore(t *testing.T) {
	t.Parallel()
	path := saved(t, plainPage(t))
	info := tool(t, "pdfinfo", "-isodates", path)
	for _, want := range []string{
		"Title:           Shared table\n", "Producer:        Daykit\n", "Tagged:          yes\n",
		"CreationDate:    2026-12-01T09:00:00Z\n", "JavaScript:      no\n", "Encrypted:       no\n",
	} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q in\n%s", want, info)
		}
	}
	text := qdf(t, path)
	for _, want := range []string{"/PrintScaling /None", "/DisplayDocTitle true", "/Lang (en-GB)", "/OutputIntents", "<rdf:li>en-GB</rdf:li>"} {
		if !strings.Contains(text, want) {
			t.Errorf("file lacks %q", want)
		}
	}
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"/Author", "/Creator", dir, host, runtime.Version(), "FPDF"} {
		if strings.Contains(text, bad) {
			t.Errorf("file says %q", bad)
		}
	}
}

// qdf unpacks a file so that its dictionaries can be searched.
func qdf(t testing.TB, path string) string {
	t.Helper()
	return tool(t, "qpdf", "--qdf", "--object-streams=disable", path, "-")
}

func TestNoDateIsNoDate(t *testing.T) {
	t.Parallel()
	o := options()
	o.Date = time.Time{}
	if b := write(t, o, plainPage(t)); bytes.Contains(b, []byte("CreateDate")) {
		t.Error("a file without a date has one")
	}
}

func TestTagTree(t *testing.T) {
	t.Parallel()
	path := saved(t, plainPage(t))
	got := tool(t, "pdfinfo", "-struct-text", path)
	want := `Document
  H1 (block)
    "Shared table"
  P (block)
    "Bring a dish (or a song) and a half-price ticket."
    Link (inline)
      Object 12 0
  Figure:
     /Placement /Block
     /BBox [100 491.89 320 591.89]
    ""
  Table (block)
    TR
      TH:
         /Scope /Column
        "Name"
`
	object := regexp.MustCompile(`Object \d+ 0`)
	if d := cmp.Diff(object.ReplaceAllString(want, "Object"), object.ReplaceAllString(got, "Object")); d != "" {
		t.Errorf("tree (-want +got):\n%s", d)
	}
	text := qdf(t, path)
	for _, want := range []string{"/Alt (Two strands)", "/F 4", "/URI (https://daykit.example/E/ABC)", "/Scope /Column", "/BBox [", "/ParentTree"} {
		if !strings.Contains(text, want) {
			t.Errorf("file lacks %q", want)
		}
	}
}

func TestBadInputIsRefusedAndNothingWritten(t *testing.T) {
	t.Parallel()
	page := func(ops ...display.Op) []*display.Page { return []*display.Page{{W: 100, H: 100, Ops: ops}} }
	unknown := plainRun(t, "x", 10, 0, 0)
	unknown.Font = "comic"
	flat := plainRun(t, "x", 10, 0, 0)
	flat.Size = 0
	for name, c := range map[string]struct {
		pages []*display.Page
		want  string
	}{
		"no pages":     {nil, "no pages"},
		"open tag":     {page(display.Tag{Role: display.P}), "page 1: 1 tags are not closed"},
		"extra end":    {page(display.End{}), "page 1: end without a tag"},
		"unknown face": {page(display.Text{Run: unknown}), `face "comic"`},
		"no size":      {page(display.Text{Run: flat}), "text of size 0"},
		"no operation": {page(nil), "unknown operation"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			err := pdf.Write(&b, faces(t), c.pages, options())
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want %q", err, c.want)
			}
			if b.Len() > 0 {
				t.Errorf("%d bytes were written", b.Len())
			}
		})
	}
}

type brokenWriter struct{}

var errBroken = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestWriterErrorIsGiven(t *testing.T) {
	t.Parallel()
	err := pdf.Write(brokenWriter{}, faces(t), []*display.Page{plainPage(t)}, options())
	if !errors.Is(err, errBroken) {
		t.Errorf("got %v, want %v", err, errBroken)
	}
}
