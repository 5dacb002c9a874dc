package server_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/domain/small"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func items(numbers ...int) (out []server.Item) {
	for _, n := range numbers {
		out = append(out, server.Item{N: n})
	}
	return out
}

// picture writes looks as letters: S shown, u under 5, w withheld, - unknown.
func picture(looks []server.Look) string {
	var b strings.Builder
	for _, l := range looks {
		b.WriteByte("-Suw"[l])
	}
	return b.String()
}

func TestHide(t *testing.T) {
	t.Parallel()
	all := []int{0, 1, 2, 3}
	for name, c := range map[string]struct {
		items           []server.Item
		sums            [][]int
		looks, sumLooks string
	}{
		"nothing is small":                  {items(5, 60, 0, -1), [][]int{all}, "SSS-", "S"},
		"one is small: the next smallest":   {items(3, 60, 7, 90), [][]int{all}, "uSwS", "S"},
		"two are small and trade":           {items(3, 60, 2, 90), [][]int{all}, "uSuS", "S"},
		"two of one each are certain":       {items(1, 60, 1, 90), [][]int{all}, "uwuS", "S"},
		"two of four each are certain":      {items(4, 60, 4, 90), [][]int{all}, "uwuS", "S"},
		"one, and only a five beside it":    {items(1, 5, -1, -1), [][]int{all}, "uS--", "w"},
		"one, and only a six beside it":     {items(1, 6, -1, -1), [][]int{all}, "uw--", "S"},
		"it stands alone":                   {items(3, 0, -1, -1), [][]int{all}, "uS--", "u"},
		"a town of its own":                 {items(3, 60, 7, 90), [][]int{all, {0}, {1, 2}, {3}}, "uSwS", "SuwS"},
		"a town of two":                     {items(3, 60, 7, 90), [][]int{all, {0, 1}, {2, 3}}, "uwSS", "SSS"},
		"kinds that overlap":                {items(3, 60, 7, 90), [][]int{all, {0, 1}, {0, 2}, {1, 3}}, "uSwS", "SwSS"},
		"a town that is small of two parts": {items(1, 2, 50, 60), [][]int{all, {0, 1}, {2, 3}}, "uuwS", "Suw"},
		"nobody knows":                      {items(-1, -1, -1, -1), [][]int{all}, "----", "-"},
	} {
		looks, sumLooks := server.Hide(c.items, c.sums)
		if picture(looks) != c.looks || picture(sumLooks) != c.sumLooks {
			t.Errorf("%s: got %s, %s, want %s, %s", name, picture(looks), picture(sumLooks), c.looks, c.sumLooks)
		}
	}
}

// attack finds, of every number under 5 of a shown table, which values it can have, by
// trying all tables that look the same: it is what somebody could do who has the table.
func attack(items []server.Item, looks []server.Look, sums [][]int, sumLooks []server.Look, totals []int) map[string]map[int]bool {
	can := map[string]map[int]bool{}
	world := make([]int, len(items))
	var try func(i int)
	note := func(key string, n int) {
		if can[key] == nil {
			can[key] = map[int]bool{}
		}
		can[key][n] = true
	}
	try = func(i int) {
		if i < len(items) {
			for _, n := range values(items[i], looks[i]) {
				world[i] = n
				try(i + 1)
			}
			return
		}
		sum := func(members []int) (n int) {
			for _, i := range members {
				n += max(world[i], 0)
			}
			return n
		}
		for k, members := range sums {
			switch n := sum(members); {
			case sumLooks[k] == server.Shown && n != totals[k], sumLooks[k] == server.Under && (n < 1 || n > 4):
				return
			}
		}
		for i, n := range world {
			note(fmt.Sprint("item ", i), n)
		}
		for k, members := range sums {
			note(fmt.Sprint("sum ", k), sum(members))
		}
	}
	try(0)
	return can
}

// values are what an item can be by its look alone.
func values(it server.Item, look server.Look) (out []int) {
	switch look {
	case server.Under:
		return []int{1, 2, 3, 4}
	case server.Withheld:
		for n := 5; n <= it.N+6; n++ {
			out = append(out, n)
		}
		return out
	case server.Shown, server.Unknown, small.Uncounted:
	}
	return []int{it.N}
}

func totalsOf(items []server.Item, sums [][]int) (out []int) {
	for _, members := range sums {
		n := 0
		for _, i := range members {
			n += max(items[i].N, 0)
		}
		out = append(out, n)
	}
	return out
}

