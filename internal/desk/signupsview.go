package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

// settingSeen, with the event's id after it, is the time of the latest letter that
// somebody at this laptop has looked at.
const settingSeen = "signups.seen."

// Signup is an entry of the list of sign-ups.
type Signup struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"` // empty of who wants to be counted and not named
	Lang    string   `json:"lang"`
	Party   int      `json:"party"`
	Contact string   `json:"contact"`
	Ticks   []string `json:"ticks"`
	Page    bool     `json:"page"`  // signed up on the page, and not put on the list by hand
	Came    string   `json:"came"`  // RFC 3339, when the letter was taken in; empty of those put there by hand
	New     bool     `json:"new"`   // since somebody last looked, at this laptop
	Place   string   `json:"place"` // empty: has one; waiting, offered, accepted or lapsed
	Until   string   `json:"until"` // of an offer, its last day
	Late    bool     `json:"late"`  // that day is over, and nobody has said what came of it

	Words      string `json:"words"`       // of an offer: what to tell them
	WordsLang  string `json:"words_lang"`  // that Words are in
	WordsDir   string `json:"words_dir"`   // ltr or rtl
	WordsState string `json:"words_state"` // reviewed; unreviewed or stale: no speaker has read them; missing: English stands in
	English    string `json:"english"`     // the same in English, where Words are in another language
}

// SignupPair is two entries with one contact, which may be one person.
type SignupPair struct {
	A    Signup `json:"a"` // stands for both if they are merged
	B    Signup `json:"b"`
	Sure bool   `json:"sure"` // the names are the same as well
}

// Wish is how many sign-ups chose something, in the words of the fixed phrases.
type Wish struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// UnopenedLetter is a sign-up that came and does not open.
type UnopenedLetter struct {
	ID  string `json:"id"`
	Why string `json:"why"` // no-key, newer, unclear, readdressed or crowded

	Words string `json:"words"` // in English, for the command line
}

// SignupPageState is what the public page says of signing up, as it was last published.
type SignupPageState struct {
	Published bool              `json:"published"`
	Sent      bool              `json:"sent"`   // a version of it came to the server: people can open it
	Takes     bool              `json:"takes"`  // it has a sign-up
	Behind    bool              `json:"behind"` // what is chosen here is not what it says
	State     string            `json:"state"`
	Note      map[string]string `json:"note"`
	Until     string            `json:"until"`   // RFC 3339; no sign-up is taken after it
	Address   string            `json:"address"` // as it is typed

	Feedback FeedbackPageState `json:"feedback"`
}

// Signups is all that the room of an event's sign-ups shows.
type Signups struct {
	Capacity int `json:"capacity"` // people; 0 is no limit
	People   int `json:"people"`   // who have a place
	Offered  int `json:"offered"`  // people for whom a place is held
	Waiting  int `json:"waiting"`  // people who wait
	Free     int `json:"free"`     // places; 0 without a limit
	New      int `json:"new"`      // entries since somebody last looked

	Entries  []Signup         `json:"entries"` // who have a place, the latest first
	Queue    []Signup         `json:"queue"`   // who wait, were offered a place or let it lapse, in the order of arrival
	Pairs    []SignupPair     `json:"pairs"`
	Food     []Wish           `json:"food"`
	Access   []Wish           `json:"access"`
	Unopened []UnopenedLetter `json:"unopened"`
	Page     SignupPageState  `json:"page"`
}

