package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"daykit/internal/domain/event"
)

// Member is somebody who helps. Name, languages and the contact are personal data:
// they stay with the group and are sealed like the names of guests.
type Member struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Roles     []string `json:"roles"`     // ids of roles that they can take
	Languages []string `json:"languages"` // BCP 47, that they speak
	Contact   string   `json:"contact"`   // a reference to where it is kept, never the number itself
}

// Shift is a stretch of time in which a role is needed.
type Shift struct {
	ID   string   `json:"id"`
	Role string   `json:"role"` // its id
	Day  int      `json:"day"`  // days after the day of the event; negative before it
	From string   `json:"from"` // 17:30, local time
	To   string   `json:"to"`   // at or before From means the next day
	Need int      `json:"need"` // how many people
	Who  []string `json:"who"`  // ids of members
}

// Roster is the crew of an event with its shifts.
type Roster struct {
	Date      string   `json:"date"`
	Timezone  string   `json:"timezone"`
	Members   []Member `json:"members"`
	Shifts    []Shift  `json:"shifts"`
	Roles     []string `json:"roles"`     // ids that the activities need, as NeedsOf gives them
	Languages []string `json:"languages"` // BCP 47, of the guests
}

// Clash is one person in two places.
type Clash struct {
	Member string    `json:"member"`
	Shifts [2]string `json:"shifts"` // ids; the one that begins first, first
	From   time.Time `json:"from"`
	To     time.Time `json:"to"`
}

// GapKind says what is missing.
type GapKind string

// The gaps.
const (
	GapNobody   GapKind = "nobody"   // a shift has nobody
	GapFew      GapKind = "few"      // a shift has fewer people than it needs
	GapRole     GapKind = "role"     // a role that the activities need has no shift with anybody
	GapLanguage GapKind = "language" // guests speak a language that nobody in the crew does
	GapAlone    GapKind = "alone"    // one person is there alone, which sector guides advise against (AloneSource)
	GapOther    GapKind = "other"    // a shift names somebody whose roles say others
	GapStranger GapKind = "stranger" // a shift names somebody who is not in the crew
)

// AloneSource is where the advice against lone working comes from.
const AloneSource = "mertonconnected.co.uk article 189; furd.org dealing-with-rising-tensions"

// Gap is something that the roster lacks. What does not belong to its kind is empty.
type Gap struct {
	Kind     GapKind   `json:"kind"`
	Shift    string    `json:"shift,omitempty"`
	Role     string    `json:"role,omitempty"`
	Language string    `json:"language,omitempty"`
	Member   string    `json:"member,omitempty"`
	Missing  int       `json:"missing,omitempty"` // people
	From     time.Time `json:"from,omitzero"`
	To       time.Time `json:"to,omitzero"`
}

// Turn is a shift with the moments at which it begins and ends.
type Turn struct {
	Shift
	Begins, Ends time.Time
}

// Turns gives the shifts with their moments, the earliest first. It is an error when
// a date, a time or the time zone does not read.
func (r Roster) Turns() ([]Turn, error) {
	out := make([]Turn, 0, len(r.Shifts))
	for _, s := range r.Shifts {
		if s.To == "" {
			return nil, fmt.Errorf("shift %q: it has no end", s.ID)
		}
		begins, ends, err := event.Span(event.AddDays(r.Date, s.Day), s.From, s.To, r.Timezone)
		if err != nil {
			return nil, fmt.Errorf("shift %q: %w", s.ID, err)
		}
		if !ends.After(begins) { // only where the clock changes within it
			ends = begins.Add(time.Minute)
		}
		s.Who = unique(s.Who)
		out = append(out, Turn{Shift: s, Begins: begins, Ends: ends})
	}
	slices.SortStableFunc(out, func(a, b Turn) int {
		return cmp.Or(a.Begins.Compare(b.Begins), a.Ends.Compare(b.Ends), strings.Compare(a.ID, b.ID))
	})
	return out, nil
}

