package plan

import (
	"slices"

	"daykit/internal/domain/content"
)

// Request says for what needs are wanted.
type Request struct {
	Activities []string `json:"activities"` // ids in a pack, in the order in which they happen; unknown ones add nothing
	Guests     int      `json:"guests"`     // expected; 0 when not known
	Start      string   `json:"start"`      // 17:30; may be empty
	End        string   `json:"end"`        // at or before Start means the next day; may be empty
	Own        bool     `json:"own"`        // the group does something besides that no pack knows
}

// Need is a role or a thing, once for the whole event.
type Need struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Count     int      `json:"count"`      // for the guests expected; 0 when it does not follow from numbers
	ForGuests int      `json:"for_guests"` // one for so many guests, where it goes by guests
	Each      string   `json:"each"`       // in words, where it goes by what is not known here
	For       []string `json:"for"`        // ids of the activities that take it; empty for every event
	Basis     string   `json:"basis"`      // a source, or OurDefault
}

// Line is a statement in words.
type Line struct {
	Text    string   `json:"text"`
	For     []string `json:"for"`     // ids of the activities that it belongs to
	Sources []string `json:"sources"` // OurDefault where no source is named
}

// Question is one to ask at the venue.
type Question struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Feature string `json:"feature,omitempty"` // of event.AccessFeatures, that the answer may tick
	Basis   string `json:"basis"`
}

// Needs is what an event with its activities takes. Lists are never nil, have nothing
// twice, and stand in the order of the built-in data and then of the activities.
type Needs struct {
	Roles       []Need     `json:"roles"`
	Kit         []Need     `json:"kit"`
	Risks       []Risk     `json:"risks"`
	Access      []Question `json:"access"`
	Permissions []Line     `json:"permissions"` // in England and Wales; Duties has their days
	Care        []Line     `json:"care"`
	Crew        Span       `json:"crew"`  // people who help
	Weeks       Span       `json:"weeks"` // of planning: at least Low, comfortably High
	Order       []Slot     `json:"order"`
}

// Span is a number from Low to High, 0 where it is not known.
type Span struct {
	Low   int    `json:"low"`
	High  int    `json:"high"`
	Basis string `json:"basis"`
}

// needs is what every event takes.
var needs = builtin[struct {
	Roles []content.Need   `json:"roles"`
	Kit   []content.Need   `json:"kit"`
	Risks []content.Hazard `json:"risks"`
	Risk  struct {
		Steps  []string `json:"steps"`
		Source string   `json:"source"`
	} `json:"risk"`
	Access struct {
		Basis     string     `json:"basis"`
		Questions []Question `json:"questions"`
	} `json:"access"`
	Order orderData `json:"order"`
}]("needs.json")

// NeedsOf merges what every event takes with what its activities take. Of a role or a
// thing that several take, the greatest number counts: one host can host both parts of
// an evening. A count never reaches beyond what a hall can hold (10000).
func NeedsOf(pack *content.Pack, req Request) Needs {
	out := Needs{
		Roles: []Need{}, Kit: []Need{}, Risks: []Risk{}, Access: []Question{}, Permissions: []Line{}, Care: []Line{},
		Crew: Span{Basis: OurDefault}, Weeks: Span{Basis: OurDefault},
	}
	all := needs()
	out.Roles = merge(out.Roles, all.Roles, "", req.Guests)
	out.Kit = merge(out.Kit, all.Kit, "", req.Guests)
	out.Risks = addRisks(out.Risks, all.Risks, "")
	for _, q := range all.Access.Questions {
		q.Basis = all.Access.Basis
		out.Access = append(out.Access, q)
	}
	for _, a := range chosen(pack, req.Activities) {
		out.add(a, req.Guests)
	}
	out.Order = RunningOrder(pack, req)
	return out
}

func (n *Needs) add(a content.Activity, guests int) {
	n.Roles = merge(n.Roles, a.Roles, a.ID, guests)
	n.Kit = merge(n.Kit, a.Kit, a.ID, guests)
	n.Risks = addRisks(n.Risks, a.Risks, a.ID)
	sources := a.Sources
	if len(sources) == 0 {
		sources = []string{OurDefault}
	}
	n.Permissions = addLines(n.Permissions, a.Permissions, a.ID, sources)
	n.Care = addLines(n.Care, a.Care, a.ID, sources)
	n.Crew.Low, n.Crew.High = max(n.Crew.Low, value(a.Crew.Low)), max(n.Crew.High, value(a.Crew.High))
	n.Weeks.Low, n.Weeks.High = max(n.Weeks.Low, value(a.LeadWeeks.Low)), max(n.Weeks.High, value(a.LeadWeeks.Comfortable))
}

// chosen finds activities, each once, in the order given.
func chosen(pack *content.Pack, ids []string) []content.Activity {
	out := []content.Activity{}
	for i, id := range ids {
		if a, ok := pack.Activity(id); ok && !slices.Contains(ids[:i], id) {
			out = append(out, a)
		}
	}
	return out
}

const maxNeed = 10000

func merge(list []Need, more []content.Need, activity string, guests int) []Need {
	for _, m := range more {
		i := slices.IndexFunc(list, func(n Need) bool { return n.ID == m.ID })
		if i < 0 {
			i = len(list)
			list = append(list, Need{ID: m.ID, Name: m.Name, Each: m.Each, For: []string{}, Basis: m.Basis})
		}
		n := &list[i]
		n.Count = max(n.Count, amount(m, guests))
		if m.ForGuests > 0 && (n.ForGuests == 0 || m.ForGuests < n.ForGuests) {
			n.ForGuests = m.ForGuests
		}
		if n.Each == "" {
			n.Each = m.Each
		}
		if activity != "" && !isCommon(m.ID) && !slices.Contains(n.For, activity) { // what every event takes is for no activity alone
			n.For = append(n.For, activity)
		}
	}
	return list
}

func isCommon(id string) bool {
	is := func(n content.Need) bool { return n.ID == id }
	return slices.ContainsFunc(needs().Roles, is) || slices.ContainsFunc(needs().Kit, is)
}

// amount is how many for so many guests, as many as there must be at least.
func amount(n content.Need, guests int) int {
	count := n.Count
	if n.ForGuests > 0 && guests > 0 {
		count = max(count, (min(guests, maxNeed)+n.ForGuests-1)/n.ForGuests)
	}
	return min(max(count, 0), maxNeed)
}

func addRisks(list []Risk, more []content.Hazard, activity string) []Risk {
	for _, h := range more {
		if !slices.ContainsFunc(list, func(r Risk) bool { return r.ID == h.ID }) { // the first to bring it counts
			list = append(list, riskOf(h, activity))
		}
	}
	return list
}

func addLines(list []Line, texts []string, activity string, sources []string) []Line {
	for _, text := range texts {
		i := slices.IndexFunc(list, func(l Line) bool { return l.Text == text })
		if i < 0 {
			list = append(list, Line{Text: text, For: []string{activity}, Sources: slices.Clone(sources)})
			continue
		}
		if !slices.Contains(list[i].For, activity) {
			list[i].For = append(list[i].For, activity)
		}
		for _, s := range sources {
			if !slices.Contains(list[i].Sources, s) {
				list[i].Sources = append(list[i].Sources, s)
			}
		}
	}
	return list
}

func value(n *int) int {
	if n == nil {
		return 0
	}
	return max(*n, 0)
}
