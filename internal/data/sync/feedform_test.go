package sync_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	gosync "sync"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
)

// The benchmarks of this file compare the form of the feed, one JSON value packed by gzip,
// with lines of JSON packed by gzip, for docs/decisions/021:
//
//	go test ./internal/data/sync -run '^$' -bench FeedForm -benchmem
//
// wire-B is what 10,000 ops take on the line, first-B how much of that must have come
// before the first op can be read, and peak-B what the heap held at most beyond what it
// held before. Reading from the database, which is the same in both, is not in it.

const formOps = 10_000

// formLog is the log of fourteen events with 280 guests each, as a laptop writes and seals it:
// a name and a contact for each, two in five of whom arrive, and tasks that are done.
var formLog = gosync.OnceValues(func() ([]oplog.Op, error) {
	dir, err := os.MkdirTemp("", "daykit-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	keys, err := seal.NewKeys(rand.Reader)
	if err != nil {
		return nil, err
	}
	s, err := store.Open(context.Background(), dir, store.Options{Now: now, Rand: rand.Reader, Log: quiet(), Sealer: keys})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	for e := range 14 {
		if err := s.Write(context.Background(), store.Act{Event: fmt.Sprintf("7KQ2M9X%d", e), Changes: eventOf280(e)}); err != nil {
			return nil, err
		}
	}
	var out []oplog.Op
	err = s.OpsBeyond(context.Background(), nil, func(o oplog.Op) error {
		out = append(out, o)
		return nil
	})
	if err == nil && len(out) < formOps {
		err = fmt.Errorf("only %d ops", len(out))
	}
	return out[:min(len(out), formOps)], err
})

func eventOf280(e int) (all []store.Change) {
	set := func(class oplog.Class, entity, id string, fields map[string]any) {
		f := map[string]json.RawMessage{}
		for k, v := range fields {
			f[k] = wire.Raw(v)
		}
		all = append(all, store.SetChange{Class: class, Entity: entity, ID: id, Fields: f})
	}
	names := []string{"Amal Haddad", "Sam Okafor", "ፍቕርተ ገብረ", "لیلا رضایی", "Yevhenia Kovalenko", "Tom Price"}
	for g := range 280 {
		id := fmt.Sprintf("7KQ2M9X%d/0f8fad5b-d9cb-469f-a165-%012x", e, g)
		set(oplog.Roster, "guest", id, map[string]any{"name": names[g%len(names)], "lang": "ar", "party": 1 + g%4, "via": "page"})
		set(oplog.Contact, "guest", id, map[string]any{"phone": fmt.Sprintf("+44 7700 9%05d", g), "ticks": []string{"day"}})
		if g%5 < 2 {
			all = append(all, store.AddChange{Class: oplog.Work, Kind: "arrive", Body: wire.Raw(map[string]any{"guest": id[9:], "at": "2026-12-18T17:40:00Z"})})
		}
		if g%3 == 0 {
			set(oplog.Work, "task", fmt.Sprintf("7KQ2M9X%d/t%d", e, g), map[string]any{"title": "Ask the hall for a ramp and a second table", "due": "2026-12-11", "done": g%2 == 0})
		}
	}
	return all
}

// form is a way in which a stretch of the feed may travel.
type form struct {
	name  string
	page  int // ops in one answer
	write func(w io.Writer, ops []oplog.Op) error
	read  func(r io.Reader, take func(oplog.Op)) error
}

func forms() []form {
	return []form{
		{"value", wire.MaxOps, writeValue, readValue},
		{"lines", wire.MaxOps, writeLines, readLines},
		{"lines-in-one-answer", formOps, writeLines, readLines},
	}
}

// writeValue is what the server does.
func writeValue(w io.Writer, ops []oplog.Op) error {
	reply := wire.FeedReply{Ops: make([]wire.Op, len(ops)), Cursor: 1, Chain: "00"}
	for i, o := range ops {
		reply.Ops[i] = o.Wire()
	}
	packed, ok := wire.Pack(wire.Raw(reply))
	if !ok {
		return fmt.Errorf("it does not pack")
	}
	_, err := w.Write(packed)
	return err
}

// readValue is what the laptop does.
func readValue(r io.Reader, take func(oplog.Op)) error {
	raw, err := wire.Unpack(r, wire.MaxResponse)
	if err != nil {
		return err
	}
	reply, err := wire.DecodeFeed(raw)
	if err != nil {
		return err
	}
	ops := make([]oplog.Op, len(reply.Ops))
	for i, o := range reply.Ops {
		if ops[i], err = oplog.FromWire(o); err != nil {
			return err
		}
	}
	for _, o := range ops {
		take(o)
	}
	return nil
}

// flushed is how many lines go out together at most, so that the first is not kept back
// until the packer has a block full.
const flushed = 64

func writeLines(w io.Writer, ops []oplog.Op) error {
	z := gzip.NewWriter(w)
	enc := json.NewEncoder(z)
	for i, o := range ops {
		if err := enc.Encode(o.Wire()); err != nil {
			return err
		}
		if i%flushed == flushed-1 {
			if err := z.Flush(); err != nil {
				return err
			}
		}
	}
	return z.Close()
}

func readLines(r io.Reader, take func(oplog.Op)) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return err
	}
	in := bufio.NewScanner(z)
	in.Buffer(make([]byte, 0, 4<<10), wire.MaxBody)
	for in.Scan() {
		var w wire.Op
		if err := json.Unmarshal(in.Bytes(), &w); err != nil {
			return err
		}
		o, err := oplog.FromWire(w)
		if err != nil {
			return err
		}
		take(o)
	}
	return in.Err()
}

