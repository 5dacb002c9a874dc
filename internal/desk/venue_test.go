package desk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

func venueItem(t *testing.T, v desk.VenueView, id string) desk.VenueItem {
	t.Helper()
	for _, item := range slices.Concat(v.Features, v.Questions, v.Facts) {
		if item.ID == id {
			return item
		}
	}
	t.Fatalf("nothing is asked as %s", id)
	return desk.VenueItem{}
}

func answer(t *testing.T, d *desk.Desk, id, item, answer string) desk.VenueView {
	t.Helper()
	v, err := d.AnswerVenue(t.Context(), id, item, answer, "")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func access(t *testing.T, d *desk.Desk, id string) []event.Access {
	t.Helper()
	ev, err := d.Document(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return ev.Venue.Access
}

func TestVenueUnknownIsNotNo(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	if _, err := d.Edit(t.Context(), id, []byte(`{"venue":{"access":["step-free"]}}`)); err != nil {
		t.Fatal(err)
	}
	v, err := d.Venue(t.Context(), id)
	if err != nil || len(v.Features) != len(event.AccessFeatures()) || len(v.Questions) != 11 || v.Basis == "" {
		t.Fatalf("%d features, %d questions, %v", len(v.Features), len(v.Questions), err)
	}
	if a, b := venueItem(t, v, "feature.step-free"), venueItem(t, v, "feature.lift"); a.Answer != desk.AnswerYes || b.Answer != desk.AnswerUnknown || b.Label != "Lift" {
		t.Errorf("at first: %+v, %+v", a, b)
	}
	unknown := v.Unknown
	v = answer(t, d, id, "feature.lift", desk.AnswerNo)
	if venueItem(t, v, "feature.lift").Answer != desk.AnswerNo || v.Unknown != unknown-1 || slices.Contains(access(t, d, id), "lift") {
		t.Errorf("a no: %+v, %d unknown", venueItem(t, v, "feature.lift"), v.Unknown)
	}
	answer(t, d, id, "feature.lift", desk.AnswerYes)
	if got := access(t, d, id); !slices.Equal(got, []event.Access{"step-free", "lift"}) {
		t.Errorf("a yes is not printed: %q", got)
	}
	if label, err := d.Undo(t.Context(), id); err != nil || label != "venue" {
		t.Errorf("undo: %q, %v", label, err)
	}
	if v, err = d.Venue(t.Context(), id); err != nil || venueItem(t, v, "feature.lift").Answer != desk.AnswerNo || len(access(t, d, id)) != 1 {
		t.Errorf("after undo: %+v, %q", venueItem(t, v, "feature.lift"), access(t, d, id))
	}
	if _, err := d.Edit(t.Context(), id, []byte(`{"venue":{"access":["lift"]}}`)); err != nil {
		t.Fatal(err)
	}
	if v, err = d.Venue(t.Context(), id); err != nil || venueItem(t, v, "feature.lift").Answer != desk.AnswerYes || venueItem(t, v, "feature.step-free").Answer != desk.AnswerUnknown {
		t.Errorf("what is chosen under Details does not count: %v", err)
	}
}

func TestVenueQuestionsDecideTheirFeature(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	if _, err := d.Edit(t.Context(), id, []byte(`{"venue":{"access":[]}}`)); err != nil {
		t.Fatal(err)
	}
	v := answer(t, d, id, "question.route", desk.AnswerYes)
	if got := venueItem(t, v, "feature.step-free"); got.Answer != desk.AnswerUnknown {
		t.Errorf("one yes of two: %+v", got)
	}
	v = answer(t, d, id, "question.entrance", desk.AnswerYes)
	if got := venueItem(t, v, "feature.step-free"); got.Answer != desk.AnswerYes || !slices.Equal(access(t, d, id), []event.Access{"step-free"}) {
		t.Errorf("both yes: %+v", got)
	}
	v = answer(t, d, id, "question.entrance", desk.AnswerNo)
	if got := venueItem(t, v, "feature.step-free"); got.Answer != desk.AnswerNo || len(access(t, d, id)) != 0 {
		t.Errorf("one no: %+v, printed %q", got, access(t, d, id))
	}
	v = answer(t, d, id, "feature.step-free", desk.AnswerYes)
	if got := venueItem(t, v, "feature.step-free"); got.Answer != desk.AnswerYes || !got.Doubt {
		t.Errorf("against an answered question: %+v", got)
	}
	answer(t, d, id, "feature.step-free", desk.AnswerUnknown)
	answer(t, d, id, "question.entrance", desk.AnswerNo)
	v = answer(t, d, id, "question.visit", desk.AnswerYes) // about no feature
	if got := venueItem(t, v, "question.visit"); got.Answer != desk.AnswerYes || len(access(t, d, id)) != 0 {
		t.Errorf("a question about no feature: %+v", got)
	}
}

func TestVenueRefusesAndKeepsTheKeyHolder(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	for name, tt := range map[string]struct{ item, answer, note, want string }{
		"no such item":    {"feature.sauna", "yes", "", "nothing is asked"},
		"no answer":       {"feature.lift", "maybe", "", "answer:"},
		"yes to words":    {"fact.keys", "yes", "", "answer:"},
		"a note too long": {"feature.lift", "yes", strings.Repeat("x", desk.MaxVenueNote+1), "note:"},
	} {
		if _, err := d.AnswerVenue(t.Context(), id, tt.item, tt.answer, tt.note); fault.CodeOf(err) != fault.Invalid && fault.CodeOf(err) != fault.NotFound || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	v, err := d.AnswerVenue(t.Context(), id, "fact.keys", "", " Mrs Keyholder, 07700 900123 ")
	if err != nil || venueItem(t, v, "fact.keys").Note != "Mrs Keyholder, 07700 900123" {
		t.Fatalf("the key holder: %+v, %v", v.Facts, err)
	}
	if v, err = d.AnswerVenue(t.Context(), id, "fact.kitchen", "no", "only a kettle"); err != nil || venueItem(t, v, "fact.kitchen").Answer != desk.AnswerNo {
		t.Errorf("the kitchen: %v", err)
	}
	if _, err := d.SetPassphrase(t.Context(), "correct horse battery staple"); err != nil {
		t.Fatal(err)
	}
	if err := d.Lock(); err != nil {
		t.Fatal(err)
	}
	v, err = d.Venue(t.Context(), id)
	if err != nil || venueItem(t, v, "fact.keys").Note != "" || venueItem(t, v, "fact.kitchen").Note != "only a kettle" {
		t.Errorf("locked: %+v, %v", v.Facts, err)
	}
}

// Who holds the key can be said again after everybody was erased.
func TestKeyHolderAfterAPurge(t *testing.T) {
	t.Parallel()
	l, ctx := newShelved(t), t.Context()
	id := addSample(t, l.Desk)
	holder := func(note string) string {
		t.Helper()
		v, err := l.AnswerVenue(ctx, id, "fact.keys", "", note)
		must0(t, err)
		return venueItem(t, v, "fact.keys").Note
	}
	holder("Mrs Keyholder")
	l.later(30 * 24 * time.Hour)
	for range 2 {
		_, err := l.Purge(ctx, id)
		must0(t, err)
		v, err := l.Venue(ctx, id)
		must0(t, err)
		if note := venueItem(t, v, "fact.keys").Note; note != "" {
			t.Errorf("erased, it says %q", note)
		}
		if note := holder("Mr Keyholder"); note != "Mr Keyholder" {
			t.Errorf("said again, it says %q", note)
		}
	}
}
