package server_test

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/bits"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// solve does the work of a challenge as a visitor's browser does.
func solve(c wire.Challenge, id string, body []byte) string {
	sum := sha256.Sum256(body)
	for n := 0; ; n++ {
		got := sha256.Sum256([]byte(c.Token + "." + strconv.Itoa(n) + "." + id + "." + hex.EncodeToString(sum[:])))
		if head := uint(got[0])<<16 | uint(got[1])<<8 | uint(got[2]); bits.LeadingZeros(head<<(bits.UintSize-24)) >= c.Bits {
			return c.Token + "." + strconv.Itoa(n)
		}
	}
}

// rush sends n letters from addresses of their own, which must all be taken or asked for
// work, and gives the last challenge.
func (s *site) rush(from, n int) (c wire.Challenge) {
	s.t.Helper()
	for i := range n {
		w := s.sendLetter(from+i, crowd(i))
		switch w.Code {
		case http.StatusCreated:
		case http.StatusTooManyRequests:
			p := problemOf(s.t, w, w.Code)
			if p.Code != "challenge" || p.Challenge == nil || w.Header().Get("Retry-After") != "" {
				s.t.Fatalf("got %+v, %v", p, w.Header())
			}
			c = *p.Challenge
		default:
			s.t.Fatalf("letter %d: %d %s", i, w.Code, w.Body)
		}
	}
	return c
}

// crowd gives an address in a prefix of its own.
func crowd(i int) func(*http.Request) {
	return from(fmt.Sprintf("%d.%d.%d.9:4000", 11+i>>16, i>>8&255, i&255))
}

func TestAQuietEventCostsNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.opens(wire.SignupOpen)
	if c := s.rush(0, 120); c.Bits != 0 {
		t.Errorf("a crowd was asked for %d bits", c.Bits)
	}
}

// TestARushCostsWork: and more of it the greater it is; work that is done opens the door.
func TestARushCostsWork(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.opens(wire.SignupOpen)
	s.wait(-9 * time.Hour) // so that the minute is a whole one
	c := s.rush(0, 121)
	if c.Bits != 14 {
		t.Fatalf("the 121st letter costs %d bits, want 14", c.Bits)
	}
	answer := solve(c, uuid(500), letter("500"))
	wantStatus(t, s.sendLetter(500, crowd(500), header(wire.HeaderWork, answer)), http.StatusCreated)
	if c := s.rush(1000, 500); c.Bits != 16 {
		t.Errorf("the 621st letter costs %d bits, want 16", c.Bits)
	}
	wantStatus(t, s.sendLetter(500, crowd(500)), http.StatusOK) // a repeat costs nothing
	late := solve(c, uuid(501), letter("501"))                  // a challenge of a quieter minute
	wantStatus(t, s.sendLetter(501, crowd(500), header(wire.HeaderWork, late)), http.StatusCreated)
	s.wait(3 * time.Minute)
	if c := s.rush(2000, 5); c.Bits != 0 {
		t.Errorf("after the rush a letter costs %d bits", c.Bits)
	}
}

// TestWorkIsForOneLetter: what was done for one letter, and in its time, is good for no other.
func TestWorkIsForOneLetter(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.opens(wire.SignupOpen)
	c := s.rush(0, 130)
	good := solve(c, uuid(500), letter("500"))
	token, number, _ := strings.Cut(good, ".")
	raw := []byte(token)
	raw[3] ^= 1
	other := "A"
	if strings.HasSuffix(token, other) {
		other = "B"
	}
	for name, answer := range map[string]string{
		"none": "", "a token alone": token, "another number": token + "." + number + "1", "no number": token + ".", "a sign": token + ".-" + number,
		"a long number": token + "." + strings.Repeat("0", 21) + number, "another token": string(raw) + "." + number,
		"another end": token[:len(token)-1] + other + "." + number, "half a token": token[:10] + "." + number, "nonsense": "\x00.1", "two numbers": good + ".1",
	} {
		if w := s.sendLetter(500, header(wire.HeaderWork, answer), crowd(700)); w.Code != http.StatusTooManyRequests {
			t.Errorf("%s: got %d", name, w.Code)
		}
	}
	wantStatus(t, s.sendLetter(501, header(wire.HeaderWork, good), crowd(701)), http.StatusTooManyRequests)
	w := s.do(http.MethodPut, signupPath(eventID, uuid(500)), letter("another body"), header(wire.HeaderWork, good), crowd(702))
	wantStatus(t, w, http.StatusTooManyRequests)
	for _, want := range []int{http.StatusCreated, http.StatusOK, http.StatusOK} { // a replay is a repeat
		wantStatus(t, s.sendLetter(500, header(wire.HeaderWork, good), crowd(703)), want)
	}
	late := solve(c, uuid(502), letter("502"))
	s.wait(9 * time.Minute)
	s.rush(3000, 130)
	wantStatus(t, s.sendLetter(502, header(wire.HeaderWork, late), crowd(704)), http.StatusCreated)
	late = solve(c, uuid(503), letter("503"))
	s.wait(61 * time.Second)
	s.rush(4000, 130)
	wantStatus(t, s.sendLetter(503, header(wire.HeaderWork, late), crowd(705)), http.StatusTooManyRequests)
}

