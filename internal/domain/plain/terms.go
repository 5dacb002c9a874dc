package plain

import (
	"cmp"
	"regexp"
	"slices"
	"sync"
)

// The sources of the terms, as they were read for the kit on 23 November 2026.
const (
	sourceAvoid  = "read together: emm.iom.int (communicating migration), afsc.org (how to talk), twentythirty.com (five ways)"
	sourceHeroes = "unitedkingdom.iom.int (rights are not earned by being hero or victim)"
	sourceHost   = "ifrc.org (Panos glossary: destination country)"
	sourceAsylum = "naccom.org.uk FAQ; IOM Glossary 2019"
	sourceBoth   = "sbs.com.au, restating UNHCR; IOM Glossary 2019 in pmc.ncbi.nlm.nih.gov PMC9548331"
	sourceStory  = "ENS Community Speaker Policy, in the speaker guides read for the kit"
)

// Term is a phrase that advice is given on.
type Term struct {
	ID    string
	Say   string // instead
	Why   string
	Basis string // the source, or OurDefault

	pattern string // in lower case; people stands for whom it is said of
}

// people are whom the words are said of.
const people = `(?:im)?migrants?|refugees?|asylum[- ]seekers?|people|persons?|foreigners?|arrivals?|workers?|aliens?|families|boats?`

// Terms lists all phrases that are known, in English.
func Terms() []Term {
	return []Term{
		{"illegal", "people without papers, or what is known of their case", "an act can be against the law; nobody is. The word tells readers that the person is the crime", sourceAvoid, `illegal (?:` + people + `|entrants?)`},
		{"illegals", "people without papers", "it makes a person into an offence, and leaves out the person", sourceAvoid, `illegals`},
		{"flood", "people moved, arrived, came", "water pictures turn people into a disaster", sourceAvoid, `flood(?:s|ed|ing)?(?: \w+)? of (?:\w+ )?(?:` + people + `)`},
		{"wave", "people moved, arrived, came; with a number and its source", "water pictures turn people into a disaster", sourceAvoid, `waves?(?: \w+)? of (?:\w+ )?(?:` + people + `|(?:im)?migration)`},
		{"swamp", "many people came, with a number and its source", "water pictures turn people into a disaster", sourceAvoid, `swamp(?:s|ed|ing)`},
		{"tide", "people moved, arrived, came; with a number and its source", "water pictures turn people into a disaster", sourceAvoid, `(?:tides?|streams?|influx(?:es)?|surges?|torrents?) of (?:\w+ )?(?:` + people + `)`},
		{"swarm", "people, groups, families", "it speaks of people as insects", sourceAvoid, `swarm(?:s|ed|ing)?`},
		{"invasion", "people moved, arrived, came", "it speaks of neighbours as an army", sourceAvoid, `invasions?|invad(?:e|es|ed|ing|ers?)`},
		{"hero", "name the person and the role they choose: a nurse, a neighbour, a poet", "rights belong to everyone and are not earned by being a hero", sourceHeroes, `hero(?:es|ic)?`},
		{"victim", "name the person and the role they choose; say what happened, if they want it said", "rights belong to everyone and are not earned by being a victim", sourceHeroes, `victims?`},
		{"host", "destination country, or the place by its name; neighbours", "host makes guests of people who live here", sourceHost, `host (?:countr(?:y|ies)|community|communities|societ(?:y|ies)|nations?|populations?)`},
		{"asylum-seeker", "people seeking asylum", "the person comes first; seeking asylum is what they do for a while", sourceAsylum, `asylum[- ]seekers?`},
		{"both", "say which you mean: IOM's migrant is everyone who moves, for any reason", "IOM uses migrant for everyone who moves, UNHCR keeps refugees apart. Each person's own word for themselves counts first", sourceBoth, `migrants (?:and|or) refugees|refugees (?:and|or) migrants`},
		{"story", "ask people what they would like to talk about: their work, food, music, their street", "people are not asked to tell what they went through; they may choose to", sourceStory, `(?:tell(?:s|ing)?|shar(?:e|es|ing)) (?:us )?(?:their|your) (?:stor(?:y|ies)|journeys?)`},
		{"crisis", "what happens, where and to whom", "a crisis of people reads as if they were the cause", OurDefault, `(?:(?:im)?migrants?|refugees?|(?:im)?migration) cris[ie]s`},
		{"voiceless", "listen to people; their voice is theirs", "nobody is without a voice, and nobody can give one", OurDefault, `(?:the )?voiceless|giv(?:e|es|ing) (?:\w+ )?a voice to`},
		{"vulnerable", "people at risk of something: say of what", "it says what people are, in place of what was done to them", OurDefault, `(?:the )?vulnerable(?: people| migrants| refugees)?`},
	}
}

// compiled are the patterns of Terms, for whole words in any case.
var compiled = sync.OnceValue(func() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, t := range Terms() {
		out = append(out, regexp.MustCompile(`(?i)\b(?:`+t.pattern+`)\b`))
	}
	return out
})

// termHints finds terms in a text, each once. Of terms that overlap, the one that begins
// first and then the longer one counts.
func termHints(text string) []Hint {
	type hit struct{ begin, end, term int }
	var hits []hit
	for i, re := range compiled() {
		for _, at := range re.FindAllStringIndex(text, -1) {
			hits = append(hits, hit{at[0], at[1], i})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(a.begin, b.begin), cmp.Compare(b.end, a.end)) })
	var out []Hint
	said, past := map[int]bool{}, 0
	all := Terms()
	for _, h := range hits {
		if h.begin < past {
			continue
		}
		past = h.end
		if !said[h.term] {
			t := all[h.term]
			out = append(out, Hint{Kind: KindTerm, Found: text[h.begin:h.end], Say: t.Say, Why: t.Why, Basis: t.Basis})
		}
		said[h.term] = true
	}
	return out
}
