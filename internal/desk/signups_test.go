package desk_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/seal"
	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/event"
)

// uuid is the n-th letter's.
func uuid(n int) string { return fmt.Sprintf("%08x-0000-4000-8000-000000000000", 0x5eed0000-n) }

// written is the n-th letter as a visitor's browser writes it, from some of its fields.
func written(n int, fields string) []byte {
	return padded(fmt.Sprintf(`{"v":1,"id":%q,"apart":%q%s}`, uuid(n), strings.Repeat(fmt.Sprintf("%02x", n), 16), fields))
}

func padded(text string) []byte {
	for _, size := range wire.PaddedSizes {
		if len(text) <= size {
			return append([]byte(text), bytes.Repeat([]byte(" "), size-len(text))...)
		}
	}
	return []byte(text)
}

// sealedTo is what a browser makes of a letter.
func sealedTo(t testing.TB, recipient string, plain []byte) []byte {
	t.Helper()
	r, err := age.ParseHybridRecipient(recipient)
	must0(t, err)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, r)
	must0(t, err)
	if _, err = w.Write(plain); err == nil {
		err = w.Close()
	}
	must0(t, err)
	return out.Bytes()
}

// openPage publishes the sample event, which has room for people, and gives what its page
// says.
func openPage(ctx context.Context, t *testing.T, d *desk.Desk, room int) (id string, s wire.Statement) {
	t.Helper()
	newCampaign(t).join(ctx, d)
	sheetChecked(ctx, t, d)
	id, err := d.NewEvent(ctx, desk.SampleEvent())
	must0(t, err)
	_, err = d.Edit(ctx, id, fmt.Appendf(nil, `{"capacity":%d,"signup_page":{"food":["halal","vegan"],"access":["bsl"]}}`, room))
	must0(t, err)
	_, err = d.Publish(ctx, id)
	must0(t, err)
	return id, stated(ctx, t, d, id)
}

// sheetChecked does what must be done before a page may be published.
func sheetChecked(ctx context.Context, t *testing.T, d *desk.Desk) {
	t.Helper()
	p := printSheet(ctx, t, d, desk.RecoveryRequest{})
	_, err := d.CheckRecovery(ctx, desk.SheetInput{Text: p.secret.Text()})
	must0(t, err)
}

// stated reads the statement of a published page as a browser does: with the fingerprint
// of the printed code.
func stated(ctx context.Context, t *testing.T, d *desk.Desk, id string) wire.Statement {
	t.Helper()
	p, err := desk.PageOf(ctx, d, id)
	must0(t, err)
	code, _, err := desk.CodeOf(ctx, d, id)
	must0(t, err)
	if p.Signup == nil {
		t.Fatal("the page takes no sign-ups")
	}
	signed := p.Signup.Statement
	if !seal.Verify(ed25519.PublicKey(signed.Key), wire.PurposeSignup, []byte(signed.Statement), signed.Signature) {
		t.Fatal("the statement is not signed")
	}
	if mark := code[strings.LastIndex(code, "/")+1:]; mark != wire.KeyFingerprint(signed.Key) {
		t.Fatalf("the code says %s and the key is %s", mark, wire.KeyFingerprint(signed.Key))
	}
	var s wire.Statement
	must0(t, json.Unmarshal([]byte(signed.Statement), &s))
	return s
}

// arrives takes in letters, each from some fields, numbered from first on.
func arrives(ctx context.Context, t *testing.T, d *desk.Desk, s wire.Statement, first int, fields ...string) {
	t.Helper()
	var letters []wire.Letter
	for i, f := range fields {
		n := first + i
		letters = append(letters, wire.Letter{ID: uuid(n), Event: s.Event, Body: sealedTo(t, s.Recipient, written(n, f))})
	}
	must0(t, desk.TakeLetters(ctx, d, letters...))
}

func signups(ctx context.Context, t *testing.T, d *desk.Desk, id string) desk.Signups {
	t.Helper()
	s, err := d.Signups(ctx, id)
	must0(t, err)
	return s
}

// briefly says who is where.
func briefly(all []desk.Signup) (out []string) {
	for _, s := range all {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s x%d %s %s", s.Name, s.Party, s.Place, s.Until)))
	}
	return out
}

