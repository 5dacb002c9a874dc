package desk_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// full is an event with room for five, of whom three have it: others wait.
func full(ctx context.Context, t *testing.T, d *desk.Desk) string {
	t.Helper()
	id, s := openPage(ctx, t, d, 5)
	arrives(ctx, t, d, s, 1, `,"name":"Amina","party":3,"contact":"0"`, `,"name":"Big","party":4`, `,"name":"Chi","contact":"+44 7700 900124","lang":"ar"`)
	return id
}

func TestLaterSignupsWait(t *testing.T) {
	t.Parallel()
	newLaptop(t, 50).with(t, func(ctx context.Context, d *desk.Desk) {
		id := full(ctx, t, d)
		got := signups(ctx, t, d, id)
		if diff := cmp.Diff([]string{"Amina x3"}, briefly(got.Entries)); diff != "" {
			t.Errorf("have a place (-want +got):\n%s", diff)
		}
		// Nobody goes before who came earlier, though one person would fit.
		if diff := cmp.Diff([]string{"Big x4 waiting", "Chi x1 waiting"}, briefly(got.Queue)); diff != "" {
			t.Errorf("wait (-want +got):\n%s", diff)
		}
		if got.People != 3 || got.Waiting != 5 || got.Free != 2 || got.Offered != 0 {
			t.Errorf("got %+v", got)
		}
		if a, err := d.Attendance(ctx, id); err != nil || a.SignedUp != 3 {
			t.Errorf("signed up: %d, %v; who waits is not", a.SignedUp, err)
		}
		// Nothing moves by itself when there is room.
		_, err := d.Edit(ctx, id, []byte(`{"capacity":50}`))
		must0(t, err)
		if got := signups(ctx, t, d, id); len(got.Queue) != 2 || got.Free != 47 {
			t.Errorf("somebody was given a place: %q", briefly(got.Queue))
		}
		// Who comes is in the room, whatever the list says.
		if a, err := d.Arrive(ctx, id, uuid(2)); err != nil || a.Arrived != 4 || a.SignedUp != 7 {
			t.Errorf("got %+v, %v", a, err)
		}
	})
}

