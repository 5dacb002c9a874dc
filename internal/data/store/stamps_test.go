package store_test

import (
	"encoding/json"
	"slices"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// TestLettersInTheOrderThatTheyCame: who came first is what the stamps of a field say, of
// one event alone, and a change of another field does not move anybody.
func TestLettersInTheOrderThatTheyCame(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	var letters []oplog.Letter
	for _, uuid := range []string{"zz", "aa", "mm"} {
		letters = append(letters, oplog.Letter{
			Event: "E1", UUID: uuid,
			Drafts: []oplog.Draft{{Class: oplog.Roster, Set: oplog.SetBody{Entity: "guest", Fields: fields("via", `"page"`, "party", "1")}}},
			Facts:  []oplog.AddBody{{ID: "c-" + uuid, Kind: "wish", Event: "E1", Body: json.RawMessage(`{}`)}},
		})
	}
	if n, err := s.ImportSignups(t.Context(), letters...); err != nil || n != 6 {
		t.Fatalf("got %d, %v", n, err)
	}
	if _, err := s.ImportSignup(t.Context(), "E2", "bb", letters[0].Drafts...); err != nil {
		t.Fatal(err)
	}
	write(t, s, "party", store.SetChange{Class: oplog.Roster, Entity: "guest", ID: "E1/zz", Fields: fields("party", "4")})
	got, err := s.Stamps(t.Context(), "guest", "E1/", "via")
	if err != nil || len(got) != 3 {
		t.Fatalf("got %v, %v", got, err)
	}
	ids := []string{"E1/aa", "E1/mm", "E1/zz"}
	slices.SortFunc(ids, func(a, b string) int { return got[a].Compare(got[b]) })
	if want := []string{"E1/zz", "E1/aa", "E1/mm"}; !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
	if all := facts(t, s, "E1"); len(all) != 3 {
		t.Errorf("got facts %v", all)
	}
}
