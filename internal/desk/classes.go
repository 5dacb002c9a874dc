package desk

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/feedback"
)

// classes says who may read each field of each entity: it is the table of
// docs/privacy.md, and what a field is written under. Names of people are roster,
// of guests and of the crew alike; ways to reach them are contact. What an event
// says of itself is work until it is published, which writes a page of its own.
var classes = map[string]map[string]oplog.Class{
	entityEvent: under(oplog.Work, "title", "group", "date", "start", "end", "timezone", "venue", "languages", "theme",
		"activities", "capacity", "expected", "voices", "gcm_objectives", "texts", "article1", "signup", "programme",
		"photo", "delete_after", "signup_page", "feedback_page", fieldBegun, fieldDeleted),
	entityDuties:  under(oplog.Work, questions()...),
	entityTask:    with(under(oplog.Work, "title", "due", "days", "pinned", "done", fieldDeleted), oplog.Roster, "who"),
	entityMoney:   under(oplog.Work, "kind", "what", "budget", "actual", "note", fieldDeleted),
	entityVenue:   under(oplog.Work, "answer", "note", fieldSince),
	entityHolder:  under(oplog.Contact, "contact"),
	entityReceipt: under(oplog.Work, "line", "file", fieldDeleted),
	entityRisk: with(under(oplog.Work, "what", "hurt", "likelihood", "severity", "measure", "done", "for", "basis", fieldSince, fieldDeleted),
		oplog.Roster, "owner"),
	entityDoer:     under(oplog.Roster, "who"),
	entityGuard:    under(oplog.Work, append(guardAdvice(), "quiet_room", "steps")...),
	entityPost:     under(oplog.Work, "place", "what", "crew", fieldDeleted),
	entityWatch:    under(oplog.Contact, "code_word", "police"),
	entityCarer:    with(under(oplog.Roster, "for", "name", fieldDeleted), oplog.Contact, "phone"),
	entityTemplate: under(oplog.Work, templateParts()...),
	entityPacking:  under(oplog.Work, "kind", "what", "amount", "from", "done", "for", "basis", "offered", fieldDeleted),
	entityPhrase:   under(oplog.Work, "text", "of"),
	entityProof:    with(under(oplog.Work, "lang", "date", "of"), oplog.Roster, "by"),
	entityGuest: with(under(oplog.Roster, "name", "lang", "org", "party", fieldVia, fieldPlace, fieldMerged, fieldDeleted),
		oplog.Contact, "email", "phone", "notes", "url", fieldTicks),
	entityCrew:   with(under(oplog.Roster, "name", "roles", "languages", fieldDeleted), oplog.Contact, "contact"),
	entityShift:  under(oplog.Work, "role", "day", "from", "to", "need", fieldDeleted),
	entityTurn:   under(oplog.Work, fieldOn),
	entityLetter: under(oplog.Work, "why", "sealed"),
	entityWalkIn: under(oplog.Roster, "name"),
	entityVoice:  under(oplog.Work, "name_form", "scope", "given", "expires", "withdrawn", "reason", "form", fieldDeleted),
	entityVoiceWords: with(under(oplog.Roster, "credit", "role", "organisation", "year", "lang", "quote", "topics", "translations"),
		oplog.Contact, "person", "withdraw_to", "buddy", "stop_word", "call_after"),
	entityVoiceForm:   under(oplog.Contact, "jpeg"),
	entityPhotograph:  under(oplog.Work, "people", "how", "on", "children", "uses", "until", "withdrawn", "added", "w", "h", "erased", fieldDeleted),
	entityPhotoWords:  under(oplog.Roster, "caption", "alt", "lang", "credit", "by"),
	entityPhotoBytes:  under(oplog.Contact, "one", "two"),
	entityForm:        under(oplog.Work, append(ticked(), "n", "lang", "may_quote", "quote", "via", fieldDeleted)...),
	entityWords:       under(oplog.Roster, "words"),
	entityPile:        under(oplog.Work, "n", "forms", "counts", "blank", fieldDeleted),
	entityDebrief:     under(oplog.Roster, feedback.CrewNumbers, feedback.CrewWorked, feedback.CrewMissing, feedback.CrewSpeakers),
	entityConcern:     under(oplog.Contact, feedback.CrewConcern),
	entityTold:        under(oplog.Work, "learned", "next", "thanks", "without"),
	entityDay:         under(oplog.Work, "children", "adults", "heard", "volunteers", "minutes", "posters_up", "posters_down"),
	wire.EntityPage:   under(oplog.Public, wire.FieldPage),
	wire.EntityReport: under(oplog.Report, wire.FieldTotals, wire.FieldPart),
	entitySend:        under(oplog.Work, fieldTick),
}

// facts are the kinds of facts. All are work, and none may carry a name or a way to
// reach somebody: facts are never erased, so they speak of people by opaque ids.
var facts = []string{factArrive, factWalkIn, factPrint, factAudit, factErased, factAnswer, factWish, factTwo, factPicture, factMark, factGiven}

func under(c oplog.Class, fields ...string) map[string]oplog.Class {
	return with(map[string]oplog.Class{}, c, fields...)
}

func with(m map[string]oplog.Class, c oplog.Class, fields ...string) map[string]oplog.Class {
	for _, f := range fields {
		m[f] = c
	}
	return m
}

// sets gives fields of an entity new values, one change for each class among them.
// A field that is not in the table is a mistake of the program.
func sets(entity, id string, fields map[string]json.RawMessage) []store.Change {
	byClass := map[oplog.Class]map[string]json.RawMessage{}
	for f, v := range fields {
		c, ok := classes[entity][f]
		if !ok {
			panic(fmt.Sprintf("internal error: %s.%s has no class", entity, f))
		}
		if byClass[c] == nil {
			byClass[c] = map[string]json.RawMessage{}
		}
		byClass[c][f] = v
	}
	var out []store.Change
	for _, c := range slices.Sorted(maps.Keys(byClass)) {
		out = append(out, store.SetChange{Class: c, Entity: entity, ID: id, Fields: byClass[c]})
	}
	return out
}
