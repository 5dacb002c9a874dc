package sheet_test

import (
	"testing"

	"daykit/internal/domain/sheet"
)

func TestLabelSheets(t *testing.T) {
	t.Parallel()
	all := sheet.LabelSheets()
	if len(all) != 13 {
		t.Fatalf("got %d sheets, want 13", len(all))
	}
	for _, l := range all {
		if l.Source == "" || l.Confidence == "" || l.Use == "" {
			t.Errorf("%s does not say where it is from or what it is for", l.Code)
		}
		if (l.CrossCheck == "") != (l.Confidence == "one source") {
			t.Errorf("%s: %s, cross check %q", l.Code, l.Confidence, l.CrossCheck)
		}
		for i := range l.PerSheet() {
			if !within(sheet.Rect{W: 210, H: 297}, l.At(i)) {
				t.Errorf("%s: label %d %+v is off the paper", l.Code, i, l.At(i))
			}
			for j := range i {
				if !apart(l.At(i), l.At(j)) {
					t.Errorf("%s: labels %d and %d overlap", l.Code, i, j)
				}
			}
		}
		balanced(t, l)
	}
}

// balanced checks that the margins left and right, and above and below, agree as
// far as the makers' templates do: 1 mm.
func balanced(t *testing.T, l sheet.LabelSheet) {
	t.Helper()
	last := l.At(l.PerSheet() - 1)
	if d := l.Left - (210 - last.X - last.W); d > 1.01 || d < -1.01 {
		t.Errorf("%s stands %v mm out of the middle across", l.Code, d/2)
	}
	if d := l.Top - (297 - last.Y - last.H); d > 1.01 || d < -1.01 {
		t.Errorf("%s stands %v mm out of the middle down", l.Code, d/2)
	}
}

func TestLabelNamed(t *testing.T) {
	t.Parallel()
	l, ok := sheet.LabelNamed(" l7160")
	if !ok || l.Columns != 3 || l.Rows != 7 || l.W != 63.5 || l.H != 38.1 || l.Left != 7.2 {
		t.Errorf("got %+v, %v", l, ok)
	}
	if _, ok := sheet.LabelNamed("L0000"); ok {
		t.Error("found a sheet that is not there")
	}
}
