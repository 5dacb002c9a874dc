package content

import (
	"embed"
	"io/fs"
)

//go:embed edittemplate
var templates embed.FS

// The files of a pack's folder. All but FolderPack may be left out.
const (
	FolderPack       = "pack.json"
	FolderActivities = "activities.json"
	FolderReadme     = "README.md"
)

// exampleMark begins the id of everything that shows how to fill in. No id of a pack
// has capitals, so an example is refused wherever packs are read.
const exampleMark = "EXAMPLE"

// NewFolder gives the files of a new pack's folder by their names: tables to fill in,
// each with one example, and a README that explains them.
func NewFolder() map[string][]byte {
	out := map[string][]byte{}
	entries, err := fs.ReadDir(templates, "edittemplate")
	for _, entry := range entries {
		var b []byte
		if b, err = templates.ReadFile("edittemplate/" + entry.Name()); err != nil {
			break
		}
		out[entry.Name()] = b
	}
	if err != nil {
		panic("internal error: " + err.Error()) // the files are in the program
	}
	return out
}

// table is a file of the folder with a row for each thing.
type table struct {
	file    string
	list    string // JSON Pointer of the list that its rows fill
	columns []column
}

// column is one column, and where its cells go in a row's object.
type column struct {
	name string
	to   string // JSON Pointer
	kind cellKind
}

type cellKind int

const (
	cellText   cellKind = iota
	cellNumber          // a whole number
	cellYes             // yes or no
	cellList            // parted by semicolons
)

func columns(kind cellKind, names ...string) (out []column) {
	for _, n := range names {
		out = append(out, column{n, "/" + n, kind})
	}
	return out
}

func tables() []table {
	voice := append(columns(cellText, "id", "credit", "role", "organisation"), columns(cellNumber, "year")...)
	voice = append(voice, columns(cellText, "lang", "quote", "source")...)
	voice = append(voice, column{"topics", "/topics", cellList}, column{"consent", "/consent/status", cellText})
	for _, name := range []string{"controller", "given", "expires"} {
		voice = append(voice, column{name, "/consent/" + name, cellText})
	}
	for _, use := range Uses() {
		voice = append(voice, column{string(use), "/consent/scope/" + string(use), cellYes})
	}
	theme := append(columns(cellText, "id", "issuer"), columns(cellNumber, "year")...)
	return []table{
		{"themes.csv", "/content/themes", append(theme, columns(cellText, "text", "hashtag", "source")...)},
		{"voices.csv", "/content/voices", voice},
		{"messages.csv", "/content/messages", columns(cellText, "id", "theme", "lang", "text", "source")},
		{"facts.csv", "/content/facts", columns(cellText, "id", "text", "source", "source_date", "confidence", "note")},
		{"withdrawn.csv", "/withdrawals/voices", columns(cellText, "id", "since", "reason")},
	}
}