// TestTheDoorKnowsWhoWaits: whoever checks people in sees who has no place.
func TestTheDoorKnowsWhoWaits(t *testing.T) {
	t.Parallel()
	newLaptop(t, 49).with(t, func(ctx context.Context, d *desk.Desk) {
		id := full(ctx, t, d)
		_, err := d.OfferPlace(ctx, id, uuid(2), "")
		must0(t, err)
		_, err = d.AddGuest(ctx, id, "Written Down", "", 1)
		must0(t, err)
		guests, err := d.Guests(ctx, id)
		must0(t, err)
		var got []string
		for _, g := range guests {
			got = append(got, fmt.Sprintf("%s %q by the page: %v", g.Name, g.Place, g.Page))
		}
		want := []string{`Amina "" by the page: true`, `Big "offered" by the page: true`, `Chi "waiting" by the page: true`, `Written Down "" by the page: false`}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// TestOffersInWordsThatAreThere: a translator's words are used and marked until a speaker
// has read them, and English that stands in is marked too.
func TestOffersInWordsThatAreThere(t *testing.T) {
	t.Parallel()
	newLaptop(t, 48).with(t, func(ctx context.Context, d *desk.Desk) {
		id := full(ctx, t, d)
		offer := func() desk.Signup {
			t.Helper()
			s, err := d.OfferPlace(ctx, id, uuid(3), "")
			must0(t, err)
			return s
		}
		if s := offer(); s.WordsState != "missing" || s.WordsLang != "en" || s.English != "" {
			t.Errorf("with no words: %+v", s)
		}
		file := filepath.Join(t.TempDir(), "words.csv")
		write := func(rows string) {
			t.Helper()
			must0(t, os.WriteFile(file, []byte("key,source_lang,source,target_lang,target,state,note\n"+rows), 0o600))
			_, err := d.ImportTexts(ctx, id, file)
			must0(t, err)
		}
		write("phrase/place.offer,en,A place is free for you at {title} on {date}. Would you like it?,ar,[offer {title} {date}],unreviewed,\n")
		if s := offer(); s.WordsState != "missing" || s.WordsLang != "en" {
			t.Errorf("with half of the words: %+v", s)
		}
		write("phrase/place.until,en,Please tell us by {date}. After that we ask the next person.,ar,[until {date}],unreviewed,\n")
		s := offer()
		if s.WordsState != "unreviewed" || s.WordsLang != "ar" || s.WordsDir != "rtl" || !strings.HasPrefix(s.Words, "[offer A shared table ") || !strings.HasPrefix(s.English, "A place is free for you at") {
			t.Errorf("with words that nobody has read: %+v", s)
		}
		_, err := d.Edit(ctx, id, []byte(`{"languages":["en","ar"]}`))
		must0(t, err)
		_, err = d.ConfirmProof(ctx, id, "ar", "A Speaker")
		must0(t, err)
		if s := offer(); s.WordsState != "reviewed" || s.WordsLang != "ar" {
			t.Errorf("with words that a speaker has read: %+v", s)
		}
	})
}

func TestPlacesAreOffered(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 51)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := full(ctx, t, d)
		got, err := d.OfferPlace(ctx, id, uuid(3), "")
		must0(t, err)
		want := "A place is free for you at A shared table on Friday 18 December 2026. Would you like it? Please tell us by Monday 7 December 2026. After that we ask the next person."
		if got.Words != want || got.WordsLang != "en" || got.WordsDir != "ltr" || got.Contact != "+44 7700 900124" || got.Until != "2026-12-07" {
			t.Errorf("got %+v", got)
		}
		if s := signups(ctx, t, d, id); s.Offered != 1 || s.Free != 1 || s.People != 3 || s.Queue[1].Late {
			t.Errorf("got %+v", s)
		}
		l.now = l.now.AddDate(0, 0, 4)
		if s := signups(ctx, t, d, id); !s.Queue[1].Late || s.Offered != 1 {
			t.Errorf("an offer ended by itself: %+v", s.Queue[1])
		}
		_, err = d.ExpirePlace(ctx, id, uuid(3))
		must0(t, err)
		if s := signups(ctx, t, d, id); s.Free != 2 || s.Queue[1].Place != "lapsed" {
			t.Errorf("got %+v", s)
		}
		if label, err := d.Undo(ctx, id); err != nil || label != "signup.expire" {
			t.Errorf("got %q, %v", label, err)
		}
		_, err = d.AcceptPlace(ctx, id, uuid(3))
		must0(t, err)
		s := signups(ctx, t, d, id)
		if diff := cmp.Diff([]string{"Chi x1 accepted", "Amina x3"}, briefly(s.Entries)); diff != "" || s.People != 4 {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestOffersThatCannotBe(t *testing.T) {
	t.Parallel()
	newLaptop(t, 52).with(t, func(ctx context.Context, d *desk.Desk) {
		id := full(ctx, t, d)
		for _, tt := range []struct {
			name string
			do   func() error
			code fault.Code
		}{
			{"to who has a place", func() error { _, err := d.OfferPlace(ctx, id, uuid(1), ""); return err }, fault.Conflict},
			{"to nobody", func() error { _, err := d.OfferPlace(ctx, id, "x", ""); return err }, fault.NotFound},
			{"until yesterday", func() error { _, err := d.OfferPlace(ctx, id, uuid(2), "2026-12-03"); return err }, fault.Invalid},
			{"until after the day", func() error { _, err := d.OfferPlace(ctx, id, uuid(2), "2026-12-19"); return err }, fault.Invalid},
			{"until soon", func() error { _, err := d.OfferPlace(ctx, id, uuid(2), "soon"); return err }, fault.Invalid},
			{"letting go what was not offered", func() error { _, err := d.ExpirePlace(ctx, id, uuid(2)); return err }, fault.Conflict},
		} {
			if err := tt.do(); fault.CodeOf(err) != tt.code {
				t.Errorf("%s: got %v", tt.name, err)
			}
		}
	})
}

// TestFullMeansWaiting: who signs up while the page says that the event is full waits,
// whatever the numbers are.
func TestFullMeansWaiting(t *testing.T) {
	t.Parallel()
	newLaptop(t, 53).with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		_, err := d.SignupState(ctx, id, event.SignupFull, nil)
		must0(t, err)
		arrives(ctx, t, d, s, 1, `,"name":"Amina"`)
		if got := signups(ctx, t, d, id); len(got.Queue) != 1 || got.Page.State != "full" {
			t.Errorf("got %+v", got)
		}
	})
}

// TestTwoLaptopsAgreeWhoWaits: both take the same letters in before they hear of each
// other, one of them in another order.
func TestTwoLaptopsAgreeWhoWaits(t *testing.T) {
	a, b, c := newLaptop(t, 54), newLaptop(t, 55), newCampaign(t)
	var id string
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		var err error
		id, err = d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Edit(ctx, id, []byte(`{"capacity":2}`))
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		synced(ctx, t, d)
	})
	invited(t, c, a, desk.PairInvite{}, b, "second")
	b.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		arrives(ctx, t, d, stated(ctx, t, d, id), 1, `,"name":"One"`, `,"name":"Two"`, `,"name":"Three"`, `,"name":"Four"`)
	})
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		s := stated(ctx, t, d, id)
		arrives(ctx, t, d, s, 1, `,"name":"One"`, `,"name":"Two"`, `,"name":"Three"`)
		arrives(ctx, t, d, s, 4, `,"name":"Four"`)
		synced(ctx, t, d)
	})
	var lists []string
	for _, l := range []*laptop{a, b} {
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			synced(ctx, t, d)
			s := signups(ctx, t, d, id)
			lists = append(lists, strings.Join(append(briefly(s.Entries), briefly(s.Queue)...), "; "))
			if open, err := d.Conflicts(ctx, id); err != nil || len(open) > 0 {
				t.Errorf("a person is asked to settle %+v, %v", open, err)
			}
		})
	}
	if lists[0] != lists[1] || lists[0] != "Two x1; One x1; Three x1 waiting; Four x1 waiting" {
		t.Errorf("got %q", lists)
	}
}

