package desk_test

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

func addMember(ctx context.Context, t *testing.T, d *desk.Desk, id string, in desk.MemberInput) string {
	t.Helper()
	who, err := d.AddMember(ctx, id, in)
	if err != nil {
		t.Fatal(err)
	}
	return who
}

func addShift(ctx context.Context, t *testing.T, d *desk.Desk, id, role, from, to string, need int) string {
	t.Helper()
	shift, err := d.AddShift(ctx, id, desk.ShiftInput{Role: role, From: from, To: to, Need: need})
	if err != nil {
		t.Fatal(err)
	}
	return shift
}

func crewOf(ctx context.Context, t *testing.T, d *desk.Desk, id string) desk.Crew {
	t.Helper()
	crew, err := d.OpenCrew(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return crew
}

// rotaLines are the shifts as a person reads them.
func rotaLines(c desk.Crew) []string {
	out := []string{}
	for _, s := range c.Shifts {
		var who []string
		for _, m := range c.Members {
			if slices.Contains(s.Who, m.ID) {
				who = append(who, m.Name)
			}
		}
		out = append(out, strings.TrimSpace(s.Date+" "+s.From+"-"+s.To+" "+s.RoleName+" "+strings.Join(who, "+")))
	}
	return out
}

func TestCrewLife(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	samira := addMember(ctx, t, d, id, desk.MemberInput{
		Name: " Samira ", Roles: []string{"welcome desk", "Tea urn"}, Languages: []string{"Somali", "en-GB"}, Contact: "07700 900123",
	})
	li := addMember(ctx, t, d, id, desk.MemberInput{Name: "Li"})
	desk1 := addShift(ctx, t, d, id, "Welcome desk", "17:00", "21:00", 2)
	early := addShift(ctx, t, d, id, "Setting up", "15:00", "17:00", 1)
	for _, who := range []string{"samira", li} {
		if err := d.Assign(ctx, id, desk1, who, true); err != nil {
			t.Fatal(err)
		}
	}
	c := crewOf(ctx, t, d, id)
	want := desk.CrewMember{
		ID: samira, Name: "Samira", Roles: []string{"welcome-desk", "Tea urn"}, RoleNames: []string{"Welcome desk", "Tea urn"},
		Languages: []string{"so", "en"}, LanguageNames: []string{"Somali", "English"}, Contact: "07700 900123", Shifts: 1, Minutes: 240,
	}
	if d := cmp.Diff(want, c.Members[1]); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if got := rotaLines(c); !slices.Equal(got, []string{"2026-12-18 15:00-17:00 Setting up", "2026-12-18 17:00-21:00 Welcome desk Li+Samira"}) {
		t.Errorf("got %q", got)
	}
	if closed, err := d.Crew(ctx, id); err != nil || closed.Members[1].Contact != "" {
		t.Errorf("the crew says contacts to whoever looks: %+v, %v", closed.Members, err)
	}
	in, err := d.MemberInputOf(ctx, id, samira)
	if err != nil {
		t.Fatal(err)
	}
	in.Languages = []string{"so", "ar"}
	if err := d.EditMember(ctx, id, samira, in); err != nil {
		t.Fatal(err)
	}
	if err := d.EditShift(ctx, id, early, desk.ShiftInput{Role: "Setting up", Day: -1, From: "18:00", To: "20:00", Need: 3}); err != nil {
		t.Fatal(err)
	}
	if err := d.DropMember(ctx, id, "Samira"); err != nil {
		t.Fatal(err)
	}
	gone := crewOf(ctx, t, d, id)
	if got := rotaLines(gone); len(gone.Members) != 1 || !slices.Equal(got, []string{"2026-12-17 18:00-20:00 Setting up", "2026-12-18 17:00-21:00 Welcome desk Li"}) {
		t.Errorf("after dropping her: %d people, %q", len(gone.Members), got)
	}
	if err := d.DropShift(ctx, id, early); err != nil {
		t.Fatal(err)
	}
	for i, label := range []string{"shift", "crew", "shift", "crew"} { // the drops, then the edits
		if got, err := d.Undo(ctx, id); err != nil || got != label {
			t.Fatalf("undo %d: got %q, %v, want %q", i, got, err, label)
		}
	}
	if d := cmp.Diff(c, crewOf(ctx, t, d, id)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	for range 6 { // and all that was added
		if _, err := d.Undo(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if c := crewOf(ctx, t, d, id); len(c.Members)+len(c.Shifts)+len(c.Warnings) != 0 {
		t.Errorf("something is left: %+v", c)
	}
}

func TestCrewRefuses(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	who := addMember(ctx, t, d, id, desk.MemberInput{Name: "Amina"})
	addMember(ctx, t, d, id, desk.MemberInput{Name: "Jo"})
	addMember(ctx, t, d, id, desk.MemberInput{Name: "jo"})
	shift := addShift(ctx, t, d, id, "door", "17:00", "18:00", 1)
	good := desk.ShiftInput{Role: "door", From: "17:00", To: "18:00", Need: 1}
	with := func(change func(*desk.ShiftInput)) error {
		in := good
		change(&in)
		_, err := d.AddShift(ctx, id, in)
		return err
	}
	member := func(in desk.MemberInput) error { _, err := d.AddMember(ctx, id, in); return err }
	long := strings.Repeat("x", 201)
	for name, tt := range map[string]struct {
		err  error
		code fault.Code
		says string
	}{
		"no name":        {member(desk.MemberInput{Name: " "}), fault.Invalid, "name:"},
		"long name":      {member(desk.MemberInput{Name: long}), fault.Invalid, "name:"},
		"long contact":   {member(desk.MemberInput{Name: "A", Contact: long}), fault.Invalid, "contact:"},
		"language":       {member(desk.MemberInput{Name: "A", Languages: []string{"Elvish"}}), fault.Invalid, "languages:"},
		"empty role":     {member(desk.MemberInput{Name: "A", Roles: []string{""}}), fault.Invalid, "role:"},
		"no role":        {with(func(s *desk.ShiftInput) { s.Role = "" }), fault.Invalid, "role:"},
		"no start":       {with(func(s *desk.ShiftInput) { s.From = "5pm" }), fault.Invalid, "from:"},
		"no end":         {with(func(s *desk.ShiftInput) { s.To = "" }), fault.Invalid, "to:"},
		"nobody needed":  {with(func(s *desk.ShiftInput) { s.Need = 0 }), fault.Invalid, "need:"},
		"another year":   {with(func(s *desk.ShiftInput) { s.Day = 365 }), fault.Invalid, "day:"},
		"no such shift":  {d.Assign(ctx, id, "s-none", who, true), fault.NotFound, "no shift"},
		"no such person": {d.Assign(ctx, id, shift, "Nobody", true), fault.NotFound, "nobody in the crew"},
		"two of a name":  {d.Assign(ctx, id, shift, "JO", true), fault.Conflict, "2 people"},
		"no such event":  {d.DropShift(ctx, "00000000", shift), fault.NotFound, "no event"},
	} {
		t.Run(name, func(t *testing.T) { wantFault(t, tt.err, tt.code, tt.says) })
	}
	_, idle := d.SaveMemberCalendar(ctx, id, "Amina", filepath.Join(t.TempDir(), "a.ics"))
	_, stranger := d.EraseGuest(ctx, id, "Amina")
	for _, err := range []error{idle, stranger, d.DropMember(ctx, id, "Aminata"), d.DropMember(ctx, id, "jo")} {
		if err == nil || strings.Contains(strings.ToLower(err.Error()), "amina") || strings.Contains(err.Error(), `"`) {
			t.Errorf("an error, which a log may keep, says a name: %v", err)
		}
	}
	if c := crewOf(ctx, t, d, id); len(c.Members) != 3 || len(c.Shifts) != 1 {
		t.Errorf("something refused was kept: %+v", c)
	}
}

func TestCrewWarnings(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d) // in English, Urdu, Polish and Tigrinya
	addMember(ctx, t, d, id, desk.MemberInput{Name: "Amina", Languages: []string{"en", "ur"}})
	addMember(ctx, t, d, id, desk.MemberInput{Name: "Piotr", Roles: []string{"door"}, Languages: []string{"pl"}})
	door := addShift(ctx, t, d, id, "door", "17:00", "21:00", 2)
	food := addShift(ctx, t, d, id, "Kitchen", "18:00", "19:00", 1)
	addShift(ctx, t, d, id, "Clearing up", "21:00", "22:00", 3)
	for _, a := range [][2]string{{door, "Amina"}, {food, "Amina"}, {food, "Piotr"}} {
		if err := d.Assign(ctx, id, a[0], a[1], true); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, w := range crewOf(ctx, t, d, id).Warnings {
		if w.Kind != "role" {
			got = append(got, w.Words)
		}
		if (w.Kind == "alone") != (w.Source != "") {
			t.Errorf("%s has the source %q", w.Kind, w.Source)
		}
	}
	want := []string{
		"Amina is in two places from 2026-12-18 18:00 to 19:00: Person at the door and Kitchen",
		"Person at the door has too few, 2026-12-18 17:00 to 21:00: 1 more needed",
		"Piotr is down for Kitchen, and their roles say others",
		"Clearing up has nobody, 2026-12-18 21:00 to 22:00: 3 needed",
		"nobody in the crew speaks Tigrinya, a language of the event",
		"Amina is alone, 2026-12-18 17:00 to 18:00; sector guides advise against it",
		"Amina is alone, 2026-12-18 19:00 to 21:00; sector guides advise against it",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestSuggestedShifts: what the activities ask for is offered, and is nobody's shift until
// somebody takes it.
func TestSuggestedShifts(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	before := crewOf(ctx, t, d, id)
	if len(before.Shifts) != 0 || len(before.Warnings) != 0 || len(before.Suggested) < 4 {
		t.Fatalf("got %d shifts, %d warnings and %d suggested", len(before.Shifts), len(before.Warnings), len(before.Suggested))
	}
	for _, s := range before.Suggested {
		if s.From != "17:00" || s.To != "21:00" || s.Need < 1 || s.Basis == "" || s.RoleName == "" {
			t.Errorf("suggested %+v", s)
		}
	}
	if n, err := d.AddSuggested(ctx, id, []string{"welcome-desk", "lead"}); err != nil || n != 2 {
		t.Fatalf("got %d, %v", n, err)
	}
	some := crewOf(ctx, t, d, id)
	if len(some.Shifts) != 2 || len(some.Suggested) != len(before.Suggested)-2 {
		t.Errorf("got %d shifts and %d suggested of %d", len(some.Shifts), len(some.Suggested), len(before.Suggested))
	}
	if i := slices.IndexFunc(some.Shifts, func(s desk.CrewShift) bool { return s.Role == "welcome-desk" }); i < 0 || some.Shifts[i].Need != 2 {
		t.Errorf("60 people are welcomed by %+v, want two", some.Shifts)
	}
	if _, err := d.AddSuggested(ctx, id, nil); err != nil {
		t.Fatal(err)
	}
	_, err := d.AddSuggested(ctx, id, nil)
	wantFault(t, err, fault.NotFound, "no shift to suggest")
	if label, err := d.Undo(ctx, id); err != nil || label != "shift" {
		t.Errorf("got %q, %v", label, err)
	}
	if c := crewOf(ctx, t, d, id); len(c.Shifts) != 2 {
		t.Errorf("one undo leaves %d shifts, want 2", len(c.Shifts))
	}
	if _, err := d.Edit(ctx, id, []byte(`{"end":""}`)); err != nil {
		t.Fatal(err)
	}
	if c := crewOf(ctx, t, d, id); len(c.Suggested) != 0 {
		t.Errorf("times are suggested for an event without an end: %+v", c.Suggested)
	}
}

// TestCrewsMeet: two laptops give one shift to two people and change other fields of one
// person at once, and nothing is lost.
func TestCrewsMeet(t *testing.T) {
	t.Parallel()
	group := newGroup(t, 700, desk.RoleOrganiser)
	a, b := group[0], group[1]
	var id, amina, li, shift string
	file := func(name string) string { return filepath.Join(t.TempDir(), name) }
	first, fromB := file("first"), file("fromB")
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		id = addSample(t, d)
		amina = addMember(ctx, t, d, id, desk.MemberInput{Name: "Amina"})
		li = addMember(ctx, t, d, id, desk.MemberInput{Name: "Li"})
		shift = addShift(ctx, t, d, id, "door", "17:00", "21:00", 2)
		_, err := d.Export(ctx, id, first, "")
		must0(t, err)
		must0(t, d.Assign(ctx, id, shift, amina, true))
		must0(t, d.EditMember(ctx, id, amina, desk.MemberInput{Name: "Amina", Languages: []string{"so"}}))
	})
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Merge(ctx, first)
		must0(t, err)
		must0(t, d.Assign(ctx, id, shift, li, true))
		must0(t, d.EditMember(ctx, id, amina, desk.MemberInput{Name: "Amina", Contact: "amina@example.org"}))
		must0(t, d.EditShift(ctx, id, shift, desk.ShiftInput{Role: "door", From: "17:00", To: "21:30", Need: 2}))
		_, err = d.Export(ctx, id, fromB, "")
		must0(t, err)
	})
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Merge(ctx, fromB)
		must0(t, err)
		c := crewOf(ctx, t, d, id)
		if got := rotaLines(c); !slices.Equal(got, []string{"2026-12-18 17:00-21:30 Person at the door Amina+Li"}) {
			t.Errorf("got %q", got)
		}
		if m := c.Members[0]; m.Contact != "amina@example.org" || !slices.Equal(m.Languages, []string{"so"}) {
			t.Errorf("got %+v", m)
		}
		if lost, err := d.Conflicts(ctx, id); err != nil || len(lost) != 0 {
			t.Errorf("got conflicts %v, %v", lost, err)
		}
	})
}

