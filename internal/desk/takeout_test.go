package desk_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/desk"
)

// TestNothingIsForgottenInTheData: what an event keeps has a place in what is taken along,
// or a reason why not.
func TestNothingIsForgottenInTheData(t *testing.T) {
	t.Parallel()
	if got := desk.Untaken(); len(got) > 0 {
		t.Errorf("see takeoutlist.go: %q", got)
	}
}

// TestTakenData: the files of an event with people, without their names and with them.
func TestTakenData(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	addShifts(t, d, id)
	if _, err := d.Edit(ctx, id, []byte(`{"title":{"en":"=1+1"},"programme":[{"at":"17:30","minutes":10,"title":{"en":"Welcome"},"lead":"Quilliam Speaker"}],"photo":{"credit":"Quilliam Camera"}}`)); err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "people.csv")
	if err := os.WriteFile(list, []byte("id,name,email\nquilliam@example.org,Quilliam Guest,quilliam@example.org\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ImportGuests(ctx, id, list); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Arrive(ctx, id, "quilliam@example.org"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.AddMember(ctx, id, desk.MemberInput{Name: "Quilliam Crew", Contact: "quilliam@example.org"}); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "plain")
	got, err := d.TakeData(ctx, id, dir, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range got.Files {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(b), []byte("quilliam")) {
			t.Errorf("%s names somebody:\n%s", name, b)
		}
		if name == "README.txt" && !bytes.Contains(b, []byte("small ones can point at people")) {
			t.Errorf("%s does not say that numbers are exact", name)
		}
		if strings.HasSuffix(name, ".csv") {
			rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF")))).ReadAll()
			if err != nil || len(rows) == 0 {
				t.Errorf("%s: %d rows, %v", name, len(rows), err)
			}
		}
	}
	event, err := os.ReadFile(filepath.Join(dir, "event.csv"))
	if err != nil || !bytes.Contains(event, []byte("'=1+1")) {
		t.Errorf("a formula is left: %v\n%s", err, event)
	}
	if notes, err := d.Audit(ctx, id); err != nil || len(notes) != 0 {
		t.Errorf("nobody was named: %v, %v", notes, err)
	}
	wantNames(t, d, id)
}

// wantNames takes the data with names, as one JSON file.
func wantNames(t *testing.T, d *desk.Desk, id string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "all.json")
	if _, err := d.TakeData(t.Context(), id, file, true); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Names  bool `json:"names"`
		Tables []struct {
			Name string                       `json:"name"`
			Rows []map[string]json.RawMessage `json:"rows"`
		} `json:"tables"`
	}
	if err := json.Unmarshal(b, &all); err != nil || !all.Names {
		t.Fatal(err, all.Names)
	}
	rows := map[string]int{}
	for _, table := range all.Tables {
		rows[table.Name] = len(table.Rows)
	}
	for name, want := range map[string]int{"event": 1, "guests": 1, "crew": 1, "arrivals": 1, "running-order": 1} {
		if rows[name] < want {
			t.Errorf("%d rows of %s, want %d at least", rows[name], name, want)
		}
	}
	for _, want := range []string{"Quilliam Guest", "Quilliam Crew", "Quilliam Speaker", "quilliam@example.org"} {
		if !bytes.Contains(b, []byte(want)) {
			t.Errorf("the file with names lacks %q", want)
		}
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
	notes, err := d.Audit(t.Context(), id)
	if err != nil || len(notes) != 1 || notes[0].What != "export" || notes[0].Detail != "data with names" {
		t.Errorf("the audit trail says %v, %v", notes, err)
	}
	if _, err := d.TakeData(t.Context(), id, "all.pdf", false); err == nil {
		t.Error("a PDF was written")
	}
}
