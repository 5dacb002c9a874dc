package server

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math/bits"
	"net/netip"
	"strings"
	"sync"
	"time"

	"daykit/internal/data/wire"
)

// How much work a sign-up costs. A telephone that is twenty times slower than a laptop
// needs 1.5 s for 14 bits and 6 s for 16. No work keeps a determined attacker away, whose
// computer does it in milliseconds: what bounds them is wire.MaxWaiting. It makes a flood
// dearer than a crowd, which is let through.
const (
	workOdd = 14
	workBad = wire.MaxWork
)

// Sign-ups a minute from which they cost work. A hall full of people shares an address,
// and so may all customers of a telephone company.
const (
	oddPrefix = 60
	badPrefix = 240
	oddEvent  = 120
	badEvent  = 600
)

// workLife is how long a challenge may be answered.
const workLife = 10 * time.Minute

// meter tells how often something happened in the last minute. Names lie there under the
// key of the day only.
type meter struct {
	mu    sync.Mutex
	names dayNames
	paces map[bucket]*pace
}

// pace counts within a minute, and knows the minute before.
type pace struct {
	minute       int64
	this, before int
}

func newMeter(rand io.Reader) *meter { return &meter{names: dayNames{rand: rand}} }

// note takes down that it happened once more, and gives the number of times in the last
// minute: all of this minute, and as much of the one before as is not over yet.
func (m *meter) note(name []byte, now time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	fresh, err := m.names.turn(now)
	if err != nil {
		return 0, err
	}
	minute := now.Unix() / 60
	if fresh {
		m.paces = map[bucket]*pace{}
	}
	b := m.names.of(name)
	p := m.paces[b]
	if p == nil {
		m.sweep(minute)
		p = &pace{minute: minute}
		m.paces[b] = p
	}
	p.move(minute)
	p.this++
	left := 60 - int(now.Unix()%60)
	return p.this + p.before*left/60, nil
}

// forget lets the names of a day that is past go.
func (m *meter) forget(now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.names.over(now) {
		m.paces = nil
	}
}

// move begins another minute.
func (p *pace) move(minute int64) {
	switch minute {
	case p.minute:
	case p.minute + 1:
		p.this, p.before = 0, p.this
	default:
		p.this, p.before = 0, 0
	}
	p.minute = minute
}

// sweep makes room: first what is over, then everything.
func (m *meter) sweep(minute int64) {
	if len(m.paces) < maxBuckets {
		return
	}
	for b, p := range m.paces {
		if p.minute+1 < minute {
			delete(m.paces, b)
		}
	}
	if len(m.paces) >= maxBuckets {
		m.paces = map[bucket]*pace{}
	}
}

// bits counts a sign-up of an event from a prefix, and gives the work that it costs.
// Nobody is refused for where they come from.
func (s *Server) bits(event string, prefix netip.Prefix) (int, error) {
	now := s.Now()
	ofEvent, err := s.events.note([]byte(event), now)
	if err != nil {
		return 0, err
	}
	ofPrefix, err := s.prefixes.note([]byte(prefix.String()), now)
	switch {
	case err != nil:
		return 0, err
	case ofEvent > badEvent || ofPrefix > badPrefix:
		return workBad, nil
	case ofEvent > oddEvent || ofPrefix > oddPrefix:
		return workOdd, nil
	}
	return 0, nil
}

// The parts of a token: when it ends in Unix seconds, the bits, and an HMAC over both and
// the event. Nothing of it is kept, so it costs the server nothing to give one away.
const (
	tokenHead = 8 + 1
	tokenMAC  = 16
)

// challenge asks for work before a letter of an event.
func (s *Server) challenge(ctx context.Context, event string, need int) (wire.Challenge, error) {
	head := binary.BigEndian.AppendUint64(nil, uint64(s.Now().Add(workLife).Unix()))
	head = append(head, byte(need))
	mac, err := s.tokenMAC(ctx, event, head)
	return wire.Challenge{Token: base64.RawURLEncoding.EncodeToString(append(head, mac...)), Bits: need}, err
}

func (s *Server) tokenMAC(ctx context.Context, event string, head []byte) ([]byte, error) {
	key, err := s.work.of(ctx, s)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, key[:])
	mac.Write(append([]byte("challenge\x00"+event+"\x00"), head...))
	return mac.Sum(nil)[:tokenMAC], nil
}

// worked reports whether an answer to a challenge stands with a letter. It is good for
// that letter alone, so that whoever repeats it repeats the letter. A challenge from a
// quieter minute is still good.
func (s *Server) worked(ctx context.Context, event, uuid string, body []byte, answer string) (bool, error) {
	token, number, _ := strings.Cut(answer, ".")
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != tokenHead+tokenMAC || !isNumber(number) {
		return false, nil
	}
	head := raw[:tokenHead]
	mac, err := s.tokenMAC(ctx, event, head)
	if err != nil {
		return false, err
	}
	ends := binary.BigEndian.Uint64(head)
	if !hmac.Equal(mac, raw[tokenHead:]) || uint64(s.Now().Unix()) > ends {
		return false, nil
	}
	return zeroBits(workSum(token, number, uuid, body)) >= int(head[8]), nil
}

// maxNumber bounds the digits of an answer's number.
const maxNumber = 20

func isNumber(s string) bool {
	return s != "" && len(s) <= maxNumber && strings.Trim(s, "0123456789") == ""
}

// workSum is what must begin with zero bits; see wire.HeaderWork.
func workSum(token, number, uuid string, body []byte) [sha256.Size]byte {
	sum := sha256.Sum256(body)
	return sha256.Sum256([]byte(token + "." + number + "." + uuid + "." + hex.EncodeToString(sum[:])))
}

func zeroBits(sum [sha256.Size]byte) int {
	n := 0
	for _, b := range sum {
		n += bits.LeadingZeros8(b)
		if b != 0 {
			break
		}
	}
	return n
}

// seedWork names the secret that challenges are made with.
const seedWork = "challenge"

// workKey is that secret, once it was read. Programs that share a database share it.
type workKey struct {
	mu    sync.Mutex
	known bool
	key   [32]byte
}

func (k *workKey) of(ctx context.Context, s *Server) ([32]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.known {
		return k.key, nil
	}
	var fresh [32]byte
	if _, err := io.ReadFull(s.Rand, fresh[:]); err != nil {
		return fresh, fmt.Errorf("draw a key: %w", err)
	}
	key, err := s.Store.Seed(ctx, seedWork, fresh)
	if err == nil {
		k.key, k.known = key, true
	}
	return key, err
}