func unique(list []string) []string {
	out := []string{}
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Overlap reports whether two turns share any time. A turn that begins when another
// ends does not.
func (t Turn) Overlap(u Turn) bool { return t.Begins.Before(u.Ends) && u.Begins.Before(t.Ends) }

// Clashes lists who stands in two shifts at once, by when they begin.
func (r Roster) Clashes() ([]Clash, error) {
	turns, err := r.Turns()
	if err != nil {
		return nil, err
	}
	out := []Clash{}
	for i, a := range turns {
		for _, b := range turns[i+1:] {
			if !b.Begins.Before(a.Ends) {
				break // all others begin later still
			}
			for _, who := range a.Who {
				if slices.Contains(b.Who, who) {
					out = append(out, Clash{Member: who, Shifts: [2]string{a.ID, b.ID}, From: b.Begins, To: earlier(a.Ends, b.Ends)})
				}
			}
		}
	}
	return out, nil
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Gaps lists what the roster lacks: shifts in their order, then roles, languages, and
// the times in which one person is alone. Somebody who is not in the crew any more
// counts as not there.
func (r Roster) Gaps() ([]Gap, error) {
	turns, err := r.Turns()
	if err != nil {
		return nil, err
	}
	out := []Gap{}
	for i, t := range turns {
		here := []string{}
		for _, who := range t.Who {
			if !r.has(who) {
				out = append(out, Gap{Kind: GapStranger, Shift: t.ID, Role: t.Role, Member: who})
				continue
			}
			if !r.does(who, t.Role) {
				out = append(out, Gap{Kind: GapOther, Shift: t.ID, Role: t.Role, Member: who})
			}
			here = append(here, who)
		}
		turns[i].Who = here
		switch missing := t.Need - len(here); {
		case missing > 0 && len(here) == 0:
			out = append(out, Gap{Kind: GapNobody, Shift: t.ID, Role: t.Role, Missing: missing, From: t.Begins, To: t.Ends})
		case missing > 0:
			out = append(out, Gap{Kind: GapFew, Shift: t.ID, Role: t.Role, Missing: missing, From: t.Begins, To: t.Ends})
		}
	}
	out = append(out, r.rolesMissing(turns)...)
	for _, lang := range unique(r.Languages) {
		if !r.speaks(lang) {
			out = append(out, Gap{Kind: GapLanguage, Language: lang})
		}
	}
	return append(out, alone(turns)...), nil
}

func (r Roster) has(id string) bool {
	return slices.ContainsFunc(r.Members, func(m Member) bool { return m.ID == id })
}

// does reports whether somebody is down for a role, or for none, which is for any.
func (r Roster) does(id, role string) bool {
	i := slices.IndexFunc(r.Members, func(m Member) bool { return m.ID == id })
	return i < 0 || len(r.Members[i].Roles) == 0 || slices.Contains(r.Members[i].Roles, role)
}

func (r Roster) rolesMissing(turns []Turn) []Gap {
	out := []Gap{}
	for _, role := range unique(r.Roles) {
		if !slices.ContainsFunc(turns, func(t Turn) bool { return t.Role == role && len(t.Who) > 0 }) {
			out = append(out, Gap{Kind: GapRole, Role: role})
		}
	}
	return out
}

// speaks reports whether anybody speaks a language. Tags of one language count as one:
// who speaks en speaks en-GB, and zh-Hans and zh-Hant are ways of writing.
func (r Roster) speaks(lang string) bool {
	return slices.ContainsFunc(r.Members, func(m Member) bool {
		return slices.ContainsFunc(m.Languages, func(l string) bool { return primary(l) == primary(lang) })
	})
}

func primary(tag string) string {
	head, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(head)
}

// alone finds the times in which exactly one person is there, whatever their shifts.
func alone(turns []Turn) []Gap {
	var moments []time.Time
	for _, t := range turns {
		moments = append(moments, t.Begins, t.Ends)
	}
	slices.SortFunc(moments, time.Time.Compare)
	moments = slices.CompactFunc(moments, time.Time.Equal)
	out := []Gap{}
	for i := 0; i+1 < len(moments); i++ {
		from, to := moments[i], moments[i+1]
		who := present(turns, from)
		if len(who) != 1 {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].Member == who[0] && out[n].To.Equal(from) {
			out[n].To = to
			continue
		}
		out = append(out, Gap{Kind: GapAlone, Member: who[0], From: from, To: to})
	}
	return out
}

// present lists who is there at a moment, each once.
func present(turns []Turn, at time.Time) []string {
	out := []string{}
	for _, t := range turns {
		if !t.Begins.After(at) && t.Ends.After(at) {
			out = append(out, t.Who...)
		}
	}
	return unique(out)
}

// Hours gives how long each member helped, by id, time in two shifts at once counted
// once: what certificates and reports for funders say.
func (r Roster) Hours() (map[string]time.Duration, error) {
	turns, err := r.Turns()
	if err != nil {
		return nil, err
	}
	out, until := map[string]time.Duration{}, map[string]time.Time{}
	for _, t := range turns {
		for _, who := range t.Who {
			from := t.Begins
			if until[who].After(from) {
				from = until[who]
			}
			if t.Ends.After(from) {
				out[who] += t.Ends.Sub(from)
				until[who] = t.Ends
			}
		}
	}
	return out, nil
}
