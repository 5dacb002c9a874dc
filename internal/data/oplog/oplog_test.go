package oplog_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"daykit/internal/data/oplog"
)

func TestClock(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 12, 18, 12, 0, 0, 0, time.UTC)
	c := oplog.NewClock(0)
	var last oplog.HLC
	for name, now := range map[string]time.Time{
		"as it is": day, "an hour back": day.Add(-time.Hour), "dead battery": time.Unix(0, 0),
		"far future": day.AddDate(500, 0, 0), "before Unix": day.AddDate(-200, 0, 0),
	} {
		got := c.Tick(now)
		if got <= last || !got.Valid() {
			t.Errorf("%s: got %d after %d", name, got, last)
		}
		last = got
	}
}

func TestClockKeepsTheWallTime(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 12, 18, 17, 41, 3, 5e6, time.UTC)
	if got := oplog.NewClock(0).Tick(day).Time(); !got.Equal(day) {
		t.Errorf("got %v, want %v", got, day)
	}
}

func TestClockObserves(t *testing.T) {
	t.Parallel()
	c := oplog.NewClock(7)
	now := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	theirs := oplog.NewClock(0).Tick(now.AddDate(1, 0, 0))
	c.Observe(theirs)
	if got := c.Tick(now); got != theirs+1 {
		t.Errorf("got %d, want one after %d", got, theirs)
	}
	c.Observe(oplog.MaxHLC + 1)
	if got := c.Tick(now); got != theirs+2 {
		t.Errorf("an unbelievable time moved the clock to %d", got)
	}
}

func TestEncodeRefuses(t *testing.T) {
	t.Parallel()
	set := func(change func(*oplog.SetBody)) oplog.Body {
		b := &oplog.SetBody{Entity: "event", ID: "E", Fields: map[string]json.RawMessage{"title": json.RawMessage(`"x"`)}}
		change(b)
		return oplog.Body{Set: b}
	}
	for name, b := range map[string]oplog.Body{
		"nothing":         {},
		"no entity":       set(func(b *oplog.SetBody) { b.Entity = "" }),
		"no id":           set(func(b *oplog.SetBody) { b.ID = "" }),
		"long id":         set(func(b *oplog.SetBody) { b.ID = strings.Repeat("x", 129) }),
		"id not UTF-8":    set(func(b *oplog.SetBody) { b.ID = "\xff" }),
		"no field":        set(func(b *oplog.SetBody) { b.Fields = nil }),
		"empty field":     set(func(b *oplog.SetBody) { b.Fields[""] = json.RawMessage("1") }),
		"not JSON":        set(func(b *oplog.SetBody) { b.Fields["title"] = json.RawMessage("{") }),
		"value not UTF-8": set(func(b *oplog.SetBody) { b.Fields["title"] = json.RawMessage("\"\xff\"") }),
		"base of nothing": set(func(b *oplog.SetBody) { b.Base = map[string][]oplog.Stamp{"other": {{HLC: 1}}} }),
		"base not before": set(func(b *oplog.SetBody) { b.Base = map[string][]oplog.Stamp{"title": {{HLC: 9}}} }),
		"fact no id":      {Add: &oplog.AddBody{Kind: "arrive"}},
		"fact no kind":    {Add: &oplog.AddBody{ID: "f"}},
		"fact not JSON":   {Add: &oplog.AddBody{ID: "f", Kind: "arrive", Body: json.RawMessage("x")}},
		"void of nothing": {Void: &oplog.VoidBody{}},
	} {
		if _, _, err := oplog.Encode(b, 9); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
	long := set(func(b *oplog.SetBody) {
		b.Fields["title"] = json.RawMessage(`"` + strings.Repeat("x", oplog.MaxBody) + `"`)
	})
	if _, _, err := oplog.Encode(long, 9); !errors.Is(err, oplog.ErrTooLarge) {
		t.Errorf("too long: got %v", err)
	}
}

func TestDecodeKeepsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	o := sealed(oplog.Set, `{"en":"event","id":"E","f":{"title":"x"},"later":{"n":1}}`)
	b, err := oplog.Decode(o)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(b.Set.Fields["title"]); got != `"x"` || !bytes.Contains(o.Body, []byte("later")) {
		t.Errorf("got %s, body %s", got, o.Body)
	}
}

func sealed(k oplog.Kind, body string) oplog.Op {
	o := oplog.Op{Inc: oplog.Incarnation{1}, Seq: 1, HLC: 117130752000000000, Kind: k, Body: []byte(body)}
	o.Hash = o.Sum()
	return o
}

func FuzzDecode(f *testing.F) {
	for k, body := range map[oplog.Kind]string{
		oplog.Set:  `{"en":"event","id":"E","f":{"title":{"en":"Supper"}},"base":{"title":["01a01e2d0000000001020304050607ff"]}}`,
		oplog.Add:  `{"id":"f","kind":"arrive","event":"E","b":{"guest":"g1"}}`,
		oplog.Void: `{"fact":"f"}`,
		9:          `{}`,
	} {
		f.Add(byte(k), []byte(body))
	}
	f.Fuzz(func(t *testing.T, k byte, raw []byte) {
		o := sealed(oplog.Kind(k), string(raw))
		b, err := oplog.Decode(o)
		if err != nil {
			return
		}
		kind, again, err := oplog.Encode(b, o.HLC)
		if errors.Is(err, oplog.ErrTooLarge) {
			return // spelt out, names take more room than they had escaped
		}
		if err != nil || kind != o.Kind {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		back, err := oplog.Decode(sealed(kind, string(again)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(b, back, cmpopts.EquateEmpty(), gocmp.Comparer(sameJSON)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// sameJSON compares values in their shortest spelling; none is null.
func sameJSON(a, b json.RawMessage) bool {
	short := func(v json.RawMessage) string {
		var out bytes.Buffer
		if json.Compact(&out, v) != nil {
			return string(v)
		}
		return out.String()
	}
	return cmp.Or(short(a), "null") == cmp.Or(short(b), "null")
}

func FuzzStamp(f *testing.F) {
	f.Add("01a01e2d0000000001020304050607ff")
	f.Fuzz(func(t *testing.T, text string) {
		var s oplog.Stamp
		if s.UnmarshalText([]byte(text)) != nil {
			return
		}
		got, err := s.MarshalText()
		if err != nil || string(got) != strings.ToLower(text) {
			t.Fatalf("got %s, %v from %s", got, err, text)
		}
	})
}

func BenchmarkReplay(b *testing.B) {
	const n = 100_000
	clock := oplog.NewClock(0)
	now := time.Date(2026, 12, 18, 12, 0, 0, 0, time.UTC)
	ops := make([]oplog.Op, n)
	for i := range ops {
		o := oplog.Op{Inc: oplog.Incarnation{1}, Seq: uint32(i + 1), HLC: clock.Tick(now)}
		set := &oplog.SetBody{Entity: "guest", ID: fmt.Sprint(i % 5000), Fields: map[string]json.RawMessage{"name": json.RawMessage(`"Somebody"`), "party": json.RawMessage("2")}}
		var err error
		if o.Kind, o.Body, err = oplog.Encode(oplog.Body{Set: set}, o.HLC); err != nil {
			b.Fatal(err)
		}
		o.Hash = o.Sum()
		ops[i] = o
	}
	for b.Loop() {
		disk := oplog.NewMem()
		r, err := oplog.NewReplica(disk, oplog.Config{Seal: oplog.Plain{}})
		if err != nil {
			b.Fatal(err)
		}
		for _, o := range ops {
			if _, err := r.Receive(disk, o, true); err != nil {
				b.Fatal(err)
			}
		}
	}
}