func BenchmarkFeedForm(b *testing.B) {
	ops, err := formLog()
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range forms() {
		var answers [][]byte
		size := 0
		for page := range slices.Chunk(ops, f.page) {
			var out bytes.Buffer
			if err := f.write(&out, page); err != nil {
				b.Fatal(err)
			}
			answers = append(answers, out.Bytes())
			size += out.Len()
		}
		b.Run(f.name+"/server", func(b *testing.B) {
			measured(b, func() {
				for page := range slices.Chunk(ops, f.page) {
					if err := f.write(io.Discard, page); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.ReportMetric(float64(size), "wire-B")
		})
		b.Run(f.name+"/laptop", func(b *testing.B) {
			first, n := 0, 0
			measured(b, func() {
				n = 0
				for _, a := range answers {
					in := &metered{r: bytes.NewReader(a)}
					err := f.read(in, func(oplog.Op) {
						if n++; n == 1 {
							first = in.n
						}
					})
					if err != nil {
						b.Fatal(err)
					}
				}
			})
			if n != formOps {
				b.Fatalf("%d ops came", n)
			}
			b.ReportMetric(float64(first), "first-B")
		})
	}
}

// metered counts what is read of an answer, a packet at a time.
type metered struct {
	r io.Reader
	n int
}

const packet = 1400 // bytes of a segment of TCP, about

// Read implements io.Reader.
func (m *metered) Read(p []byte) (int, error) {
	n, err := m.r.Read(p[:min(len(p), packet)])
	m.n += n
	return n, err
}

// measured runs do b.N times, and once more with a collector that runs all the time, so
// that the heap has little but what is in use, while another goroutine looks at it.
func measured(b *testing.B, do func()) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		do()
	}
	b.StopTimer()
	defer debug.SetGCPercent(debug.SetGCPercent(1))
	runtime.GC()
	before := inUse()
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for {
			select {
			case <-stop:
				peak <- most
				return
			default:
				most = max(most, inUse())
			}
		}
	}()
	do()
	close(stop)
	b.ReportMetric(float64(max(<-peak, before)-before), "peak-B")
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