// TestWorkIsForOneEvent: a challenge of one event is none of another, and one of another
// server's is none here.
func TestWorkIsForOneEvent(t *testing.T) {
	t.Parallel()
	s, other := newSite(t), newSite(t)
	s.opens(wire.SignupOpen)
	other.opens(wire.SignupOpen)
	c := other.rush(0, 130)
	s.rush(0, 130)
	wantStatus(t, s.sendLetter(500, crowd(700), header(wire.HeaderWork, solve(c, uuid(500), letter("500")))), http.StatusTooManyRequests)
}

// TestNeighboursAreNotRefused: many from one address cost work, however many they are, and
// others from elsewhere nothing.
func TestNeighboursAreNotRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	at := func(n int, event, prefix string) (cost int) {
		for range n {
			var err error
			if cost, err = s.s.Bits(event, netip.MustParsePrefix(prefix)); err != nil {
				t.Fatal(err)
			}
		}
		return cost
	}
	for i, c := range []struct {
		n      int
		event  string
		prefix string
		want   int
	}{
		{60, "A", "192.0.2.0/24", 0},
		{1, "A", "192.0.2.0/24", 14},
		{1, "B", "192.0.2.0/24", 14},
		{1, "C", "192.0.3.0/24", 0},
		{60, "B", "2001:db8:0:100::/56", 0},
		{1, "C", "2001:db8:0:100::/56", 14},
		{1, "D", "2001:db8:0:200::/56", 0},
		{200, "E", "192.0.2.0/24", 16},
		{1, "F", "192.0.4.0/24", 0},
	} {
		if got := at(c.n, c.event, c.prefix); got != c.want {
			t.Errorf("step %d: got %d bits, want %d", i, got, c.want)
		}
	}
}

// TestPrefixesOfRequests: one home has one prefix, be it behind a proxy here or not.
func TestPrefixesOfRequests(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.opens(wire.SignupOpen)
	n := 0
	send := func(k int, change ...func(*http.Request)) int {
		n++
		for range k - 1 {
			s.sendLetter(n, change...)
			n++
		}
		return s.sendLetter(n, change...).Code
	}
	if got := send(60, from("198.51.100.7:1")); got != http.StatusCreated {
		t.Errorf("60 of a street: %d", got)
	}
	for name, c := range map[string]struct {
		change []func(*http.Request)
		want   int
	}{
		"the same street":           {[]func(*http.Request){from("198.51.100.200:1")}, http.StatusTooManyRequests},
		"the same, mapped":          {[]func(*http.Request){from("[::ffff:198.51.100.3]:1")}, http.StatusTooManyRequests},
		"the same behind the proxy": {[]func(*http.Request){from("127.0.0.1:1"), header("X-Forwarded-For", "10.0.0.1, 198.51.100.4")}, http.StatusTooManyRequests},
		"a liar":                    {[]func(*http.Request){from("198.51.100.9:1"), header("X-Forwarded-For", "203.0.113.1")}, http.StatusTooManyRequests},
		"another street":            {[]func(*http.Request){from("198.51.101.7:1")}, http.StatusCreated},
	} {
		if got := send(1, c.change...); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
	for _, address := range []string{"198.51.100", "203.0.113"} {
		if strings.Contains(s.log.String(), address) {
			t.Error("the log holds an address")
		}
	}
}

func TestMeters(t *testing.T) {
	t.Parallel()
	m := server.NewMeter(rand.Reader)
	at := today
	note := func(name string, n, want int) {
		t.Helper()
		got := 0
		for range n {
			var err error
			if got, err = m.Note(name, at); err != nil {
				t.Fatal(err)
			}
		}
		if got != want {
			t.Errorf("%s at %s: got %d, want %d", name, at.Format(time.TimeOnly), got, want)
		}
	}
	note("a", 100, 100)
	note("b", 1, 1)
	at = at.Add(59 * time.Second)
	note("a", 1, 101)
	at = at.Add(time.Second)
	note("a", 1, 102) // the minute before still counts whole
	at = at.Add(30 * time.Second)
	note("a", 1, 52)
	at = at.Add(time.Minute)
	note("a", 1, 2)
	at = at.Add(2 * time.Minute)
	note("a", 1, 1)
	note("a", 50, 51)
	at = at.Add(24 * time.Hour)
	note("a", 1, 1) // another day, another name
}

// TestMetersAreBounded: strangers cannot fill the memory with names.
func TestMetersAreBounded(t *testing.T) {
	t.Parallel()
	m := server.NewMeter(rand.Reader)
	for i := range 120_000 {
		if _, err := m.Note(strconv.Itoa(i), today); err != nil {
			t.Fatal(err)
		}
	}
	if got := m.Names(); got > 50_000 {
		t.Errorf("%d names are kept", got)
	}
}

// FuzzWork looks for answers that pass without a challenge of this server's.
func FuzzWork(f *testing.F) {
	s := newSite(f)
	s.opens(wire.SignupOpen)
	good := solve(s.rush(0, 130), uuid(500), letter("500"))
	f.Add(good, 500)
	f.Add("AAAA.1", 1)
	f.Add(strings.Repeat("A", 34)+".99999999999999999999", 1)
	f.Fuzz(func(t *testing.T, answer string, n int) {
		ok, err := s.s.Worked(t.Context(), eventID, uuid(n), letter(strconv.Itoa(n)), answer)
		if err != nil || ok && (answer != good || n != 500) {
			t.Fatalf("%q for letter %d: %v, %v", answer, n, ok, err)
		}
	})
}
