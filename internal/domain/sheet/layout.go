package sheet

// Layout is a sheet as other programs read it, in millimetres from the top left
// corner of the page: what has to be looked at and where, and nothing else. Its
// field names in JSON are part of the stable contract of the daykit command.
type Layout struct {
	PageW   float64       `json:"page_w"`
	PageH   float64       `json:"page_h"`
	Payload string        `json:"payload"` // of the organiser codes
	Boxes   []LayoutBox   `json:"boxes"`
	Fields  []LayoutField `json:"fields"`
	Markers []Marker      `json:"markers"`
	QRs     []QR          `json:"qrs"`              // the organiser's, not the visitors' own
	People  []string      `json:"people,omitempty"` // ids of the people of a sheet of names, by row
	Lang    string        `json:"lang,omitempty"`   // of a feedback form
}

// LayoutBox is a tick box. Rows and columns count from 0.
type LayoutBox struct {
	ID  string `json:"id"`
	Row int    `json:"row"`
	Col int    `json:"col"`
	Rect
}

// LayoutField is a place to write in, or the printed name of a sheet of names.
type LayoutField struct {
	Row  int    `json:"row"`
	Name string `json:"name"`
	Rect
}

// Layout gives the sheet for other programs.
func (sh Sheet) Layout() Layout {
	l := Layout{
		PageW: sh.Page.W, PageH: sh.Page.H, Payload: sh.Payload, People: sh.People, Lang: sh.Lang,
		Boxes: []LayoutBox{}, Fields: []LayoutField{}, Markers: sh.Markers, QRs: sh.QRs,
	}
	for _, b := range sh.Boxes {
		l.Boxes = append(l.Boxes, LayoutBox{b.ID, b.Row, b.Col, b.Rect})
	}
	for _, f := range sh.Fields {
		l.Fields = append(l.Fields, LayoutField{f.Row, f.Name, f.Rect})
	}
	return l
}
