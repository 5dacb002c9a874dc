package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// What is known of an event's venue. A fact that nobody has asked about has no answer,
// which is not a no.
const (
	entityVenue  = "venue"  // a fact or an answered question; id: EVENT/ITEM
	entityHolder = "holder" // who holds the key, and how to reach them; id: EVENT/keys, and after an erasure EVENT/keys/N
)

const actVenue = "venue"

// fieldSince is the day of an earlier event, of something that came with a copy of it.
const fieldSince = "since"

// The answers about a venue.
const (
	AnswerYes     = "yes"
	AnswerNo      = "no"
	AnswerUnknown = ""
)

// MaxVenueNote is the longest note about a venue, in characters.
const MaxVenueNote = 300

// The kinds of what is asked about a venue; each begins the ids of its items.
const (
	venueFeature  = "feature"  // of event.AccessFeatures: a yes is printed and published
	venueQuestion = "question" // of plan.NeedsOf: asked of the venue
	venueFact     = "fact"     // for the group alone
)

// itemKeys is who holds the key.
const itemKeys = venueFact + ".keys"

// venueFacts are what the group wants to know besides, in the order of the form. The list
// is our own default. Those that are told in words alone have no yes or no.
var venueFacts = []struct {
	id, label string
	words     bool
}{
	{"capacity", "How many people the room holds", true},
	{"opening", "When the venue is open, and from when we may set up", true},
	{"keys", "Who holds the key, and how to reach them", true},
	{"transport", "How to come by bus, train, bicycle and car", true},
	{"kitchen", "A kitchen that we may use", false},
	{"lighting", "Light that can be made brighter and softer", false},
}

// storedVenue is what the log keeps of an item.
type storedVenue struct {
	Answer string `json:"answer"`
	Note   string `json:"note"`
	Since  string `json:"since"` // it came with a copy from the event of this day, and is to be asked again
}

// VenueItem is a fact about the venue, or a question to ask there.
type VenueItem struct {
	ID      string `json:"id"`      // its kind, a point and a name: feature.step-free
	Label   string `json:"label"`   // in English, for the command line
	Words   bool   `json:"words"`   // it is told in the note, without yes or no
	Answer  string `json:"answer"`  // yes, no, or empty while it is not known
	Note    string `json:"note"`    // empty while the keys are locked, of who holds the key
	Feature string `json:"feature"` // of a question: the item that it is about, or empty
	Doubt   bool   `json:"doubt"`   // of a feature: it is a yes, and an answered question says no
	Since   string `json:"since"`   // the day of an earlier event of which it was true: ask again; else empty
}

// VenueView is what is known of a venue.
type VenueView struct {
	Features  []VenueItem `json:"features"`
	Questions []VenueItem `json:"questions"`
	Facts     []VenueItem `json:"facts"`
	Unknown   int         `json:"unknown"` // features and questions without an answer
	Basis     string      `json:"basis"`   // where the questions come from
}

// Venue gives what is known of the venue of an event.
func (d *Desk) Venue(ctx context.Context, id string) (VenueView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return VenueView{}, err
	}
	kept, err := d.venueAnswers(ctx, ev.ID)
	if err != nil {
		return VenueView{}, err
	}
	out := VenueView{Features: []VenueItem{}, Questions: []VenueItem{}, Facts: []VenueItem{}}
	for _, q := range venueQuestions() {
		item := itemOf(kept, venueQuestion, q.ID, q.Text)
		if q.Feature != "" {
			item.Feature = venueFeature + "." + q.Feature
		}
		out.Questions = append(out.Questions, item)
		out.Basis = q.Basis
	}
	for _, a := range event.AccessFeatures() {
		out.Features = append(out.Features, d.featureItem(kept, ev, a, out.Questions))
	}
	for _, f := range venueFacts {
		item := itemOf(kept, venueFact, f.id, f.label)
		item.Words = f.words
		out.Facts = append(out.Facts, item)
	}
	for _, item := range slices.Concat(out.Features, out.Questions) {
		if item.Answer == AnswerUnknown {
			out.Unknown++
		}
	}
	return out, nil
}

// venueQuestions are those that are asked at every venue.
func venueQuestions() []plan.Question { return plan.NeedsOf(nil, plan.Request{}).Access }

func itemOf(kept map[string]storedVenue, kind, name, label string) VenueItem {
	id := kind + "." + name
	return VenueItem{ID: id, Label: label, Answer: kept[id].Answer, Note: kept[id].Note, Since: kept[id].Since}
}

// featureItem is a feature as the event's document has it: what is printed and published
// is a yes, whatever was answered here before.
func (d *Desk) featureItem(kept map[string]storedVenue, ev event.Event, a event.Access, questions []VenueItem) VenueItem {
	label, _ := d.pack().Phrase("access."+string(a), "en")
	item := itemOf(kept, venueFeature, string(a), label)
	switch {
	case slices.Contains(ev.Venue.Access, a):
		item.Answer = AnswerYes
		item.Doubt = slices.ContainsFunc(questions, func(q VenueItem) bool { return q.Feature == item.ID && q.Answer == AnswerNo })
	case item.Answer == AnswerYes:
		item.Answer = AnswerUnknown
	}
	return item
}

