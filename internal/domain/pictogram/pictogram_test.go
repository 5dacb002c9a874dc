package pictogram_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"daykit/internal/domain/event"
	"daykit/internal/domain/pictogram"
)

func TestEveryFeatureHasAnIconOfItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[string]event.Access{}
	for _, a := range event.AccessFeatures() {
		ic, ok := pictogram.Access(a)
		if !ok {
			t.Errorf("%s has no icon", a)
			continue
		}
		drawn := ic.SVG("#fff")
		if other, twice := seen[drawn]; twice {
			t.Errorf("%s looks like %s", a, other)
		}
		seen[drawn] = a
		if err := xml.Unmarshal([]byte("<svg>"+drawn+"</svg>"), new(struct{})); err != nil {
			t.Errorf("%s: %v", a, err)
		}
		if len(drawn) > 1500 {
			t.Errorf("%s takes %d bytes of a page", a, len(drawn))
		}
	}
	if _, ok := pictogram.Access("valet"); ok {
		t.Error("an icon of what is not in the list")
	}
}

func TestIconsStayOnTheirGrid(t *testing.T) {
	t.Parallel()
	for _, a := range event.AccessFeatures() {
		ic, _ := pictogram.Access(a)
		for _, part := range ic.Parts {
			for _, s := range part.Path {
				for _, p := range s.P { // those that a segment does not use are 0, 0
					if p.X < 0 || p.Y < 0 || p.X > pictogram.Grid || p.Y > pictogram.Grid {
						t.Errorf("%s leaves the grid at %+v", a, p)
					}
				}
			}
		}
	}
}

func TestSVGShowsTheGroundRoundAPartInFront(t *testing.T) {
	t.Parallel()
	drawn := pictogram.Quiet().SVG("var(--ground)")
	under, over, ok := strings.Cut(drawn, `stroke="var(--ground)"`)
	if !ok || !strings.Contains(under, "currentColor") || !strings.Contains(over, "currentColor") {
		t.Errorf("no ground between the parts of %s", drawn)
	}
}
