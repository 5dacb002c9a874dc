package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// The states of a sign-up's place. Nothing moves from one to another by itself, and
// nothing is sent to anybody: a person offers, calls and decides.
const (
	placeWaiting  = "waiting"
	placeOffered  = "offered"
	placeAccepted = "accepted"
	placeLapsed   = "lapsed" // an offer that nobody took
)

// Labels of what is decided about a place.
const (
	actOffer  = "signup.offer"
	actAccept = "signup.accept"
	actExpire = "signup.expire"
)

// usualOffer is for how many days a place is offered when nobody says otherwise; the day
// before the event at the latest.
const usualOffer = 3

// place says whether somebody on the list has a place. The zero value is one who has:
// there was room when they came, or the organisers put them there.
type place struct {
	State string `json:"s,omitempty"`
	Until string `json:"until,omitempty"` // of an offer: the last day of it
}

// has says whether it is theirs.
func (p place) has() bool { return p.State == "" || p.State == placeAccepted }

// holds says whether nobody else can have it.
func (p place) holds() bool { return p.has() || p.State == placeOffered }

// rank orders places, the best first.
func (p place) rank() int {
	if p.has() {
		return 0
	}
	return 1 + slices.Index([]string{placeOffered, placeWaiting, placeLapsed}, p.State)
}

// OfferPlace offers a place to somebody who waits, or whose offer lapsed, until the end of
// a day; an empty until means in three days, before the event. It says whom to reach and
// in which words; the organisers reach them. The place is held until somebody says what
// came of it.
func (d *Desk) OfferPlace(ctx context.Context, id, who, until string) (Signup, error) {
	ev, s, err := d.waiter(ctx, id, who, placeWaiting, placeLapsed, placeOffered)
	if err != nil {
		return Signup{}, err
	}
	if until == "" {
		until = min(event.AddDays(d.today(ev), usualOffer), max(event.AddDays(ev.Date, -1), d.today(ev)))
	}
	if _, err := event.ParseDate(until); err != nil {
		return Signup{}, fault.Wrap(err, fault.Invalid, "until: "+err.Error(), "")
	}
	if until < d.today(ev) || until > ev.Date {
		return Signup{}, fault.Invalidf("", "until: choose a day from today to the day of the event, %s", ev.Date)
	}
	return d.setPlace(ctx, ev, s, actOffer, place{State: placeOffered, Until: until})
}

// AcceptPlace gives a place to somebody who waits or was offered one.
func (d *Desk) AcceptPlace(ctx context.Context, id, who string) (Signup, error) {
	ev, s, err := d.waiter(ctx, id, who, placeOffered, placeWaiting, placeLapsed)
	if err != nil {
		return Signup{}, err
	}
	return d.setPlace(ctx, ev, s, actAccept, place{State: placeAccepted})
}

// ExpirePlace lets an offer go, so that the place is free for the next.
func (d *Desk) ExpirePlace(ctx context.Context, id, who string) (Signup, error) {
	ev, s, err := d.waiter(ctx, id, who, placeOffered)
	if err != nil {
		return Signup{}, err
	}
	return d.setPlace(ctx, ev, s, actExpire, place{State: placeLapsed})
}

// waiter finds an entry of the list whose place is in one of some states.
func (d *Desk) waiter(ctx context.Context, id, who string, states ...string) (event.Event, signup, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, signup{}, err
	}
	all, err := d.signups(ctx, ev)
	if err != nil {
		return ev, signup{}, err
	}
	s, err := found(all, who)
	if err == nil && !slices.Contains(states, s.Place.State) {
		what := map[string]string{placeWaiting: "they wait for one", placeLapsed: "the offer has lapsed"}[s.Place.State]
		if what == "" {
			what = "they have one"
		}
		err = fault.New(fault.Conflict, "this cannot be done with their place: "+what, "`daykit signups` shows where everybody stands")
	}
	return ev, s, err
}

func (d *Desk) setPlace(ctx context.Context, ev event.Event, s signup, label string, p place) (Signup, error) {
	s.Place = p
	fields := map[string]json.RawMessage{fieldPlace: raw(p)}
	if err := d.write(ctx, string(ev.ID), label, sets(entityGuest, string(ev.ID)+"/"+s.ID, fields)...); err != nil {
		return Signup{}, err
	}
	words, err := d.placeWords(ctx, ev)
	return d.signupView(ev, words, s, ""), err
}

// placeWords are the fixed words of an event, with which of them its speakers have read.
type placeWords struct {
	pack   *content.Pack
	proofs []content.Proof
}

func (d *Desk) placeWords(ctx context.Context, ev event.Event) (w placeWords, err error) {
	if w.pack, err = d.packOf(ctx, string(ev.ID)); err != nil {
		return w, err
	}
	w.proofs, err = d.proofs(ctx, string(ev.ID))
	return w, err
}

// offerKeys are the phrases of an offer.
var offerKeys = []string{"place.offer", "place.until"}

// offer is what to tell somebody to whom a place is offered, in their language where the
// phrases are there in it, be they read by a speaker or not, else in English; state says
// which of these it is. It says nothing of where the event is.
func (w placeWords) offer(ev event.Event, s signup) (text, lang string, state content.State) {
	if s.Lang == "" || s.Lang == "en" {
		return offerIn(w.pack, ev, s, "en"), "en", content.Reviewed
	}
	state = w.pack.State(s.Lang, offerKeys...)
	if state == content.Missing {
		return offerIn(w.pack, ev, s, "en"), "en", state
	}
	if w.pack.Confirmed(w.proofs, s.Lang, offerKeys) {
		state = content.Reviewed
	}
	return offerIn(w.pack, ev, s, s.Lang), s.Lang, state
}

func offerIn(pack *content.Pack, ev event.Event, s signup, lang string) string {
	title, _ := ev.Title.In(lang, mainLang(ev), "en")
	words := func(key string, pairs ...string) string {
		text, _ := pack.Phrase(key, lang)
		return strings.NewReplacer(pairs...).Replace(text)
	}
	return fmt.Sprintf("%s %s",
		words("place.offer", "{title}", title, "{date}", locale.LongDate(lang, ev.Date)),
		words("place.until", "{date}", locale.LongDate(lang, s.Place.Until)))
}
