package pdf_test

import (
	"fmt"
	"io"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
	"daykit/internal/page/qr"
)

// posterPage stands for a poster: braided strands, big letters and one code.
func posterPage(t testing.TB) *display.Page {
	p := &display.Page{W: display.MM(210), H: display.MM(297)}
	for i := range 60 {
		var s display.Path
		y := 400 + float64(i)*7
		s.Move(0, y)
		for x := 0.0; x < 600; x += 30 {
			s.Cubic(x+10, y-20, x+20, y+20, x+30, y)
		}
		p.Add(display.Stroke{Path: s, Color: display.RGB(0xe8573f), Width: 9})
	}
	p.Add(display.Fill{Path: code(t, "HTTPS://DAYKIT.EXAMPLE/E/7Q2K5XR8", 50, 400, 650), Color: ink})
	p.Ops = append(p.Ops, articlePages(t, 1)[0].Ops...)
	return p
}

// badgePages stands for 200 badges: ten a page, each with a name and a code.
func badgePages(t testing.TB) []*display.Page {
	var pages []*display.Page
	for page := range 20 {
		p := &display.Page{W: display.MM(210), H: display.MM(297)}
		for k := range 10 {
			url := fmt.Sprintf("HTTPS://DAYKIT.EXAMPLE/E/7Q2K5XR8/G%03d", 10*page+k)
			x, y := 30+float64(k%2)*270, 30+float64(k/2)*155
			p.Add(display.Tag{Role: display.P, Lang: "en"},
				display.Text{Run: plainRun(t, "Amina Example", 18, x, y+30), Color: ink}, display.End{})
			p.Add(display.Tag{Role: display.Figure, Alt: "Code"},
				display.Fill{Path: code(t, url, 27, x+150, y+20), Color: ink}, display.End{})
		}
		pages = append(pages, p)
	}
	return pages
}

// letterPages stands for a mail merge: a body that all pages share, and on each
// page a name and a code of its own.
func letterPages(t testing.TB, n int) []*display.Page {
	body := &display.Shared{W: display.MM(210), H: 400}
	english := articlePages(t, 1)[0]
	for _, op := range english.Ops {
		switch op.(type) {
		case display.Tag, display.End:
		default:
			body.Ops = append(body.Ops, op)
		}
	}
	pages := make([]*display.Page, n)
	for i := range pages {
		p := &display.Page{W: display.MM(210), H: display.MM(297)}
		p.Add(display.Tag{Role: display.P, Lang: "en"},
			display.Text{Run: plainRun(t, fmt.Sprintf("Dear Amina Example %d,", i), 12, 60, 160), Color: ink}, display.End{},
			display.Tag{Role: display.P, Lang: "en"}, display.Use{Part: body, X: 0, Y: 180}, display.End{},
			display.Tag{Role: display.Figure, Alt: "Code"},
			display.Fill{Path: code(t, fmt.Sprintf("HTTPS://DAYKIT.EXAMPLE/E/7Q2K5XR8/L%03d", i), 27, 400, 680), Color: ink}, display.End{})
		pages[i] = p
	}
	return pages
}

// signupPages stands for sign-up sheets: twenty rows with four boxes each.
func signupPages(t testing.TB, n int) []*display.Page {
	pages := make([]*display.Page, n)
	for i := range pages {
		p := &display.Page{W: display.MM(210), H: display.MM(297)}
		p.Add(display.Fill{Path: code(t, fmt.Sprintf("HTTPS://DAYKIT.EXAMPLE/E/7Q2K5XR8/S%03d", i), 27, 450, 30), Color: ink})
		p.Add(display.Tag{Role: display.Table})
		for row := range 20 {
			y := 150 + float64(row)*32
			p.Add(display.Tag{Role: display.TR}, display.Tag{Role: display.TD},
				display.Text{Run: plainRun(t, fmt.Sprint(20*i+row+1), 9, 40, y), Color: ink}, display.End{}, display.End{},
				display.Tag{Artifact: true})
			for box := range 4 {
				r := display.Rect{X: 60 + float64(box)*25, Y: y - 10, W: 12, H: 12}
				p.Add(display.Stroke{Path: display.RectPath(r), Color: ink, Width: 1}, display.Field{ID: fmt.Sprint(row, box), Rect: r})
			}
			p.Add(display.End{})
		}
		p.Add(display.End{})
		pages[i] = p
	}
	return pages
}

// code is a QR code; side is in millimetres, with the quiet zone.
func code(t testing.TB, text string, side, x, y float64) display.Path {
	t.Helper()
	p, _, err := qr.Path(text, display.MM(side), x, y)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func BenchmarkWrite(b *testing.B) {
	for _, c := range []struct {
		name  string
		pages []*display.Page
	}{
		{"poster", []*display.Page{posterPage(b)}},
		{"200 badges", badgePages(b)},
		{"50 sheets", signupPages(b, 50)},
		{"500 letters", letterPages(b, 500)},
	} {
		b.Run(c.name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				w := counter{}
				if err := pdf.Write(&w, faces(b), c.pages, options()); err != nil {
					b.Fatal(err)
				}
				size = w.n
			}
			b.ReportMetric(float64(size), "bytes/file")
		})
	}
}

type counter struct{ n int }

var _ io.Writer = (*counter)(nil)

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return len(b), nil
}
