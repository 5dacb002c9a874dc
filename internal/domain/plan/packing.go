package plan

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ThingKind says why something is on a packing list.
type ThingKind string

// The kinds, in the order of the list.
const (
	ThingKit        ThingKind = "kit"        // to bring
	ThingCare       ThingKind = "care"       // to take care of
	ThingPermission ThingKind = "permission" // to be allowed, where no duty says it already
)

// ThingKinds lists the kinds in the order of the list.
func ThingKinds() []ThingKind { return []ThingKind{ThingKit, ThingCare, ThingPermission} }

// OurJudgement begins the basis of what to take care of: such lines are ours, except where
// one of the activity's sources says the same.
const OurJudgement = "our own judgement, unless one of these says it: "

// Thing is a line of a packing list as the activities bring it.
type Thing struct {
	ID     string    `json:"id"` // the same wherever the same words come from
	Kind   ThingKind `json:"kind"`
	What   string    `json:"what"`
	Amount string    `json:"amount"` // in figures or words; empty when it does not follow
	For    []string  `json:"for"`    // ids of the activities; empty for every event
	Basis  string    `json:"basis"`  // a source, or OurDefault
}

// Things gives the packing list of what an event takes: its kit, what to take care of,
// and the permissions to ask for. A permission that a duty says is with the duties, which
// have its day and its question, and not here a second time.
func Things(n Needs) []Thing {
	out := []Thing{}
	for _, k := range n.Kit {
		out = append(out, Thing{ID: "kit-" + k.ID, Kind: ThingKit, What: k.Name, Amount: k.amount(), For: slices.Clone(k.For), Basis: k.Basis})
	}
	for _, l := range n.Care {
		t := l.thing(ThingCare)
		if t.Basis != OurDefault {
			t.Basis = OurJudgement + t.Basis
		}
		out = append(out, t)
	}
	for _, l := range n.Permissions {
		if !saidByDuty(l.Text) {
			out = append(out, l.thing(ThingPermission))
		}
	}
	return out
}

// amount says how many, in figures where it is a number.
func (n Need) amount() string {
	switch {
	case n.Count > 0 && n.Each != "":
		return strconv.Itoa(n.Count) + ", " + n.Each
	case n.Count > 0:
		return strconv.Itoa(n.Count)
	}
	return n.Each
}

// thing makes a line of a statement. Its id is drawn from its words, so that two laptops
// that take it have one.
func (l Line) thing(kind ThingKind) Thing {
	sum := sha256.Sum256([]byte(l.Text))
	return Thing{
		ID: fmt.Sprintf("%s-%x", kind, sum[:4]), Kind: kind, What: l.Text, For: slices.Clone(l.For), Basis: strings.Join(l.Sources, "; "),
	}
}
