package wire_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/wire"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sealed gives a valid op with a body of its own.
func sealed(seq uint32, body string) wire.Op {
	inc := [8]byte{1, 2, 3, 4, 5, 6, 7, 8}
	o := wire.Op{Inc: hex.EncodeToString(inc[:]), Seq: seq, HLC: 117130752000000000 + uint64(seq), Class: 0, Kind: 1, Body: []byte(body)}
	sum := wire.Sum(inc, o.Seq, o.HLC, o.Class, o.Kind, o.Body)
	o.Hash = hex.EncodeToString(sum[:])
	return o
}

// shapes gives an op of each shape that came after the first release: sealed,
// redacting, erased and refused. Who does not know the new fields passes over them.
func shapes() []wire.Op {
	seal := func(o wire.Op) wire.Op {
		h, err := o.Header()
		if err != nil {
			panic(err)
		}
		inner, err := o.InnerSum()
		if err != nil {
			panic(err)
		}
		sum := h.Sum(inner)
		o.Hash = hex.EncodeToString(sum[:])
		return o
	}
	bare := func(o wire.Op, state uint8) wire.Op {
		inner := sha256.Sum256(o.Body)
		o.Body, o.Inner, o.State = nil, inner[:], state
		return o
	}
	name := seal(wire.Op{Inc: "0102030405060709", Seq: 1, HLC: 117130752000000001, Class: 3, Kind: 1, Epoch: 2, Body: []byte("nonce and ciphertext")})
	erased, refused := name, sealed(4, `{"en":"page"}`)
	erased.Seq++
	return []wire.Op{
		name,
		seal(wire.Op{Inc: "010203040506070a", Seq: 1, HLC: 117130752000000009, Class: 2, Kind: wire.KindRedact, TargetInc: "0102030405060709", TargetSeq: 2}),
		bare(seal(erased), wire.StateErased),
		bare(refused, wire.StateRefused),
	}
}

// version1 is what protocol 1 sends, by file.
func version1() map[string]any {
	op := sealed(1, `{"en":"page","id":"7KQ2M9XD","f":{"page":null}}`)
	return map[string]any{
		"hello":             wire.Hello{Service: "daykit", Proto: [2]int{1, 1}, Time: 1796126400000, PublicURL: "https://day.example.org", MaxBody: wire.MaxBody, MaxOps: wire.MaxOps},
		"join-request":      wire.JoinRequest{Code: "DAY-7KQ2-M9XD", Device: strings.Repeat("0f", 32)},
		"join-reply":        wire.JoinReply{Workspace: "w1", Group: "Riverside Neighbours", Token: strings.Repeat("a0", 32), PublicURL: "https://day.example.org"},
		"push-request":      wire.PushRequest{Ops: []wire.Op{op}},
		"push-reply":        wire.PushReply{Head: 1},
		"push-request-many": wire.PushRequest{Ops: []wire.Op{op}, Also: [][]wire.Op{{sealed(7, "{}")}}},
		"push-reply-many": wire.PushReply{Head: 1, Also: []wire.PushReply{
			{Head: 4, Gap: true}, {Head: 9, Rejected: []wire.Rejection{{Seq: 8, Reason: "not sealed"}}}, {Problem: &wire.Problem{Code: "conflict", Message: "another history"}},
		}},
		"push-reply-gap":  wire.PushReply{Head: 4, Gap: true},
		"push-reply-some": wire.PushReply{Head: 9, Rejected: []wire.Rejection{{Seq: 8, Reason: "not sealed"}}},
		"feed-reply":      wire.FeedReply{Ops: []wire.Op{op}, Cursor: 1, Chain: strings.Repeat("5c", 32), More: true},
		"feed-reply-none": wire.FeedReply{Ops: []wire.Op{}, Cursor: 1, Chain: strings.Repeat("5c", 32)},
		"feed-reply-late": wire.FeedReply{Ops: shapes(), Cursor: 9, Chain: strings.Repeat("5c", 32)},
		"feed-reset":      wire.FeedReply{Ops: []wire.Op{}, Reset: true},
		"problem":         wire.Problem{Code: "denied", Message: "this invitation code does not work", Hint: "ask for a new one"},
		"page": wire.Page{
			Title: map[string]string{"en": "Supper together"}, About: map[string]string{"en": "Come and eat."},
			Group: "Riverside Neighbours", Date: "2026-12-18", Start: "17:30", End: "20:30", Timezone: "Europe/London",
			Place: "Riverside", Hidden: true, Access: []string{"step-free"}, Languages: []string{"en"},
		},
		"totals": wire.Totals{Title: "Supper together", Date: "2026-12-18", SignedUp: 80, Arrived: 61, WalkIns: 12},
	}
}

