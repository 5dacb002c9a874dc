package layout_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

// said is English words.
func said(text string) layout.Said { return layout.Said{Text: text, Lang: "en"} }

// testPicture is a picture of one colour.
func testPicture(t testing.TB) *display.Picture {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 90, 60))
	for i := range img.Pix {
		img.Pix[i] = uint8(90 + i%4*40)
	}
	img.Set(0, 0, color.Black)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return &display.Picture{ID: "sample-photograph", JPEG: b.Bytes(), W: 90, H: 60}
}

func chartOf(title string, pairs ...any) layout.ReportChart {
	c := layout.ReportChart{Title: said(title)}
	for pair := range slices.Chunk(pairs, 2) {
		n, _ := pair[1].(int)
		label, _ := pair[0].(string)
		c.Bars = append(c.Bars, layout.ReportBar{Label: said(label), Number: said(strconv.Itoa(n)), N: n})
	}
	return c
}

// reportInput is a report with one of everything.
func reportInput(t testing.TB, lang string) layout.ReportInput {
	t.Helper()
	in := layout.ReportInput{
		Event: spoken(t, lang), Phrases: testPhrases(), Kind: said("Report for funders"),
		Lines: []layout.Said{said("Friday 18 December 2026, 17:30–20:00"), said("Community Hall, Levenshulme"), said("Levenshulme Neighbours")},
		Tiles: []layout.ReportTile{
			{said("64"), said("people came"), said("41 had signed up, 23 walked in")},
			{said("52"), said("signed up"), layout.Said{}},
			{said("under 5"), said("volunteers"), layout.Said{}},
			{said("11"), said("languages heard"), layout.Said{}},
		},
	}
	in.Sections = []layout.ReportSection{
		{Title: said("What happened"), Items: []layout.ReportItem{
			layout.ReportText{Text: said("Neighbours cooked for each other and ate at one long table.")},
			layout.ReportText{Title: said("What was done"), Text: said("Shared meal, music")},
		}},
		{Title: said("Who came, and when"), Items: []layout.ReportItem{
			chartOf("People who came, by when they came", "17:15 to 17:30", 17, "17:45", 21, "18:00", 14, "18:15 to 18:45", 12),
			chartOf("People who signed up, by language", "English", 16, "Urdu", 12, "Tigrinya", 9, "Other languages", 15),
		}},
		{Title: said("What people said"), Items: []layout.ReportItem{func() layout.ReportItem {
			c := chartOf("How welcome did you feel?", "Very welcome", 20, "Welcome / So-so", 7, "Not really", 0, "Not at all", 0)
			c.Note = said("On a scale from 1 to 5 that is at least 4.4 on average.")
			return c
		}()}},
		{Title: said("In people’s own words"), Items: []layout.ReportItem{
			layout.ReportQuote{Words: said("My mum danced. She has not danced since we came."), By: said("A guest, who agreed to be quoted without a name")},
			layout.ReportQuote{Words: layout.Said{Text: "كان أجمل مساء منذ وصولنا إلى هنا.", Lang: "ar"}, By: said("A guest, who agreed to be quoted without a name")},
		}},
		{Title: said("Pictures"), Items: []layout.ReportItem{layout.ReportPhotos{
			{testPicture(t), said("The long table, before everybody sat down"), said("A long table with twenty plates")},
			{testPicture(t), said("Music"), said("A drum")},
			{testPicture(t), said("Washing up"), said("Hands in a sink")},
		}}},
		{Title: said("Money"), Items: []layout.ReportItem{layout.ReportTable{
			Head: []layout.Said{said("What for"), said("Planned"), said("Actual")},
			Rows: [][]layout.Said{
				{said("Venue"), said("£120.00"), said("£120.00")},
				{said("Food and drink"), said("£200.00"), said("£180.50")},
				{said("All costs"), said("£320.00"), said("£300.50")},
			},
			Loud: []int{2},
		}}},
		{Title: said("What we learned"), Items: []layout.ReportItem{layout.ReportText{Text: said("More chairs for older people.\nThe hall was full by six.")}}},
		{Title: said("How we counted"), Items: []layout.ReportItem{
			layout.ReportText{Text: said("Everybody who came in was counted at the door.")},
			layout.ReportText{Text: said("Numbers of fewer than 5 people are not shown."), Quiet: true},
		}},
	}
	return in
}

