package desk

import "daykit/internal/page/layout"

// Letter is the words of a letter to many.
type Letter = layout.Letter

// PrintRequest says what to print. Only Kind is needed; what does not apply to a
// kind is refused where it would mislead, and passed over where it could not
// matter.
type PrintRequest struct {
	Kind    string `json:"kind"`     // one of PrintKinds
	Design  string `json:"design"`   // of a poster, flyer or social picture; empty means weave
	Lang    string `json:"lang"`     // one or several, such as en,ur; empty means the event's first language
	Paper   string `json:"paper"`    // a format of the kind; empty means its first
	Profile string `json:"profile"`  // home (the default), archive or print-shop
	CMYK    bool   `json:"cmyk"`     // for a print shop: inks instead of sRGB
	BleedMM int    `json:"bleed_mm"` // for a print shop; 0 means 3
	SaveInk bool   `json:"save_ink"`
	Tile    string `json:"tile"`    // spread one page over sheets of this paper: a4 or a3
	Label   string `json:"label"`   // of badges: a preset of label sheets, or empty for cards to cut
	Variant string `json:"variant"` // of sign-up sheets: rows, slips or names; empty means the event's
	Named   bool   `json:"named"`   // of the door plan: with names, phones, the code word and the police contact
	Neutral bool   `json:"neutral"` // badges that say a first name, and nothing of the group or the event
	Voice   string `json:"voice"`   // whose words lead; empty means the event's first that may be used
	Printer string `json:"printer"` // a printer that was calibrated; empty for none
	Sums    bool   `json:"sums"`    // of the plan: what costs and income come to
	Local   bool   `json:"local"`   // also the date of the language's own calendar
	Copies  int    `json:"copies"`  // for the record of prints; 0 means 1

	For     string `json:"for"`      // of letters and certificates: guests, crew, voices or list; empty means the usual
	List    string `json:"list"`     // of those for a list: the CSV file with its people
	Hours   bool   `json:"hours"`    // of those for the crew: also how long each helped
	OwnLang bool   `json:"own_lang"` // of those that thank: each in their own language, where its words were read

	Without string `json:"without"` // of a report: parts, with commas, that are left out beside those that the group leaves out

	Embargo string `json:"embargo"` // of a press notice: not for use before this day, as 2026-12-10; empty means at once
	Contact string `json:"contact"` // of a press notice: whom the press may ask; empty leaves lines to write on

	Letter *Letter `json:"letter"` // of letters; nil means the kit's invitation
}

// PrintChoices is what can be printed and how.
type PrintChoices struct {
	Kinds    []PrintKind   `json:"kinds"`
	Papers   []PaperItem   `json:"papers"`
	Labels   []LabelItem   `json:"labels"`
	Profiles []string      `json:"profiles"`
	Printers []PrinterItem `json:"printers"`
}

// PrintKind is one printable with what a person may choose of it.
type PrintKind struct {
	Kind    string   `json:"kind"`
	Group   string   `json:"group"`   // invite, door, table, crew or screen
	Designs []string `json:"designs"` // empty for the one design
	Papers  []string `json:"papers"`  // the first is the usual one
	Langs   string   `json:"langs"`   // one, two or many on a page; each: pages in several languages
	Options []string `json:"options"` // fields of PrintRequest that matter: save_ink, tile, label, variant, neutral, voice, printer, local, letter, named, for, hours, own_lang, sums
	Formats []string `json:"formats"` // pdf, png, svg
}

// PaperItem is a paper, or a picture for a screen, which has its width in pixels.
type PaperItem struct {
	Name     string  `json:"name"`
	WidthMM  float64 `json:"width_mm"`
	HeightMM float64 `json:"height_mm"`
	Px       int     `json:"px"`
}

// LabelItem is a sheet of labels that shops sell.
type LabelItem struct {
	Code     string  `json:"code"`
	Use      string  `json:"use"` // in English; the window says it by the code
	WidthMM  float64 `json:"width_mm"`
	HeightMM float64 `json:"height_mm"`
	PerSheet int     `json:"per_sheet"`
}

