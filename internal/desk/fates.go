package desk

import (
	"encoding/json"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
)

// Why something of an event is left out of a copy and of a template. The window has words
// for each.
const (
	leftPeople  = "people"  // names, and ways to reach people: a new event asks its people anew
	leftRecords = "records" // what happened: prints, check-ins, proofs, pages, numbers, letters
	leftPapers  = "papers"  // receipts
	leftPhotos  = "photos"  // consent was given for then
	leftSaid    = "said"    // what people said of the event, on forms and afterwards
	leftGroup   = "group"   // it is the group's and no event's: every event has it
)

// fate is what becomes of an entity when its event is copied, and when its event is purged.
type fate struct {
	// take puts what an event has of the entity into an outline. It is handed fields of the
	// class work alone, so names and contacts cannot come along. It is nil for what is left
	// out, and left says why.
	take func(*outlining, []store.Row) error
	left string

	// purged is for what names people or may: a purge erases all of it. It is told of every
	// entity that has a field of the classes roster or contact, by a test; for those that are
	// kept stays says why.
	purged bool
	stays  string
}

// fates lists every entity of the table of classes. A new entity needs a row: nothing is
// copied, and nothing is purged, that nobody has thought of.
func fates() map[string]fate {
	return map[string]fate{
		entityEvent:   {take: takeEvent},
		entityDuties:  {take: takeDuties},
		entityTask:    {take: takeTasks, stays: "who does a task is an entity of its own; a task that an older Daykit wrote it into is erased"},
		entityMoney:   {take: takeMoney},
		entityVenue:   {take: takeVenue},
		entityRisk:    {take: takeRisks, stays: "who sees to a risk is an entity of its own; a risk that an older Daykit wrote it into is erased"},
		entityPhrase:  {take: takePhrases},
		entityShift:   {take: takeShifts},
		entityPacking: {take: takePacking},
		entityHolder:  {left: leftPeople, purged: true},
		entityReceipt: {left: leftPapers},
		entityProof:   {left: leftRecords, purged: true},
		entityGuest:   {left: leftPeople, purged: true},
		entityCrew:    {left: leftPeople, purged: true},
		entityTurn:    {left: leftPeople}, // opaque ids; those of the crew go with them
		entityLetter:  {left: leftRecords, purged: true},
		entityWalkIn:  {left: leftPeople, purged: true},
		entityDoer:    {left: leftPeople, purged: true},

		entityForm:    {left: leftSaid},
		entityWords:   {left: leftSaid, purged: true},
		entityPile:    {left: leftSaid},
		entityDebrief: {left: leftSaid, purged: true},
		entityConcern: {left: leftSaid, purged: true},
		entityDay:     {left: leftSaid},
		entityTold:    {left: leftSaid},

		entityVoice:      {left: leftGroup},
		entityVoiceWords: {left: leftGroup, stays: "people agreed until when it may be used; `daykit voices withdraw --forget` erases it"},
		entityVoiceForm:  {left: leftGroup, stays: "it is the proof of that consent"},

		entityPhotograph: {left: leftPhotos},
		entityPhotoWords: {left: leftPhotos, stays: "people adds those that are due; the record of the others says until when they may be kept"},
		entityPhotoBytes: {left: leftPhotos, stays: "as their words do"},

		entityTemplate: {left: leftGroup},

		entityGuard: {take: takeGuard},
		entityPost:  {take: takePosts},
		entityWatch: {left: leftPeople, purged: true},
		entityCarer: {left: leftPeople, purged: true},

		wire.EntityPage:   {left: leftRecords},
		wire.EntityReport: {left: leftRecords},
		entitySend:        {left: leftRecords}, // by opaque ids
	}
}

// workOnly gives rows without every field that is not of the class work.
func workOnly(entity string, rows []store.Row) []store.Row {
	out := make([]store.Row, 0, len(rows))
	for _, r := range rows {
		fields := map[string]json.RawMessage{}
		for f, v := range r.Fields {
			if classes[entity][f] == oplog.Work {
				fields[f] = v
			}
		}
		if len(fields) > 0 {
			out = append(out, store.Row{ID: r.ID, Fields: fields})
		}
	}
	return out
}

// personal reports whether an entity has a field that says who somebody is, or how to reach
// them.
func personal(entity string) bool {
	for _, c := range classes[entity] {
		if c == oplog.Roster || c == oplog.Contact {
			return true
		}
	}
	return false
}
