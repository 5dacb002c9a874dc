package desk

import (
	"encoding/json"
	"maps"
	"slices"
)

// fieldNames says in English what the fields of things are, for the command line; the window
// has words of its own.
var fieldNames = map[string]map[string]string{
	entityEvent: {
		"title": "title", "group": "group", "date": "date", "start": "start", "end": "end", "timezone": "time zone",
		"venue": "place", "languages": "languages", "theme": "theme", "activities": "activities", "capacity": "how many have room",
		"expected": "people expected", "voices": "voices", "gcm_objectives": "objectives of the Global Compact",
		"texts": "texts", "article1": "languages of the Article 1 poster", "signup": "sign-up sheet",
		"programme": "running order", "photo": "photo", "delete_after": "days until names are deleted",
		"signup_page": "sign-up page",
		fieldDeleted:  "deleted",
	},
	entityTask:   {"title": "what is to be done", "due": "due date", "done": "done", "who": "who does it", fieldDeleted: "taken off the list"},
	entityPhrase: {"text": "words", "of": "words they translate"},
	entityProof:  {"lang": "language", "date": "date", "of": "words", "by": "who confirmed it"},
	entityGuest: {
		"name": "name", "lang": "language", "org": "group", "party": "people", "email": "e-mail", "phone": "phone",
		"notes": "notes", "url": "personal link", fieldDeleted: "taken off the list",
		fieldVia: "how they signed up", fieldPlace: "place", fieldMerged: "who they are as well", fieldTicks: "ticks",
	},
	entityLetter: {"why": "why it does not open", "sealed": "what it holds"},
	entityWalkIn: {"name": "name"},
}

// thingNames says what the things are.
var thingNames = map[string]string{
	entityEvent: "event", entityTask: "task", entityPhrase: "translated words", entityProof: "proof",
	entityGuest: "guest", entityWalkIn: "walk-in", entityLetter: "sign-up that does not open",
}

// fieldWords says what a field is, such as "task: due date".
func fieldWords(entity, field string) string {
	thing, known := thingNames[entity]
	if !known {
		return entity + ": " + field // of a newer program
	}
	name, known := fieldNames[entity][field]
	if !known {
		name = field
	}
	return thing + ": " + name
}

func sortedKeys(all ...map[string]json.RawMessage) []string {
	keys := map[string]bool{}
	for _, m := range all {
		for k := range m {
			keys[k] = true
		}
	}
	return slices.Sorted(maps.Keys(keys))
}