func TestReportStandsOnPaper(t *testing.T) {
	t.Parallel()
	long := reportInput(t, "en")
	for range 8 {
		long.Sections[6].Items = append(long.Sections[6].Items, layout.ReportText{Text: said(strings.Repeat("Next time we want to ask the bakery for bread, and to begin earlier. ", 30))})
	}
	rtl := reportInput(t, "ar")
	rtl.Kind = layout.Said{Text: declarations(t)["ar"].Declaration, Lang: "ar"}
	urdu := reportInput(t, "ur")
	urdu.Sections[6].Items = []layout.ReportItem{layout.ReportText{Text: layout.Said{Text: strings.Repeat(declarations(t)["ur"].Text+" ", 20), Lang: "ur"}}}
	large := reportInput(t, "en")
	languages := layout.ReportChart{Title: said("People who signed up, by language")}
	for i := range 30 {
		languages.Bars = append(languages.Bars, layout.ReportBar{Label: said("Language " + strconv.Itoa(i)), Number: said("1,234"), N: 300 - i})
	}
	large.Sections[1].Items[1] = languages
	photos, _ := large.Sections[4].Items[0].(layout.ReportPhotos)
	large.Sections[4].Items[0] = slices.Concat(photos, photos, photos, photos)
	large.Sections[6].Items = []layout.ReportItem{layout.ReportText{Text: said(strings.Repeat("Next time we want to ask the bakery for bread. ", 85))}}
	empty := reportInput(t, "en")
	empty.Sections, empty.Lines = empty.Sections[7:], nil
	for name, c := range map[string]struct {
		in          layout.ReportInput
		least, most int
	}{
		"whole": {reportInput(t, "en"), 3, 4}, "large": {large, 4, 6}, "long": {long, 5, 12}, "from right to left": {rtl, 3, 4}, "Urdu": {urdu, 3, 12}, "almost empty": {empty, 1, 1},
	} {
		r := setter(t).Report(c.in)
		if len(r.Pages) < c.least || len(r.Pages) > c.most || len(r.Problems) != 0 {
			t.Errorf("%s: got %d pages, %v", name, len(r.Pages), r.Problems)
		}
		for _, p := range r.Pages {
			p = spread(p)
			readInside(t, p)
			noSmaller(t, p, 12)
			if name != "from right to left" { // the letters of one sentence reach over each other's boxes
				apart(t, p)
			}
		}
	}
}

// TestChartsAreTables: who cannot see a bar hears its label and its number, and a bar is as
// long as its number.
func TestChartsAreTables(t *testing.T) {
	t.Parallel()
	in := reportInput(t, "en")
	in.Sections = in.Sections[1:2]
	tables, cells := 0, []string{}
	var open []display.Role
	for _, op := range setter(t).Report(in).Pages[0].Ops {
		switch o := op.(type) {
		case display.Tag:
			open = append(open, o.Role)
			if o.Role == display.Table {
				tables++
			}
		case display.End:
			open = open[:len(open)-1]
		case display.Text:
			if role := open[len(open)-1]; role == display.TH || role == display.TD {
				cells = append(cells, string(role)+" "+o.Run.Text)
			}
		}
	}
	if tables != 2 || !slices.Contains(cells, "TH Tigrinya") || !slices.Contains(cells, "TD 9") {
		t.Errorf("got %d tables with %q", tables, cells)
	}
}

func TestUmbrellaFormIsOnePage(t *testing.T) {
	t.Parallel()
	in := reportInput(t, "en")
	in.Tiles = nil
	s := layout.ReportSection{}
	for range 13 {
		s.Items = append(s.Items, layout.ReportPair{Question: said("Volunteers, and their hours"), Answer: said("9 volunteers, 28.5 hours")})
	}
	in.Sections = []layout.ReportSection{s}
	if r := setter(t).Report(in); len(r.Pages) != 1 || len(r.Problems) != 0 {
		t.Errorf("got %d pages, %v", len(r.Pages), r.Problems)
	}
}

// TestReportPages pins how a report looks on paper.
func TestReportPages(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for _, lang := range []string{"en", "ar", "ur"} {
		in := reportInput(t, lang)
		if lang == "ar" {
			in.Kind = layout.Said{Text: declarations(t)["ar"].Declaration, Lang: "ar"}
		}
		r := setter(t).Report(in)
		for _, page := range r.Pages {
			for i, op := range page.Ops {
				if o, ok := op.(display.Image); ok { // a pointer is another in each run
					o.Picture = nil
					page.Ops[i] = o
				}
			}
		}
		got["report "+lang] = hashWhole(r)
	}
	golden(t, "testdata/golden-report.json", got)
}