// TestMemberCalendar: each shift is one entry, at its time whatever the clocks do.
func TestMemberCalendar(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	if _, err := d.Edit(ctx, id, []byte(`{"date":"2027-06-19","venue":{"hide_address":true}}`)); err != nil {
		t.Fatal(err)
	}
	name := "Zoë " + strings.Repeat("Ａbcdé ", 12)
	addMember(ctx, t, d, id, desk.MemberInput{Name: name, Contact: "zoe@example.org"})
	addMember(ctx, t, d, id, desk.MemberInput{Name: "Piotr"})
	var b bytes.Buffer
	wantFault(t, d.MemberCalendar(ctx, id, name, &b), fault.NotFound, "no shift")
	role := "Tea; coffee, " + strings.Repeat("ሻይ ", 20)
	for _, s := range []string{
		addShift(ctx, t, d, id, "door", "17:00", "21:00", 1), addShift(ctx, t, d, id, role, "22:00", "01:00", 1),
	} {
		must0(t, d.Assign(ctx, id, s, name, true))
	}
	must0(t, d.Assign(ctx, id, addShift(ctx, t, d, id, "Music", "19:00", "20:00", 1), "Piotr", true))
	must0(t, d.MemberCalendar(ctx, id, name, &b))
	for _, line := range strings.SplitAfter(b.String(), "\r\n") {
		if len(line) > 77 {
			t.Errorf("a line of %d octets (RFC 5545, section 3.1): %q", len(line)-2, line)
		}
	}
	text := strings.ReplaceAll(b.String(), "\r\n ", "")
	for _, want := range []string{
		"DTSTART:20270619T160000Z\r\nDTEND:20270619T200000Z\r\n", "DTSTART:20270619T210000Z\r\nDTEND:20270620T000000Z\r\n", // summer time
		"SUMMARY;LANGUAGE=en:Person at the door · A shared table\r\n", `Tea\; coffee\, ሻይ`, "LOCATION:Manchester\r\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the calendar lacks %q:\n%s", want, text)
		}
	}
	for _, private := range []string{"Zoë", "zoe@", "Piotr", "Music", "Sample Street"} {
		if strings.Contains(text, private) {
			t.Errorf("the calendar says %q", private)
		}
	}
	if n := strings.Count(text, "BEGIN:VEVENT"); n != 2 {
		t.Errorf("got %d entries, want 2", n)
	}
}

// addShifts plans who helps, without which no rota prints.
func addShifts(t *testing.T, d *desk.Desk, id string) {
	t.Helper()
	if _, err := d.AddSuggested(t.Context(), id, nil); err != nil {
		t.Fatal(err)
	}
}