// TestVersion1 holds this program to the files that protocol 1 was released
// with: it writes them to the byte and reads them to the value.
func TestVersion1(t *testing.T) {
	t.Parallel()
	golden(t, version1())
}

func golden(t *testing.T, all map[string]any) {
	for name, want := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("testdata", "v1", name+".json")
			got, err := json.MarshalIndent(want, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			golden, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, golden) {
				t.Errorf("written differently (-released +now):\n%s", cmp.Diff(string(golden), string(got)))
			}
			back := reflect.New(reflect.TypeOf(want))
			if err := json.Unmarshal(golden, back.Interface()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, back.Elem().Interface()); diff != "" {
				t.Errorf("read differently (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLaterFieldsArePassedOver(t *testing.T) {
	t.Parallel()
	op := sealed(3, `{}`)
	raw := []byte(`{"ops":[{"i":"` + op.Inc + `","s":3,"t":"` + "117130752000000003" + `","c":0,"k":1,"later":7,"b":"e30=","h":"` + op.Hash + `"}],"cursor":3,"chain":"00","epoch":{"n":2}}`)
	got, err := wire.DecodeFeed(raw)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wire.FeedReply{Ops: []wire.Op{op}, Cursor: 3, Chain: "00"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSumIsPinned(t *testing.T) {
	t.Parallel()
	got := sealed(1, `{"en":"page"}`).Hash
	const want = "690c4e39d5b7accef6fc48a8e8d7a56e"
	if got != want {
		t.Errorf("got %s, want %s: every stored op would be refused", got, want)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*wire.Op){
		"no number":          func(o *wire.Op) { o.Seq = 0 },
		"no time":            func(o *wire.Op) { o.HLC = 0 },
		"unbelievable time":  func(o *wire.Op) { o.HLC = 1 << 62 },
		"short incarnation":  func(o *wire.Op) { o.Inc = "01" },
		"capitals":           func(o *wire.Op) { o.Inc = "010203040506070F"; o.Hash = strings.ToUpper(o.Hash) },
		"not hexadecimal":    func(o *wire.Op) { o.Hash = strings.Repeat("zz", 16) },
		"no body":            func(o *wire.Op) { o.Body = nil },
		"body too large":     func(o *wire.Op) { o.Body = make([]byte, wire.MaxOpBody+1) },
		"another body":       func(o *wire.Op) { o.Body = []byte("{}") },
		"another class":      func(o *wire.Op) { o.Class = 1 },
		"another kind":       func(o *wire.Op) { o.Kind = 2 },
		"another number":     func(o *wire.Op) { o.Seq++ },
		"another time":       func(o *wire.Op) { o.HLC++ },
		"of another laptop":  func(o *wire.Op) { o.Inc = "0102030405060709" },
		"incarnation absent": func(o *wire.Op) { o.Inc = "" },
	} {
		o := sealed(1, `{"en":"page"}`)
		if err := o.Check(); err != nil {
			t.Fatalf("a good op: %v", err)
		}
		change(&o)
		if err := o.Check(); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

// TestShapes: each later shape is sound, and is no more when any part is changed.
func TestShapes(t *testing.T) {
	t.Parallel()
	names := []string{"sealed", "redacting", "erased", "refused"}
	for i, change := range map[int]map[string]func(*wire.Op){
		0: {
			"another epoch": func(o *wire.Op) { o.Epoch++ }, "no epoch": func(o *wire.Op) { o.Epoch = 0 },
			"a public class": func(o *wire.Op) { o.Class = 1 }, "a target": func(o *wire.Op) { o.TargetInc, o.TargetSeq = o.Inc, 1 },
			"half a target": func(o *wire.Op) { o.TargetInc = o.Inc }, "with an inner hash": func(o *wire.Op) { o.Inner = make([]byte, 32) },
			"no body": func(o *wire.Op) { o.Body = nil },
		},
		1: {
			"another target": func(o *wire.Op) { o.TargetSeq++ }, "another target's writer": func(o *wire.Op) { o.TargetInc = o.Inc },
			"no target": func(o *wire.Op) { o.TargetInc, o.TargetSeq = "", 0 }, "capitals": func(o *wire.Op) { o.TargetInc = "010203040506070A" },
			"a body": func(o *wire.Op) { o.Body = []byte("x") }, "another class": func(o *wire.Op) { o.Class = 3 },
			"an epoch": func(o *wire.Op) { o.Epoch = 1 },
		},
		2: {
			"another body's hash": func(o *wire.Op) { o.Inner = make([]byte, 32) }, "no hash": func(o *wire.Op) { o.Inner = nil },
			"a short hash": func(o *wire.Op) { o.Inner = o.Inner[:31] }, "a body": func(o *wire.Op) { o.Body = []byte("nonce and ciphertext") },
			"whole": func(o *wire.Op) { o.State = 0 }, "an unknown state": func(o *wire.Op) { o.State = 3 },
		},
		3: {"another number": func(o *wire.Op) { o.Seq++ }},
	} {
		for name, f := range change {
			o := shapes()[i]
			if err := o.Check(); err != nil {
				t.Fatalf("%s: %v", names[i], err)
			}
			f(&o)
			if err := o.Check(); err == nil {
				t.Errorf("%s with %s: passed", names[i], name)
			}
		}
	}
}

func TestDecodeBounds(t *testing.T) {
	t.Parallel()
	op, err := json.Marshal(sealed(3, "{}"))
	if err != nil {
		t.Fatal(err)
	}
	many := "[" + strings.Repeat(string(op)+",", wire.MaxOps) + string(op) + "]"
	for name, raw := range map[string]string{
		"not JSON": "<html>", "cut": `{"ops":[`, "trailing": `{} {}`, "too many": `{"ops":` + many + `}`,
		"below zero": `{"cursor":-1}`, "odd chain": `{"chain":"xyz"}`, "long chain": `{"chain":"` + strings.Repeat("00", 65) + `"}`,
		"reset with more": `{"reset":true,"more":true}`, "headless": `{"ops":[{}]}`, "time not a string": `{"ops":[{"t":1}]}`,
		"odd target": strings.Replace(`{"ops":[`+string(op)+`]}`, `"s":3`, `"s":3,"ti":"xyz"`, 1), "odd hash of a body": strings.Replace(`{"ops":[`+string(op)+`]}`, `"s":3`, `"s":3,"x":1,"n":"AAAA"`, 1),
	} {
		if _, err := wire.DecodeFeed([]byte(raw)); err == nil {
			t.Errorf("feed %s: passed", name)
		}
	}
	for name, raw := range map[string]string{
		"not JSON": "ok", "no number": `{"rejected":[{"reason":"x"}]}`,
		"too many":         `{"rejected":[` + strings.Repeat(`{"s":1},`, wire.MaxOps) + `{"s":1}]}`,
		"too many streams": `{"also":[` + strings.Repeat(`{},`, wire.MaxStreams) + `{}]}`, "streams in streams": `{"also":[{"also":[{}]}]}`,
		"no number in a stream": `{"also":[{"rejected":[{"reason":"x"}]}]}`,
	} {
		if _, err := wire.DecodePushReply([]byte(raw)); err == nil {
			t.Errorf("push reply %s: passed", name)
		}
	}
}

func FuzzDecodeFeed(f *testing.F) {
	for _, v := range version1() {
		f.Add([]byte(wire.Raw(v)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := wire.DecodeFeed(raw)
		if err != nil {
			return
		}
		again, err := wire.DecodeFeed(wire.Raw(r))
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
		if !bytes.Equal(wire.Raw(r), wire.Raw(again)) {
			t.Fatalf("read differently the second time:\n%s\n%s", wire.Raw(r), wire.Raw(again))
		}
	})
}

func FuzzDecodePushReply(f *testing.F) {
	for _, v := range version1() {
		f.Add([]byte(wire.Raw(v)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := wire.DecodePushReply(raw)
		if err == nil && len(r.Rejected) > wire.MaxOps {
			t.Fatal("out of bounds")
		}
	})
}