// Signups lists who signed up, who waits, what they chose and what does not open. Whoever
// calls it gets to see contacts, which the audit trail says.
func (d *Desk) Signups(ctx context.Context, id string) (Signups, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Signups{}, err
	}
	all, err := d.signups(ctx, ev)
	if err != nil {
		return Signups{}, err
	}
	if slices.ContainsFunc(all, func(s signup) bool { return s.Email+s.Phone+s.Notes != "" }) {
		if err := d.contactsOpened(ctx, string(ev.ID)); err != nil {
			return Signups{}, err
		}
	}
	words, err := d.placeWords(ctx, ev)
	if err != nil {
		return Signups{}, err
	}
	seen, err := d.store.Setting(ctx, settingSeen+string(ev.ID))
	if err != nil {
		return Signups{}, err
	}
	out := Signups{Capacity: ev.Capacity, Entries: []Signup{}, Queue: []Signup{}, Pairs: []SignupPair{}}
	for _, s := range standing(all) {
		out.add(s, d.signupView(ev, words, s, seen))
	}
	slices.Reverse(out.Entries)
	if ev.Capacity > 0 {
		out.Free = max(0, ev.Capacity-out.People-out.Offered)
	}
	pairs, err := d.pairs(ctx, ev, all)
	if err != nil {
		return Signups{}, err
	}
	for _, p := range pairs {
		if better(p.b, p.a) {
			p.a, p.b = p.b, p.a
		}
		out.Pairs = append(out.Pairs, SignupPair{A: d.signupView(ev, words, p.a, seen), B: d.signupView(ev, words, p.b, seen), Sure: p.sure})
	}
	return out, d.about(ctx, ev, words.pack, &out)
}

// add puts an entry into its list and counts it.
func (o *Signups) add(s signup, v Signup) {
	if v.New {
		o.New++
	}
	if s.Place.has() {
		o.People += s.People()
		o.Entries = append(o.Entries, v)
		return
	}
	o.Queue = append(o.Queue, v)
	switch s.Place.State {
	case placeOffered:
		o.Offered += s.People()
	case placeWaiting:
		o.Waiting += s.People()
	}
}

// about adds what the room shows beside the entries.
func (d *Desk) about(ctx context.Context, ev event.Event, pack *content.Pack, out *Signups) error {
	food, access, err := d.wishes(ctx, ev)
	if err != nil {
		return err
	}
	features := make([]string, 0, len(event.SignupAccess()))
	for _, a := range event.SignupAccess() {
		features = append(features, string(a))
	}
	out.Food = wishList(pack, "food.", event.SignupFood(), food)
	out.Access = wishList(pack, "access.", features, access)
	if out.Unopened, err = d.unopened(ctx, string(ev.ID)); err != nil {
		return err
	}
	out.Page, err = d.signupPageState(ctx, ev)
	return err
}

func wishList(pack *content.Pack, prefix string, ids []string, counts map[string]int) []Wish {
	out := []Wish{}
	for _, id := range ids {
		if n := counts[id]; n > 0 {
			label, _ := pack.Phrase(prefix+id, "en")
			out = append(out, Wish{ID: id, Label: label, Count: n})
		}
	}
	return out
}

// signupView is an entry as it is shown; seen is the setting settingSeen.
func (d *Desk) signupView(ev event.Event, words placeWords, s signup, seen string) Signup {
	v := Signup{
		ID: s.ID, Name: s.Name, Lang: s.Lang, Party: s.People(), Contact: strings.TrimSpace(s.Phone + " " + s.Email),
		Ticks: append([]string{}, s.Ticks...), Page: s.Via == viaPage, Place: s.Place.State, Until: s.Place.Until,
	}
	if v.Page {
		v.Came = s.came.HLC.Time().UTC().Format(time.RFC3339)
		v.New = s.came.HLC > seenAt(seen)
	}
	if s.Place.State == placeOffered {
		v.Late = s.Place.Until < d.today(ev)
		var state content.State
		v.Words, v.WordsLang, state = words.offer(ev, s)
		v.WordsState = string(state)
		if v.WordsLang != "en" {
			v.English = offerIn(words.pack, ev, s, "en")
		}
		if l, ok := locale.Lookup(v.WordsLang); ok {
			v.WordsDir = string(l.Dir)
		}
	}
	return v
}

func seenAt(setting string) oplog.HLC {
	n, err := strconv.ParseUint(setting, 10, 64)
	if err != nil {
		return 0 // nobody has looked
	}
	return oplog.HLC(n)
}

// newSignups counts the letters since somebody last looked, without opening any.
func (d *Desk) newSignups(ctx context.Context, key string) (int, error) {
	came, err := d.store.Stamps(ctx, entityGuest, key+"/", fieldVia)
	if err != nil || len(came) == 0 {
		return 0, err
	}
	seen, err := d.store.Setting(ctx, settingSeen+key)
	n := 0
	for _, s := range came {
		if s.HLC > seenAt(seen) {
			n++
		}
	}
	return n, err
}