// venueAnswers are those that were given, by item.
func (d *Desk) venueAnswers(ctx context.Context, id event.ID) (map[string]storedVenue, error) {
	rows, err := d.store.Entities(ctx, entityVenue, string(id)+"/")
	if err != nil {
		return nil, err
	}
	out := map[string]storedVenue{}
	for _, r := range rows {
		var v storedVenue
		if err := decodeFields(r.Fields, &v); err != nil {
			return nil, err
		}
		if v.Answer != AnswerYes && v.Answer != AnswerNo {
			v.Answer = AnswerUnknown
		}
		out[strings.TrimPrefix(r.ID, string(id)+"/")] = v
	}
	key, err := d.holderID(ctx, id)
	if err != nil {
		return nil, err
	}
	holder, err := d.store.Entity(ctx, entityHolder, key)
	if err != nil && fault.CodeOf(err) != fault.Locked {
		return nil, err
	}
	var contact string
	if raw, ok := holder["contact"]; ok && json.Unmarshal(raw, &contact) == nil {
		out[itemKeys] = storedVenue{Note: contact}
	}
	return out, nil
}

// holderID is where it is kept who holds the key.
func (d *Desk) holderID(ctx context.Context, id event.ID) (string, error) {
	return d.freshID(ctx, entityHolder, string(id)+"/keys")
}

// AnswerVenue says what is known of an item: yes, no, or nothing, with a note. A yes of a
// feature is printed and published with the event's next publishing. An answered question
// decides the feature that it is about: one no makes it a no, and a yes to all makes it
// a yes. All of it is one act.
func (d *Desk) AnswerVenue(ctx context.Context, id, item, answer, note string) (VenueView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return VenueView{}, err
	}
	v, err := d.Venue(ctx, id)
	if err != nil {
		return VenueView{}, err
	}
	was, err := v.find(item)
	if err != nil {
		return VenueView{}, err
	}
	now := storedVenue{Answer: answer, Note: strings.TrimSpace(note)}
	if err := now.check(was); err != nil {
		return VenueView{}, err
	}
	if now == (storedVenue{was.Answer, was.Note, was.Since}) {
		return v, nil // a fact of another year is answered anew by saying the same
	}
	holder, err := d.holderID(ctx, ev.ID)
	if err != nil {
		return VenueView{}, err
	}
	changes, err := v.changes(ev, was, now, holder)
	if err != nil {
		return VenueView{}, err
	}
	if err := d.write(ctx, string(ev.ID), actVenue, changes...); err != nil {
		return VenueView{}, err
	}
	return d.Venue(ctx, id)
}

func (v VenueView) find(id string) (VenueItem, error) {
	for _, item := range slices.Concat(v.Features, v.Questions, v.Facts) {
		if item.ID == id {
			return item, nil
		}
	}
	return VenueItem{}, fault.New(fault.NotFound, fmt.Sprintf("nothing is asked about a venue as %q", id), "`daykit venue EVENT` lists what is")
}

func (s storedVenue) check(of VenueItem) error {
	switch {
	case s.Answer != AnswerYes && s.Answer != AnswerNo && s.Answer != AnswerUnknown:
		return fault.Invalidf("say yes, no, or nothing while it is not known", "answer: %q is not an answer", s.Answer)
	case of.Words && s.Answer != AnswerUnknown:
		return fault.Invalidf("write it as the note", "answer: %s is told in words", of.ID)
	case !shortText(s.Note, MaxVenueNote):
		return fault.Invalidf("", "note: at most %d characters", MaxVenueNote)
	}
	return nil
}

// changes are what one answer changes: its item, and what follows for a feature. Who holds
// the key is kept as holder.
func (v VenueView) changes(ev event.Event, was VenueItem, now storedVenue, holder string) ([]store.Change, error) {
	if was.ID == itemKeys {
		return sets(entityHolder, holder, map[string]json.RawMessage{"contact": raw(now.Note)}), nil
	}
	out := setVenue(ev.ID, was.ID, storedVenue{was.Answer, was.Note, was.Since}, now)
	feature, answer := was.ID, now.Answer
	if was.Feature != "" {
		feature, answer = was.Feature, v.follows(was, now.Answer)
		if f, err := v.find(feature); err == nil && f.Answer != answer {
			out = append(out, setVenue(ev.ID, feature, storedVenue{f.Answer, f.Note, f.Since}, storedVenue{answer, f.Note, ""})...)
		}
	}
	name, isFeature := strings.CutPrefix(feature, venueFeature+".")
	if !isFeature {
		return out, nil
	}
	next := ev
	next.Venue.Access = withAccess(ev.Venue.Access, event.Access(name), answer == AnswerYes)
	fields, err := changedFields(ev, next)
	return append(out, sets(entityEvent, string(ev.ID), fields)...), err
}

// follows is what an answer to a question makes of its feature.
func (v VenueView) follows(question VenueItem, answer string) string {
	all, some := true, false
	for _, q := range v.Questions {
		if q.Feature != question.Feature {
			continue
		}
		if q.ID == question.ID {
			q.Answer = answer
		}
		all, some = all && q.Answer == AnswerYes, some || q.Answer == AnswerNo
	}
	f, _ := v.find(question.Feature)
	switch {
	case some:
		return AnswerNo
	case all:
		return AnswerYes
	case question.Answer == AnswerNo: // it was a no because of this one
		return AnswerUnknown
	}
	return f.Answer
}

func setVenue(id event.ID, item string, was, now storedVenue) []store.Change {
	before := map[string]json.RawMessage{"answer": raw(was.Answer), "note": raw(was.Note), fieldSince: raw(was.Since)}
	after := map[string]json.RawMessage{"answer": raw(now.Answer), "note": raw(now.Note), fieldSince: raw(now.Since)}
	return sets(entityVenue, string(id)+"/"+item, differ(before, after))
}

// withAccess gives the features with one more or less, in the order of the list.
func withAccess(have []event.Access, a event.Access, has bool) []event.Access {
	out := []event.Access{}
	for _, f := range event.AccessFeatures() {
		if f == a && has || f != a && slices.Contains(have, f) {
			out = append(out, f)
		}
	}
	return out
}