func TestLettersBecomeSignups(t *testing.T) {
	t.Parallel()
	newLaptop(t, 42).with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		arrives(ctx, t, d, s, 1,
			`,"name":" Amina\u0007  Yusuf ","contact":"amina@example.org","party":3,"lang":"ar","ticks":["volunteer","came"],"food":["halal","pizza"],"access":["bsl"]`,
			`,"party":2,"food":["halal","vegan"]`,
			`,"name":"Not To Be Named","contact":"0","party":4,"ticks":["count-only"]`,
		)
		got := signups(ctx, t, d, id)
		if diff := cmp.Diff([]string{"x4", "x2", "Amina Yusuf x3"}, briefly(got.Entries)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		last := got.Entries[2]
		if last.Contact != "amina@example.org" || last.Lang != "ar" || !cmp.Equal(last.Ticks, []string{"volunteer"}) || !last.New || !last.Page {
			t.Errorf("got %+v", last)
		}
		if got.People != 9 || got.New != 3 || got.Free != 0 || got.Capacity != 0 {
			t.Errorf("got %+v", got)
		}
		if diff := cmp.Diff([]desk.Wish{{"vegan", "Vegan", 1}, {"halal", "Halal", 2}}, got.Food); diff != "" {
			t.Errorf("food (-want +got):\n%s", diff)
		}
		if len(got.Access) != 1 || got.Access[0].Count != 1 {
			t.Errorf("got %+v", got.Access)
		}
		if a, err := d.Attendance(ctx, id); err != nil || a.SignedUp != 9 {
			t.Errorf("signed up: got %d, %v, want 9 people", a.SignedUp, err)
		}
		if guests, err := d.Guests(ctx, id); err != nil || len(guests) != 1 {
			t.Errorf("at the door: got %d, %v, want those with a name", len(guests), err)
		}
		must0(t, d.SeenSignups(ctx, id))
		before, err := desk.Digest(ctx, d, id)
		must0(t, err)
		arrives(ctx, t, d, s, 1, `,"name":"Amina Yusuf","contact":"amina@example.org","party":3,"food":["halal"]`)
		if after, err := desk.Digest(ctx, d, id); err != nil || after != before {
			t.Error("a letter that came twice was written twice")
		}
		arrives(ctx, t, d, s, 4, `,"name":"Olena"`)
		if got := signups(ctx, t, d, id); got.New != 1 || !got.Entries[0].New || got.Entries[1].New {
			t.Errorf("got %d new", got.New)
		}
		// A walk-in-like sign-up without a name can be erased like any other.
		_, err = d.EraseGuest(ctx, id, uuid(2))
		must0(t, err)
		if got := signups(ctx, t, d, id); got.People != 8 || len(got.Food) != 2 {
			t.Errorf("after erasing: %d people, food %v", got.People, got.Food)
		}
	})
}

func TestLettersThatDoNotOpenAreKeptAside(t *testing.T) {
	t.Parallel()
	newLaptop(t, 43).with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		stranger, err := age.GenerateHybridIdentity()
		must0(t, err)
		sent := func(n int, body []byte) wire.Letter { return wire.Letter{ID: uuid(n), Event: id, Body: body} }
		must0(t, desk.TakeLetters(ctx, d,
			sent(1, sealedTo(t, stranger.Recipient().String(), written(1, ""))),
			sent(2, []byte("age-encryption.org/v1\nrubbish")),
			sent(3, sealedTo(t, s.Recipient, padded(`{"v":2,"id":"x","more":true}`))),
			sent(4, sealedTo(t, s.Recipient, padded(`hello`))),
			sent(5, sealedTo(t, s.Recipient, written(6, `,"name":"A copy"`))),
			sent(7, sealedTo(t, s.Recipient, written(7, `,"name":"Amina"`))),
		))
		got := signups(ctx, t, d, id)
		why := map[string]string{}
		for _, u := range got.Unopened {
			if why[u.ID] = u.Why; u.Words == "" {
				t.Errorf("no words for %s", u.Why)
			}
		}
		want := map[string]string{uuid(1): "no-key", uuid(2): "no-key", uuid(3): "newer", uuid(4): "unclear", uuid(5): "readdressed"}
		if diff := cmp.Diff(want, why); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if names := briefly(got.Entries); !cmp.Equal(names, []string{"Amina x1"}) {
			t.Errorf("the others were held up: %q", names)
		}
		must0(t, desk.Reopen(ctx, d))
		if got := signups(ctx, t, d, id); len(got.Unopened) != 5 {
			t.Errorf("trying again changed %+v", got.Unopened)
		}
	})
}