// SeenSignups says that somebody at this laptop has looked at all that came so far.
func (d *Desk) SeenSignups(ctx context.Context, id string) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	came, err := d.store.Stamps(ctx, entityGuest, string(ev.ID)+"/", fieldVia)
	if err != nil {
		return err
	}
	var last oplog.HLC
	for _, s := range came {
		last = max(last, s.HLC)
	}
	key := settingSeen + string(ev.ID)
	seen, err := d.store.Setting(ctx, key)
	if err != nil || seenAt(seen) >= last {
		return err
	}
	return d.store.SetSetting(ctx, key, strconv.FormatUint(uint64(last), 10))
}

// unopenedWords say why a letter does not open, and what to do.
var unopenedWords = map[string]string{
	whyNoKey:   "it is sealed for a key that is not here, or was damaged on the way; sync on the laptop that published the page",
	whyNewer:   "a newer Daykit sealed it; update Daykit and sync",
	whyUnclear: "it holds no sign-up; somebody may be sending rubbish",
	whyForged:  "it was sent under another number than it says; somebody may have sent a copy",
	whyCrowded: "too many that do not open have come; somebody may be sending rubbish",
}

func (d *Desk) unopened(ctx context.Context, key string) ([]UnopenedLetter, error) {
	rows, err := d.store.Entities(ctx, entityLetter, key+"/")
	if err != nil {
		return nil, err
	}
	onList, err := d.store.Stamps(ctx, entityGuest, key+"/", fieldVia)
	out := []UnopenedLetter{}
	for _, r := range rows {
		if _, opened := onList[r.ID]; opened {
			continue // it goes once what was in it is at the server
		}
		var kept asideLetter
		if err := decodeFields(r.Fields, &kept); err != nil {
			return nil, err
		}
		out = append(out, UnopenedLetter{ID: strings.TrimPrefix(r.ID, key+"/"), Why: kept.Why, Words: unopenedWords[kept.Why]})
	}
	return out, err
}

// signupPageState reads what the published page says, and whether it is behind.
func (d *Desk) signupPageState(ctx context.Context, ev event.Event) (SignupPageState, error) {
	out := SignupPageState{State: event.SignupOpen, Note: map[string]string{}, Feedback: d.feedbackPageState(ev, wire.Page{})}
	have, err := d.page(ctx, string(ev.ID))
	if err != nil {
		return out, err
	}
	if _, out.Address, _, err = d.address(ctx, ev.ID); err != nil || len(have) == 0 {
		return out, err
	}
	out.Published = true
	there, err := d.store.DeliveredEntities(ctx)
	if err != nil {
		return out, err
	}
	out.Sent = there[wire.EntityPage+"/"+string(ev.ID)]
	var page wire.Page
	if err := json.Unmarshal(have, &page); err != nil || page.Signup == nil {
		out.Behind = true
		return out, nil //nolint:nilerr // a page of an older program, which knew no sign-up
	}
	out.Takes, out.State, out.Feedback = true, page.Signup.State, d.feedbackPageState(ev, page)
	for lang, note := range page.Signup.Note {
		out.Note[lang] = note
	}
	var s wire.Statement
	if err := json.Unmarshal([]byte(page.Signup.Statement.Statement), &s); err != nil {
		out.Behind = true
		return out, nil //nolint:nilerr // it is made anew when the page is published again
	}
	out.Until = s.NotAfter
	voice, err := d.pageVoice(ctx, ev)
	out.Behind = err != nil || d.behind(ev, page, s) || !sameVoice(voice, page.Voice)
	return out, nil //nolint:nilerr // a voice that may not stand there is refused when the page is published
}

// behind says whether the page asks something else than what is chosen, says another
// state of the sign-up, or is listed otherwise.
func (d *Desk) behind(ev event.Event, page wire.Page, s wire.Statement) bool {
	until, err := ev.EndsBy()
	if err != nil || s.NotAfter != until.Format(time.RFC3339) || page.Signup.State != ev.SignupPage.StateOrOpen() ||
		page.Listed != isListed(ev) || !asksAsChosen(ev, page) {
		return true
	}
	return !sameJSON(wire.Raw(s.Ask), wire.Raw(asked(ev))) ||
		!sameJSON(raw(event.Text(page.Signup.Note).Filled()), raw(ev.SignupPage.Note.Filled()))
}