// PrinterItem is a printer of this laptop, and how far its prints must be moved
// to stand where they should.
type PrinterItem struct {
	Name string  `json:"name"`
	XMM  float64 `json:"x_mm"`
	YMM  float64 `json:"y_mm"`
}

// Problem is something on a printed page that needs a person's decision, or that is
// worth knowing. The window says it by its code, which is one of FindingCodes.
type Problem struct {
	Field  string         `json:"field"`
	Lang   string         `json:"lang"`
	What   string         `json:"what"` // in English, for the command line
	Code   string         `json:"code"`
	Params map[string]any `json:"params"` // numbers, words and, as tags, languages
}

// Preview describes the pages of a request; the pages themselves are SVG at the URLs.
type Preview struct {
	Pages      int       `json:"pages"`
	URLs       []string  `json:"urls"`
	Problems   []Problem `json:"problems"`
	Notes      []Problem `json:"notes"`  // nothing is wrong, but worth knowing
	Drafts     []string  `json:"drafts"` // languages whose fixed words no speaker has read; the pages carry a draft band
	WidthMM    float64   `json:"width_mm"`
	HeightMM   float64   `json:"height_mm"`
	ReadsFromM float64   `json:"reads_from_m"`
	QRFromM    float64   `json:"qr_from_m"`
	Address    string    `json:"address"` // typed address beside the code
	Alt        string    `json:"alt"`
}

// Ink is how much of the printed pages each ink covers, in percent of the paper.
type Ink struct {
	Cyan     float64 `json:"cyan"`
	Magenta  float64 `json:"magenta"`
	Yellow   float64 `json:"yellow"`
	Black    float64 `json:"black"`
	Pages    int     `json:"pages"`
	Measured int     `json:"measured"` // of the pages; fewer than all are a sample
}

// PickedPhoto is an event whose photo was picked.
type PickedPhoto struct {
	Event EventView `json:"event"`
	Notes []string  `json:"notes"` // what to know about the photo, of PhotoNotes
}

// Saved is a file that was made.
type Saved struct {
	File     string    `json:"file"` // empty when the person thought better of it
	Kind     string    `json:"kind"`
	Lang     string    `json:"lang"`
	Pages    int       `json:"pages"`
	Problems []Problem `json:"problems"`
}

// PrintRecord is one line of the ledger of prints.
type PrintRecord struct {
	At     string   `json:"at"` // RFC 3339
	Kind   string   `json:"kind"`
	Design string   `json:"design"`
	Lang   string   `json:"lang"`
	Paper  string   `json:"paper"`
	Pages  int      `json:"pages"`
	Copies int      `json:"copies"`
	Voices []string `json:"voices"` // ids of the voices that the pages carry

	Photos    []string `json:"photos"`    // ids of photographs of the event that are on it
	Withdrawn []string `json:"withdrawn"` // those of the voices that were withdrawn since: take it down
}

// ProofItem says how far the fixed words of one of the event's languages are checked.
type ProofItem struct {
	Lang  string `json:"lang"`
	State string `json:"state"` // reviewed, unreviewed, stale or missing, of the words on public matter
	By    string `json:"by"`    // who confirmed that a speaker has read them; empty for nobody
	Date  string `json:"date"`
}

// TextsImport says what an import of translated texts did.
type TextsImport struct {
	File    string   `json:"file"` // empty when the person thought better of it
	Changed int      `json:"changed"`
	Same    int      `json:"same"`
	Stale   []string `json:"stale"`   // keys whose source has changed since the export; not taken
	Unknown []string `json:"unknown"` // keys that the event does not have; not taken
	Broken  []string `json:"broken"`  // keys whose places for names and numbers were lost; not taken
}

// KitProgress says how far the printing of a whole kit is.
type KitProgress struct {
	Done int    `json:"done"`
	All  int    `json:"all"`
	File string `json:"file"` // the one being made
}
