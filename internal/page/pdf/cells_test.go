package pdf_test

import (
	"bytes"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
	"daykit/internal/page/qr"
)

// TestCellsAreTheirOutline holds that a code makes the same file as cells and as a
// path, on a page and in a part.
func TestCellsAreTheirOutline(t *testing.T) {
	t.Parallel()
	var batch qr.Batch
	grid, err := batch.Modules("https://kit.example.org/i/0001-3ubygqgr?e=18dec")
	if err != nil {
		t.Fatal(err)
	}
	cells := display.Cells{X: 60.48, Y: 72.36, Pitch: 2.52, Dark: grid, Color: ink}
	path := display.Fill{Path: cells.Outline(), Color: ink}
	file := func(op display.Op) []byte {
		p := &display.Page{W: 300, H: 400}
		p.Add(display.Tag{Role: display.Figure, Alt: "a code"}, op, display.End{},
			display.Use{Part: &display.Shared{W: 200, H: 200, Ops: []display.Op{op}}, X: 20, Y: 150, Scale: 0.5})
		var b bytes.Buffer
		if err := pdf.Write(&b, faces(t), []*display.Page{p}, options()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if !bytes.Equal(file(cells), file(path)) {
		t.Error("the files differ")
	}
}
