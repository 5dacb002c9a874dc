package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// uuid names a letter, as a visitor's browser draws it.
type uuid [16]byte

func newUUID(r *rand.ChaCha8) (id uuid) {
	_, _ = r.Read(id[:]) // never fails
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	return id
}

func (id uuid) append(b []byte) []byte {
	for i, part := range [][]byte{id[:4], id[4:6], id[6:8], id[8:10], id[10:]} {
		if i > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, part)
	}
	return b
}

// String implements fmt.Stringer.
func (id uuid) String() string { return string(id.append(nil)) }

func parseUUID(s string) (id uuid, err error) {
	raw, err := hex.DecodeString(string(bytes.ReplaceAll([]byte(s), []byte("-"), nil)))
	if err == nil && len(raw) != len(id) {
		err = fmt.Errorf("%q is no UUID", s)
	}
	copy(id[:], raw)
	return id, err
}

// peer is a server that letters are left at.
type peer struct {
	name, promise string
	ours          bool
	addr          string                                                // host and port
	kept          int                                                   // the status that says so
	put           func(b []byte, n int, id uuid) []byte                 // appends the request of letter n
	read          func(context.Context, func(uuid, []byte) error) error // gives all that is kept
	server, db    int                                                   // processes, 0 for none
	letters       *letters

	next         atomic.Int64
	acknowledged []uuid
	measured     round
}

// round is what leaving some letters took.
type round struct {
	took               time.Duration
	each               []time.Duration // sorted by ingestTable
	server, db, client time.Duration   // of processors
}

func (r *round) add(o round) {
	r.took += o.took
	r.each = append(r.each, o.each...)
	r.server, r.db, r.client = r.server+o.server, r.db+o.db, r.client+o.client
}

func (r *round) rate() float64 { return float64(len(r.each)) / r.took.Seconds() }

// at gives the time within which so many of a hundred letters were answered.
func (r *round) at(percent int) time.Duration {
	s := spread(r.each).sorted()
	return s[min(len(s)*percent/100, len(s)-1)]
}

// leave leaves n letters over all connections at once and waits for every answer.
func (p *peer) leave(ctx context.Context, n int) (r round, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	before, err := p.processors()
	if err != nil {
		return r, err
	}
	end := p.next.Load() + int64(n)
	lanes := make([]lane, ingestConnections)
	began := time.Now()
	var wg sync.WaitGroup
	for i := range lanes {
		wg.Go(func() {
			if err := lanes[i].run(ctx, p, end); err != nil {
				cancel(fmt.Errorf("%s: %w", p.name, err))
			}
		})
	}
	wg.Wait()
	r.took = time.Since(began)
	p.next.Store(end)
	for _, l := range lanes {
		r.each = append(r.each, l.each...)
		p.acknowledged = append(p.acknowledged, l.ids...)
	}
	after, err := p.processors()
	r.server, r.db, r.client = after[0]-before[0], after[1]-before[1], after[2]-before[2]
	if len(r.each) != n && ctx.Err() == nil {
		err = errors.Join(err, fmt.Errorf("%s answered %d of %d letters", p.name, len(r.each), n))
	}
	return r, errors.Join(err, context.Cause(ctx))
}

// processors tells how much time of processors the server, its database and this
// program have used.
func (p *peer) processors() (out [3]time.Duration, err error) {
	for i, pid := range []int{p.server, p.db} {
		if pid != 0 {
			if out[i], err = processorTime(pid); err != nil {
				return out, err
			}
		}
	}
	out[2], err = ownTime(os.Getpid()) // the servers are below this program, too
	return out, err
}

// lane is one connection and what came over it.
type lane struct {
	each []time.Duration
	ids  []uuid
}

func (l *lane) run(ctx context.Context, p *peer, end int64) error {
	c, err := new(net.Dialer).DialContext(ctx, "tcp", p.addr)
	if err != nil {
		return err
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { c.Close() })()
	var seed [32]byte
	for i := range seed {
		seed[i] = byte(rand.Uint32())
	}
	draw, in := rand.NewChaCha8(seed), bufio.NewReader(c)
	var b []byte
	for {
		n := p.next.Add(1) - 1
		if n >= end {
			return nil
		}
		id := newUUID(draw)
		b = p.put(b[:0], int(n), id)
		began := time.Now()
		if _, err := c.Write(b); err != nil {
			return err
		}
		status, body, err := answer(in)
		if err != nil {
			return err
		}
		if status != p.kept {
			return fmt.Errorf("letter %d got %d: %s", n, status, body)
		}
		l.each = append(l.each, time.Since(began))
		l.ids = append(l.ids, id)
	}
}

// answer reads an answer of HTTP/1.1 that says how long it is. net/http would take more
// of the processors than the servers' own part, which they need here.
func answer(in *bufio.Reader) (status int, body []byte, err error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < 12 || !bytes.HasPrefix(line, []byte("HTTP/1.1 ")) {
		return 0, nil, fmt.Errorf("answered %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, nil, err
	}
	length := -1
	for {
		if line, err = in.ReadSlice('\n'); err != nil {
			return 0, nil, err
		}
		if line = bytes.TrimRight(line, "\r\n"); len(line) == 0 {
			break
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		if bytes.EqualFold(name, []byte("Content-Length")) {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return 0, nil, err
			}
		}
	}
	if length < 0 {
		return 0, nil, errors.New("an answer does not say how long it is")
	}
	body = make([]byte, length)
	_, err = io.ReadFull(in, body)
	return status, body, err
}
