package content_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/content"
)

func TestActivitiesSayWhatTheyTake(t *testing.T) {
	t.Parallel()
	names := map[string]string{}
	for _, a := range content.Builtin().Activities {
		if len(a.Roles) == 0 || len(a.Kit) == 0 || len(a.Risks) == 0 {
			t.Errorf("activity %s is incomplete", a.ID)
		}
		here := map[string]bool{}
		for _, n := range append(append([]content.Need{}, a.Roles...), a.Kit...) {
			if names[n.ID] == "" {
				names[n.ID] = n.Name
			}
			if names[n.ID] != n.Name || here[n.ID] {
				t.Errorf("activity %s: %s is there twice, or called %q elsewhere", a.ID, n.ID, names[n.ID])
			}
			if n.Name == "" || n.Basis == "" || n.Count == 0 && n.ForGuests == 0 && n.Each == "" {
				t.Errorf("activity %s: incomplete: %+v", a.ID, n)
			}
			here[n.ID] = true
		}
		for _, h := range a.Risks {
			if here[h.ID] || h.Name == "" || h.Who == "" || h.Measure == "" || h.Basis == "" || h.Likelihood == 0 || h.Severity == 0 {
				t.Errorf("activity %s: twice or incomplete: %+v", a.ID, h)
			}
			here[h.ID] = true
		}
	}
}

func TestEditionWithNeeds(t *testing.T) {
	t.Parallel()
	e := whole()
	e.Content.Activities = content.Builtin().Activities
	got, err := content.DecodeEdition(encode(t, e))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(e, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for name, spoil := range map[string]func(*content.Activity){
		"a role twice":               func(a *content.Activity) { a.Roles = append(a.Roles, a.Roles[0]) },
		"a role of no basis":         func(a *content.Activity) { a.Roles = []content.Need{{ID: "host", Name: "Host", Count: 1}} },
		"a thing in negative number": func(a *content.Activity) { a.Kit = []content.Need{{ID: "x", Name: "X", Count: -1, Basis: "b"}} },
		"far too many": func(a *content.Activity) {
			a.Kit = []content.Need{{ID: "x", Name: "X", ForGuests: 1 << 40, Basis: "b"}}
		},
		"a risk that is sure twice over": func(a *content.Activity) {
			a.Risks = []content.Hazard{{ID: "x", Name: "X", Who: "w", Measure: "m", Likelihood: 6, Severity: 1, Basis: "b"}}
		},
		"a risk without a measure": func(a *content.Activity) {
			a.Risks = []content.Hazard{{ID: "x", Name: "X", Who: "w", Likelihood: 1, Severity: 1, Basis: "b"}}
		},
	} {
		bad := whole()
		bad.Content.Activities = []content.Activity{content.Builtin().Activities[0]}
		spoil(&bad.Content.Activities[0])
		if _, err := content.DecodeEdition(encode(t, bad)); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}
