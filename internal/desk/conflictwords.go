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
		"signup_page": "sign-up page", "feedback_page": "asking how it was on the page",
		fieldBegun: "since when it is planned", fieldDeleted: "deleted",
	},
	entityTask: {
		"title": "what is to be done", "due": "due date", "days": "days before the event", "pinned": "whether the date stays",
		"done": "done", "who": "who does it", fieldDeleted: "taken off the list",
	},
	entityDuties: {
		"nation": "where in the United Kingdom", "alcohol": "alcohol", "late_hot_food": "hot food late at night", "tickets": "tickets",
		"hired_hall": "a hired hall", "licensed": "whether the venue's licence covers it",
	},
	entityMoney: {
		"kind": "kind", "what": "what it is for", "budget": "planned amount in pence", "actual": "actual amount in pence",
		"note": "note", fieldDeleted: "taken off the list",
	},
	entityVenue:   {"answer": "answer", "note": "note", fieldSince: "day of which it was true"},
	entityDoer:    {"who": "who does it"},
	entityHolder:  {"contact": "who holds the key"},
	entityReceipt: {"line": "line of money", "file": "picture", fieldDeleted: "taken off the line"},
	entityRisk: {
		"what": "what could go wrong", "hurt": "who could be hurt", "likelihood": "likelihood", "severity": "severity",
		"measure": "what is done about it", "owner": "who sees to it", "done": "done", "for": "activity that brings it",
		"basis": "where it comes from", fieldSince: "day from which it was taken", fieldDeleted: "taken off the sheet",
	},
	entityPacking: {
		"kind": "part of the list", "what": "what it is", "amount": "how many", "from": "where it comes from", "done": "done",
		"for": "activities that bring it", "basis": "source", "offered": "how many the numbers said", fieldDeleted: "taken off the list",
	},
	entityPost:  {"place": "place", "what": "what they do there", "crew": "who stands there", fieldDeleted: "taken off the plan"},
	entityWatch: {"code_word": "code word", "police": "police contact"},
	entityCarer: {"for": "for whom", "name": "name", "phone": "phone", fieldDeleted: "taken off the list"},
	entityGuard: {
		"quiet_room": "quiet room", "steps": "what to do", "did_police": "told the police", "did_decides": "who decides", "did_branding": "branding",
		"did_badges": "badges", "did_alone": "nobody alone", "did_rumours": "false stories", "did_care": "care contact",
	},
	entityTemplate: {
		"name": "name", "from": "day of the event", "event": "what the event is", "nation": "where in the United Kingdom", "tasks": "tasks",
		"shifts": "shifts", "money": "budget", "risks": "risks", "venue": "venue", "packing": "packing list", "phrases": "translated words", "posts": "places of the door plan",
		"guard": "door plan", fieldDeleted: "taken off the list",
	},
	entityPhrase: {"text": "words", "of": "words they translate"},
	entityProof:  {"lang": "language", "date": "date", "of": "words", "by": "who confirmed it"},
	entityGuest: {
		"name": "name", "lang": "language", "org": "group", "party": "people", "email": "e-mail", "phone": "phone",
		"notes": "notes", "url": "personal link", fieldDeleted: "taken off the list",
		fieldVia: "how they signed up", fieldPlace: "place", fieldMerged: "who they are as well", fieldTicks: "ticks",
	},
	entityCrew: {
		"name": "name", "roles": "what they do", "languages": "languages", "contact": "how to reach them", fieldDeleted: "taken off the crew",
	},
	entityShift: {
		"role": "what is done", "day": "day", "from": "begins", "to": "ends", "need": "people needed", fieldDeleted: "taken off the list",
	},
	entityTurn:   {fieldOn: "who takes it"},
	entitySend:   {fieldTick: "whether it is sent to the campaign"},
	entityLetter: {"why": "why it does not open", "sealed": "what it holds"},
	entityWalkIn: {"name": "name"},
	entityVoice: {
		"name_form": "how they are named", "scope": "what they agreed to", "given": "date of the consent", "expires": "last day of use",
		"withdrawn": "date of the withdrawal", "reason": "why it was withdrawn", "form": "photo of the signed form", fieldDeleted: "taken off the list",
	},
	entityVoiceWords: {
		"credit": "name", "role": "role", "organisation": "organisation", "year": "year", "lang": "language", "quote": "words",
		"topics": "topics", "translations": "translations", "person": "who it is", "withdraw_to": "whom they tell",
		"buddy": "who is beside them", "stop_word": "stop word", "call_after": "call afterwards",
	},
	entityVoiceForm: {"jpeg": "photo of the signed form"},
	entityPhotograph: {
		"people": "who is in it", "how": "how they were asked", "on": "when they were asked", "children": "children", "uses": "what they agreed to",
		"until": "last day of use", "withdrawn": "date of the withdrawal", "added": "day on which it came", "w": "width", "h": "height",
		"erased": "day on which it was erased", fieldDeleted: "taken off the list",
	},
	entityPhotoWords: {"caption": "caption", "alt": "what is to be seen", "lang": "language", "credit": "who took it", "by": "who asked"},
	entityPhotoBytes: {"one": "picture", "two": "picture"},
	entityForm: {
		"welcome": "how welcome", "new": "someone new", "again": "come again", "why": "why they came", "heard": "how they heard of it", "n": "number",
		"lang": "language", "may_quote": "whether it may be quoted", "quote": "whether it is quoted", "via": "how it came", fieldDeleted: "taken away",
	},
	entityWords: {"words": "words"},
	entityPile: {
		"n": "number", "forms": "how many forms", "counts": "ticks", "blank": "forms left blank", fieldDeleted: "taken away",
	},
	entityDebrief: {
		"numbers": "numbers against the plan", "worked": "what worked", "missing": "who was missing", "speakers": "what the speakers said",
	},
	entityTold:    {"learned": "what was learned", "next": "what comes next", "thanks": "thanks", "without": "parts left out"},
	entityConcern: {"concern": "care or safety"},
	entityDay: {
		"children": "children", "adults": "adults", "heard": "languages heard", "volunteers": "volunteers", "minutes": "minutes that they helped",
		"posters_up": "posters put up", "posters_down": "posters taken down",
	},
}

// thingNames says what the things are.
var thingNames = map[string]string{
	entityEvent: "event", entityTask: "task", entityDuties: "question about the law", entityPhrase: "translated words", entityProof: "proof",
	entityMoney: "money", entityReceipt: "receipt", entityRisk: "risk", entityPacking: "packing list", entityVenue: "venue", entityHolder: "venue",
	entityTemplate: "template", entityGuard: "door plan", entityPost: "place of the door plan", entityWatch: "door plan", entityCarer: "care contact",
	entityDoer: "who does something", entityCrew: "crew", entityShift: "shift", entityTurn: "turn in a shift",
	entityGuest: "guest", entityWalkIn: "walk-in", entityLetter: "sign-up that does not open",
	entityForm: "feedback form", entityWords: "feedback form", entityPile: "pile of feedback forms", entityDebrief: "crew's talk afterwards",
	entityConcern: "crew's talk afterwards", entityDay: "counts of the day", entityTold: "report",
	entityPhotograph: "photograph", entityPhotoWords: "photograph", entityPhotoBytes: "photograph",
	entityVoice: "local voice", entityVoiceWords: "local voice", entityVoiceForm: "local voice",
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