// TestHiddenNumbersCannotBeWorkedOut makes tables and attacks them: every number under 5
// must be able to be at least two, whatever is shown beside it.
func TestHiddenNumbersCannotBeWorkedOut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "events")
		list := make([]server.Item, n)
		whole := make([]int, n)
		for i := range list {
			list[i].N = rapid.SampledFrom([]int{-1, 0, 1, 1, 2, 3, 4, 4, 5, 6, 8, 12}).Draw(t, "number")
			whole[i] = i
		}
		sums := [][]int{whole}
		for range rapid.IntRange(0, 5).Draw(t, "sums") {
			members := rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 1, n, rapid.ID[int]).Draw(t, "members")
			slices.Sort(members)
			sums = append(sums, members)
		}
		looks, sumLooks := server.Hide(list, sums)
		for key, can := range attack(list, looks, sums, sumLooks, totalsOf(list, sums)) {
			var i int
			small := false
			if _, err := fmt.Sscanf(key, "item %d", &i); err == nil {
				small = looks[i] == server.Under
			} else if _, err := fmt.Sscanf(key, "sum %d", &i); err == nil {
				small = sumLooks[i] == server.Under
			}
			if small && len(can) < 2 {
				t.Fatalf("%s can only be %v: %v shown as %s, sums %v as %s", key, can, list, picture(looks), sums, picture(sumLooks))
			}
		}
	})
}

// TestBoundsBesideANumber: nobody believes that more came for the first time than came.
func TestBoundsBesideANumber(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		items []server.Item
		looks string
	}{
		"4 of at most 4 can be fewer":        {[]server.Item{{N: 4, AtMost: 4}, {N: 9}}, "uw"},
		"6 of at least 6 cannot be 5":        {[]server.Item{{N: 1}, {N: 6, AtLeast: 6}, {N: 30}}, "uSw"},
		"9 of at most 9 cannot be 10":        {[]server.Item{{N: 4}, {N: 9, AtMost: 9}, {N: 30}}, "uSw"},
		"1 that can only grow, and 5 beside": {[]server.Item{{N: 1}, {N: 5}, {N: 30}}, "uSw"},
	} {
		whole := []int{}
		for i := range c.items {
			whole = append(whole, i)
		}
		if looks, _ := server.Hide(c.items, [][]int{whole}); picture(looks) != c.looks {
			t.Errorf("%s: got %s, want %s", name, picture(looks), c.looks)
		}
	}
}

// country makes events of a whole country: a tenth have under 5, each is in one of so
// many towns and in English and two of thirty languages.
func country(events, towns int) (list []server.Item, sums [][]int) {
	r := rand.New(rand.NewPCG(18, 12))
	sums = make([][]int, 1+towns+31)
	for i := range events {
		n := 5 + r.IntN(120)
		if r.IntN(10) == 0 {
			n = 1 + r.IntN(4)
		}
		list = append(list, server.Item{N: n})
		one, two := 1+towns+1+r.IntN(15), 1+towns+16+r.IntN(15)
		for _, k := range []int{0, 1 + r.IntN(towns), 1 + towns, one, two} {
			sums[k] = append(sums[k], i)
		}
	}
	return list, sums
}

func count(looks []server.Look, want server.Look) (n int) {
	for _, l := range looks {
		if l == want {
			n++
		}
	}
	return n
}

// TestLittleIsWithheld measures the price: the whole stays, and most of the rest.
func TestLittleIsWithheld(t *testing.T) {
	t.Parallel()
	list, sums := country(212, 143)
	looks, sumLooks := server.Hide(list, sums)
	under, items, withheld := count(looks, server.Under), count(looks, server.Withheld), count(sumLooks, server.Withheld)
	t.Logf("%d of %d events are under 5: %d others and %d of %d sums are withheld", under, len(list), items, withheld, len(sums))
	if sumLooks[0] != server.Shown || items > under || withheld > len(sums)/3 {
		t.Errorf("%d events and %d sums are withheld, the whole is %v", items, withheld, sumLooks[0])
	}
}

func BenchmarkHide(b *testing.B) {
	list, sums := country(5000, 800)
	for b.Loop() {
		server.Hide(list, sums)
	}
}

