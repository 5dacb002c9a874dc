package server_test

import (
	"crypto/rand"
	"strings"
	"testing"

	"daykit/internal/central/server"
)

func TestParseCode(t *testing.T) {
	t.Parallel()
	const want = "DAY-7KQ2-M9XD-0101-ABCD"
	for _, typed := range []string{
		want, "day-7kq2-m9xd-0101-abcd", "7KQ2M9XD0101ABCD", " DAY 7KQ2 M9XD OIOL ABCD\n", "DAY–7KQ2—M9XD‑0l0i-ABCD",
	} {
		if got, ok := server.ParseCode(typed); !ok || got != want {
			t.Errorf("%q: got %q, %v, want %q", typed, got, ok, want)
		}
	}
	for _, typed := range []string{
		"", "DAY", "DAY-7KQ2-M9XD-0101", want + "0", "DAX-7KQ2-M9XD-0101-ABCD", "7KQ2-M9XD-0101-ABCU", "7KQ2-M9XD-0101-ABC\x00",
		"٧KQ2-M9XD-0101-ABCD", strings.Repeat("A", 1<<20),
	} {
		if got, ok := server.ParseCode(typed); ok {
			t.Errorf("%.40q: got %q, want a refusal", typed, got)
		}
	}
}

func TestInviteRefusesNames(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, name := range []string{"", " \n ", strings.Repeat("a", 121), "a\x00b", "a\u202Eb", "\xff"} {
		if code, err := server.Invite(t.Context(), s.store, name, today, rand.Reader); err == nil {
			t.Errorf("%q: got %q, want an error", name, code)
		}
	}
	if _, err := server.Invite(t.Context(), s.store, "a", today, strings.NewReader("few")); err == nil {
		t.Error("without randomness: got a code")
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add("DAY-7KQ2-M9XD-0101-ABCD")
	f.Add("day 7kq2 m9xd oiol abcd")
	f.Fuzz(func(t *testing.T, typed string) {
		code, ok := server.ParseCode(typed)
		if !ok {
			return
		}
		if again, ok := server.ParseCode(code); !ok || again != code {
			t.Errorf("%q: got %q, which reads as %q", typed, code, again)
		}
	})
}
