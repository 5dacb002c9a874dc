package sheet

import (
	_ "embed"
	"encoding/json"
	"strings"
	"sync"
)

// A LabelSheet is a sheet of ready-cut labels on A4: its cells in millimetres,
// and where the figures come from. The zero value is no sheet of labels.
type LabelSheet struct {
	Code    string  `json:"code"` // as on the packet
	Maker   string  `json:"maker"`
	Use     string  `json:"use"` // what it is good for
	Columns int     `json:"columns"`
	Rows    int     `json:"rows"`
	W       float64 `json:"w_mm"` // of a label
	H       float64 `json:"h_mm"`
	Left    float64 `json:"left_mm"` // of the first label, from the paper's edge
	Top     float64 `json:"top_mm"`
	PitchX  float64 `json:"pitch_x_mm"` // from label to label
	PitchY  float64 `json:"pitch_y_mm"`

	Source     string  `json:"source"`
	Confidence string  `json:"confidence"`                      // one source, or two
	CrossCheck string  `json:"cross_check,omitempty"`           // the second source
	Difference float64 `json:"largest_difference_mm,omitempty"` // between the two
	Note       string  `json:"note,omitempty"`
}

// labelData was compiled from public template files; each sheet names them.
//
//go:embed labels.json
var labelData []byte

// labels reads the embedded table, which a test reads too: an error is a defect of
// the build.
var labels = sync.OnceValue(func() []LabelSheet {
	var all []LabelSheet
	if err := json.Unmarshal(labelData, &all); err != nil {
		panic(err)
	}
	return all
})

// LabelSheets lists the sheets of labels that are known.
func LabelSheets() []LabelSheet { return append([]LabelSheet(nil), labels()...) }

// LabelNamed finds a sheet by the code on its packet, in any case and with or
// without spaces.
func LabelNamed(code string) (LabelSheet, bool) {
	want := strings.ToUpper(strings.ReplaceAll(code, " ", ""))
	for _, l := range labels() {
		if l.Code == want {
			return l, true
		}
	}
	return LabelSheet{}, false
}

// PerSheet is the number of labels on a sheet.
func (l LabelSheet) PerSheet() int { return l.Columns * l.Rows }

// At is where the i-th label lies on the paper, from 0, row by row.
func (l LabelSheet) At(i int) Rect {
	col, row := i%l.Columns, i/l.Columns
	return Rect{l.Left + float64(l.PitchX*float64(col)), l.Top + float64(l.PitchY*float64(row)), l.W, l.H}
}