// TestExportsCannotBePutTogether attacks what a coordinator can really get: all exports.
func TestExportsCannotBePutTogether(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("Sample Neighbours")
	came := []int{3, 40, 7, 1, 1, 55}
	first := []int{3, 12, 0, 1, 0, 2}
	towns := []string{"Leeds", "Leeds", "Hull", "Dover", "Dover", "Cardiff"}
	var pages, reports []wire.Op
	for i, n := range came {
		id := fmt.Sprintf("EVENT0%02d", i)
		p := table()
		p.Town, p.Languages = towns[i], []string{"en", []string{"ur", "pl", "ti"}[i%3]}
		pages = append(pages, pageOp(uint32(i+1), id, p))
		reports = append(reports, totalsOp(uint32(i+1), id, wire.Totals{
			Title: id, Date: "2026-12-18", SignedUp: n + 2, Arrived: n, Languages: p.Languages, Objectives: []int{16, 1 + i%2}, FirstTime: first[i],
		}))
	}
	s.publish(token, pages...)
	s.publish(token, reports...)
	who := s.coordinator("Cora")
	for _, measure := range []string{"came", "signed_up", "first_time"} {
		items, looks := exported(t, s, who, "events", measure)
		var sums [][]int
		var sumLooks []server.Look
		var totals []int
		for _, kind := range []string{"whole", "towns", "languages", "objectives", "activities"} {
			cells, l := exported(t, s, who, kind, measure)
			for k, c := range cells {
				totals, sumLooks = append(totals, c.N), append(sumLooks, l[k])
			}
			sums = append(sums, membersOf(t, s, who, kind)...)
		}
		for i := range items { // what the attacker may not know
			if looks[i] == server.Withheld {
				items[i].N = 12
			}
		}
		for key, can := range attack(items, looks, sums, sumLooks, totals) {
			var i int
			if _, err := fmt.Sscanf(key, "item %d", &i); err == nil && looks[i] == server.Under && len(can) < 2 {
				t.Errorf("%s of %s can only be %v", measure, key, can)
			}
		}
		if !slices.Contains(looks, server.Under) {
			t.Errorf("%s: nothing was small, so nothing is tested", measure)
		}
	}
}

// exportTable reads a table's JSON.
func exportTable(t *testing.T, s *site, who func(*http.Request), name string) (rows []map[string]any) {
	t.Helper()
	w := s.get("/coordinator/export/"+name+".json", who)
	wantStatus(t, w, http.StatusOK)
	if err := json.Unmarshal(w.Body.Bytes(), &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

func exported(t *testing.T, s *site, who func(*http.Request), name, measure string) (items []server.Item, looks []server.Look) {
	t.Helper()
	for _, row := range exportTable(t, s, who, name) {
		it, look := server.Item{N: -1}, server.Unknown
		switch v := row[measure].(type) {
		case float64:
			it.N, look = int(v), server.Shown
		case string:
			look = server.Withheld
			if v == "under 5" {
				look = server.Under
			}
		}
		items, looks = append(items, it), append(looks, look)
	}
	return items, looks
}

// membersOf says which events are in which line, as the events' own table tells.
func membersOf(t *testing.T, s *site, who func(*http.Request), kind string) (sums [][]int) {
	t.Helper()
	events := exportTable(t, s, who, "events")
	for _, row := range exportTable(t, s, who, kind) {
		var members []int
		for i, e := range events {
			var keys []string
			switch v := e[kind].(type) {
			case []any:
				for _, k := range v {
					keys = append(keys, strings.ToLower(fmt.Sprint(k)))
				}
			case nil:
				keys = []string{map[string]string{"whole": "all", "towns": strings.ToLower(fmt.Sprint(e["town"]))}[kind]}
			}
			if slices.Contains(keys, row["key"].(string)) || len(keys) == 0 && row["key"] == "" {
				members = append(members, i)
			}
		}
		if len(members) != int(row["events"].(float64)) {
			t.Fatalf("%s %v has %v events, found %v", kind, row["key"], row["events"], members)
		}
		sums = append(sums, members)
	}
	return sums
}

// TestCells holds the three ways in which a number is written to each other.
func TestCells(t *testing.T) {
	t.Parallel()
	var got []string
	for _, c := range []server.Cell{{N: 1234, Look: server.Shown}, {Look: server.Under}, {Look: server.Withheld}, {}} {
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c.String()+" "+string(b))
	}
	want := []string{"1,234 1234", `under 5 "under 5"`, `withheld "withheld"`, "– null"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