// TestLettersOpenWhenTheKeyComes: a letter that was kept aside without its key becomes
// somebody on the list once the key is here, and nothing stays of it.
func TestLettersOpenWhenTheKeyComes(t *testing.T) {
	a, b, c := newLaptop(t, 44), newLaptop(t, 49), newCampaign(t)
	var id string
	var s wire.Statement
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		var err error
		id, err = d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		synced(ctx, t, d)
	})
	invited(t, c, a, desk.PairInvite{}, b, "second")
	b.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Publish(ctx, id)
		must0(t, err)
		s = stated(ctx, t, d, id)
		synced(ctx, t, d)
	})
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		must0(t, desk.PutAside(ctx, d, wire.Letter{ID: uuid(1), Event: id, Body: sealedTo(t, s.Recipient, written(1, `,"name":"Amina","food":["vegan"]`))}))
		if got := signups(ctx, t, d, id); len(got.Unopened) != 1 || len(got.Entries) != 0 {
			t.Fatalf("got %+v", got)
		}
		synced(ctx, t, d)
		got := signups(ctx, t, d, id)
		if names := briefly(got.Entries); !cmp.Equal(names, []string{"Amina x1"}) || len(got.Unopened) != 0 || len(got.Food) != 1 {
			t.Errorf("got %q, %+v", names, got)
		}
		if n := asideOf(ctx, t, d); n != 0 {
			t.Errorf("%d letters are still kept", n)
		}
	})
}

// TestDecodeSignupIsStrict: package wire has the cases; here, that its answer is taken.
func TestDecodeSignupIsStrict(t *testing.T) {
	t.Parallel()
	good := string(bytes.TrimRight(written(1, `,"name":"Amina"`), " "))
	for name, plain := range map[string][]byte{
		"not padded":            []byte(good),
		"more after it":         padded(good + "x"),
		"a second one":          padded(good + good),
		"no number":             padded(strings.Replace(good, uuid(1), "1", 1)),
		"no apart":              padded(strings.Replace(good, strings.Repeat("01", 16), "", 1)),
		"capital apart":         padded(strings.Replace(good, strings.Repeat("01", 16), strings.Repeat("AB", 16), 1)),
		"a party of a thousand": padded(strings.Replace(good, `"name":"Amina"`, `"party":1000`, 1)),
		"a negative party":      padded(strings.Replace(good, `"name":"Amina"`, `"party":-1`, 1)),
		"no version":            padded(strings.Replace(good, `"v":1`, `"v":0`, 1)),
		"nothing":               {},
	} {
		if s, err := desk.DecodeSignup(plain); err == nil {
			t.Errorf("%s: read as %+v", name, s)
		}
	}
	if s, err := desk.DecodeSignup(padded(good)); err != nil || s.Name != "Amina" || s.Party != 1 {
		t.Errorf("got %+v, %v", s, err)
	}
}

// FuzzDecodeSignup: whatever a stranger seals to an event's key is taken in clean or not
// at all.
func FuzzDecodeSignup(f *testing.F) {
	f.Add(written(1, `,"name":"Amina","contact":"+44 7700 900123","party":3,"lang":"ar","food":["vegan"]`))
	f.Add(padded(`{"v":2}`))
	f.Add(padded(`{"v":1,"id":null}`))
	f.Fuzz(func(t *testing.T, plain []byte) {
		s, err := desk.DecodeSignup(plain)
		if err != nil {
			return
		}
		if len(s.Apart) != 32 || s.Party < 1 || slices.Contains(s.Ticks, "count-only") && s.Name+s.Contact != "" {
			t.Errorf("got %+v", s)
		}
		g := event.Guest{ID: s.ID, Name: "x" + s.Name, Phone: s.Contact, Lang: s.Lang, Party: s.Party}
		if len([]rune(s.Name)) < 200 {
			must0(t, g.Validate())
		}
	})
}
