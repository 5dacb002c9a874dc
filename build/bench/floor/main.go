// Command floor draws the documents of "go run ./build/bench print" with plain
// gofpdf and go-qrcode: no shaping, no tags, nothing shared between pages. Its
// Arabic, Bengali and Farsi are wrong, and Han comes out as boxes, since gofpdf does
// not read the table of characters of a font that large. It is the time that a program in Go must be
// compared with, not one to print with.
//
//	floor DOCUMENT TESTDATA FONTS OUT
package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/jung-kurt/gofpdf"
	qrcode "github.com/skip2/go-qrcode"
)

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: floor A|B|C|D TESTDATA FONTS OUT")
		os.Exit(2)
	}
	f := &floor{data: os.Args[2], fonts: os.Args[3], loaded: map[string]bool{}}
	f.pdf = gofpdf.New("P", "mm", map[bool]string{true: "A3", false: "A4"}[os.Args[1] == "A"], "")
	f.pdf.SetAutoPageBreak(false, 0)
	if err := f.draw(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
	if err := f.pdf.OutputFileAndClose(os.Args[4]); err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
}

type floor struct {
	pdf         *gofpdf.Fpdf
	data, fonts string
	loaded      map[string]bool
}

func (f *floor) draw(document string) error {
	switch document {
	case "A":
		return f.poster()
	case "B":
		return f.badges()
	case "C":
		return f.sheets()
	default:
		return f.letters()
	}
}

// font sets a face of the kit, which is read when it is first used.
func (f *floor) font(id string, size float64) {
	if !f.loaded[id] {
		b, err := os.ReadFile(filepath.Join(f.fonts, id+".ttf"))
		if err != nil {
			f.pdf.SetError(err)
			return
		}
		f.pdf.AddUTF8FontFromBytes(id, "", b)
		f.loaded[id] = true
	}
	f.pdf.SetFont(id, "", size)
}

// faces are those of the scripts in people-500.csv.
var faces = map[string]string{
	"Arab": "noto-sans-arabic", "Ethi": "noto-sans-ethiopic", "Beng": "noto-sans-bengali",
}

func face(script string, bold bool) string {
	name := "noto-sans"
	if own, ok := faces[script]; ok {
		name = own
	}
	if bold {
		return name + "-700"
	}
	return name + "-400"
}

// code draws a QR code of a side in millimetres, run by run.
func (f *floor) code(text string, x, y, side float64) error {
	c, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return err
	}
	rows := c.Bitmap()
	unit := side / float64(len(rows))
	f.pdf.SetFillColor(0, 0, 0)
	for r, row := range rows {
		for from := 0; from < len(row); from++ {
			to := from
			for to < len(row) && row[to] {
				to++
			}
			if to > from {
				f.pdf.Rect(x+float64(from)*unit, y+float64(r)*unit, float64(to-from)*unit, unit, "F")
				from = to
			}
		}
	}
	return f.pdf.Error()
}

func (f *floor) json(name string, into any) error {
	b, err := os.ReadFile(filepath.Join(f.data, name))
	if err != nil {
		return err
	}
	return json.Unmarshal(b, into)
}

// rows gives a CSV file without its first row.
func (f *floor) rows(name string) ([][]string, error) {
	file, err := os.Open(filepath.Join(f.data, name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, err
	}
	return rows[1:], nil
}

func (f *floor) poster() error {
	p := map[string]string{}
	if err := f.json("poster.json", &p); err != nil {
		return err
	}
	f.pdf.AddPage()
	f.pdf.ImageOptions(filepath.Join(f.data, p["photo"]), 20, 205, 180, 0, false, gofpdf.ImageOptions{}, 0, "")
	for _, t := range []struct {
		text, face  string
		size, y, dy float64
		align       string
	}{
		{p["headline_en"], "bricolage-grotesque-800", 96, 20, 34, "L"},
		{p["headline_ar"], "noto-sans-arabic-700", 60, 95, 24, "R"},
		{p["sub_en"], "noto-sans-400", 24, 123, 10, "L"},
		{p["body_en"], "noto-sans-400", 20, 138, 9, "L"},
		{p["body_ar"], "noto-sans-arabic-400", 20, 165, 9, "R"},
		{p["where"], "noto-sans-700", 26, 396, 10, "L"},
	} {
		f.font(t.face, t.size)
		f.pdf.SetXY(20, t.y)
		f.pdf.MultiCell(257, t.dy, t.text, "", t.align, false)
	}
	return f.code(p["url"], 222, 345, 55)
}

func (f *floor) badges() error {
	people, err := f.rows("people-500.csv")
	if err != nil {
		return err
	}
	for i, p := range people[:200] {
		if i%10 == 0 {
			f.pdf.AddPage()
		}
		x, y := 20+85*float64(i%2), 11+55*float64(i%10/2)
		f.pdf.Rect(x, y, 85, 55, "D")
		f.font(face(p[2], true), 18)
		f.pdf.SetXY(x+5, y+6)
		f.pdf.MultiCell(75, 8, p[1], "", "L", false)
		f.font("noto-sans-400", 10)
		f.pdf.SetXY(x+5, y+28)
		f.pdf.MultiCell(48, 5, p[4], "", "L", false)
		if err := f.code(p[5], x+58, y+28, 23); err != nil {
			return err
		}
	}
	return nil
}

func (f *floor) sheets() error {
	sheets, err := f.rows("sheets.csv")
	if err != nil {
		return err
	}
	for _, s := range sheets {
		f.pdf.AddPage()
		f.font("noto-sans-700", 18)
		f.pdf.Text(15, 22, s[1])
		for row := range 20 {
			y := 50 + 11*float64(row)
			f.font("noto-sans-400", 9)
			f.pdf.Text(15, y+7, fmt.Sprint(row+1))
			f.pdf.Line(15, y+11, 195, y+11)
			for box := range 4 {
				f.pdf.Rect(140+14*float64(box), y+3, 5, 5, "D")
			}
		}
		if err := f.code(s[2], 165, 12, 32); err != nil {
			return err
		}
	}
	return nil
}

func (f *floor) letters() error {
	var l struct {
		Letterhead, Address, Date, Greeting, Subject, Signoff, Signer string
		Paras                                                         []string
	}
	if err := f.json("letter.json", &l); err != nil {
		return err
	}
	people, err := f.rows("people-500.csv")
	if err != nil {
		return err
	}
	for _, p := range people {
		f.pdf.AddPage()
		f.font("noto-sans-700", 16)
		f.pdf.Text(25, 25, l.Letterhead)
		f.font("noto-sans-400", 11)
		f.pdf.Text(25, 32, l.Address)
		f.pdf.Text(25, 44, l.Date)
		before, after, _ := strings.Cut(l.Greeting, "{name}")
		f.pdf.SetXY(24, 52)
		f.pdf.Write(6, before)
		f.font(face(p[2], false), 11)
		f.pdf.Write(6, p[1])
		f.font("noto-sans-400", 11)
		f.pdf.Write(6, after)
		f.font("noto-sans-700", 12)
		f.pdf.Text(25, 68, l.Subject)
		f.font("noto-sans-400", 11)
		f.pdf.SetXY(24, 74)
		for _, para := range l.Paras {
			f.pdf.SetX(24)
			f.pdf.MultiCell(162, 6, para, "", "L", false)
			f.pdf.Ln(3)
		}
		f.pdf.Text(25, f.pdf.GetY()+6, l.Signoff)
		f.pdf.Text(25, f.pdf.GetY()+14, l.Signer)
		if err := f.code(p[5], 25, 240, 36); err != nil {
			return err
		}
	}
	return nil
}