func TestSameContactIsAskedAbout(t *testing.T) {
	t.Parallel()
	newLaptop(t, 56).with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		arrives(ctx, t, d, s, 1,
			`,"name":"Zoë Müller","contact":"+44 7700 900123","party":2,"ticks":["volunteer"]`,
			`,"name":"zoe  muller","contact":"07700 900 123","party":5,"lang":"pl","ticks":["keep-in-touch"]`,
			`,"name":"Someone","contact":"٠٧٧٠٠٩٠٠١٢٣"`,
			`,"name":"Zoë Müller","contact":"zoe@example.org"`,
			`,"name":"Short","contact":"123"`, `,"name":"Short too","contact":"123"`,
		)
		got := signups(ctx, t, d, id)
		var asked []string
		for _, p := range got.Pairs {
			asked = append(asked, p.A.ID[:8]+" "+p.B.ID[:8])
			if p.Sure != (p.A.ID == uuid(1) && p.B.ID == uuid(2)) {
				t.Errorf("%s and %s: sure is %v", p.A.Name, p.B.Name, p.Sure)
			}
		}
		pairOf := func(a, b int) string { return uuid(a)[:8] + " " + uuid(b)[:8] }
		if diff := cmp.Diff([]string{pairOf(1, 2), pairOf(1, 3), pairOf(2, 3)}, asked); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
		must0(t, d.KeepTwo(ctx, id, uuid(3), uuid(1)))
		must0(t, d.MergeSignups(ctx, id, uuid(2), uuid(1)))
		got = signups(ctx, t, d, id)
		one := got.Entries[len(got.Entries)-1]
		if one.ID != uuid(1) || one.Party != 5 || one.Name != "Zoë Müller" || one.Lang != "pl" || len(one.Ticks) != 2 || got.People != 9 {
			t.Errorf("got %+v and %d people", one, got.People)
		}
		if len(got.Pairs) != 0 {
			t.Errorf("still asked about %+v", got.Pairs)
		}
		// An arrival of either is one of the person.
		if a, err := d.Arrive(ctx, id, uuid(1)); err != nil || a.Arrived != 5 {
			t.Errorf("got %+v, %v", a, err)
		}
		for _, want := range []string{"arrive", "signup.merge", "signup.two"} {
			if label, err := d.Undo(ctx, id); err != nil || label != want {
				t.Errorf("got %q, %v, want %q", label, err, want)
			}
		}
		if again := signups(ctx, t, d, id); len(again.Pairs) != 3 || again.People != 11 {
			t.Errorf("after undo: %d pairs, %d people", len(again.Pairs), again.People)
		}
	})
}

// TestErasingTakesWhoWasMerged: nothing of a person stays in the entry that stood no more
// for itself.
func TestErasingTakesWhoWasMerged(t *testing.T) {
	t.Parallel()
	newLaptop(t, 57).with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		arrives(ctx, t, d, s, 1, `,"name":"Amina","contact":"a@example.org"`, `,"name":"Mina","contact":"A@example.org"`, `,"name":"Olena"`)
		must0(t, d.MergeSignups(ctx, id, uuid(1), uuid(2)))
		if _, err := d.Arrive(ctx, id, uuid(1)); err != nil {
			t.Fatal(err)
		}
		got, err := d.EraseGuest(ctx, id, uuid(1))
		must0(t, err)
		if got.People != 2 {
			t.Errorf("erased %d entries, want both", got.People)
		}
		if all := briefly(signups(ctx, t, d, id).Entries); !cmp.Equal(all, []string{"Olena x1"}) {
			t.Errorf("got %q", all)
		}
		if a, err := d.Attendance(ctx, id); err != nil || a.SignedUp != 2 || a.Arrived != 1 {
			t.Errorf("got %+v, %v", a, err)
		}
	})
}
