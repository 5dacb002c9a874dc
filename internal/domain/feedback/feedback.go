// Package feedback is what guests and crew say of an event afterwards: six questions
// for guests, five for the crew, one filled form, and what many forms add up to. It is
// plain data with rules; it reads no clock, file or network.
//
// The questions follow those that sector guides ask; each says where it comes from. A
// form asks for no name. What leaves the group of its counts, and which are too small
// to leave, is decided in package report.
package feedback

import "slices"

// OurWords is the basis of a question or a choice that no source words so.
const OurWords = "our own words, not from a source"

// Kind is how a question is answered.
type Kind string

// The kinds.
const (
	Faces  Kind = "faces"  // one of five faces; answers "1", the saddest, to "5"
	YesNo  Kind = "yesno"  // "yes" or "no"
	Choice Kind = "choice" // one or more of the choices, by their keys
	Words  Kind = "words"  // free words
)

// The keys of the questions for guests.
const (
	Welcome  = "welcome"
	New      = "new"
	Again    = "again"
	Why      = "why"
	Heard    = "heard"
	Remember = "remember"
)

// The answers of yes and no.
const (
	Yes = "yes"
	No  = "no"
)

// MaxFace is the best of the faces; the worst is 1.
const MaxFace = 5

// Option is one answer that can be ticked.
type Option struct {
	Key   string `json:"key"`
	Words string `json:"words"` // in English
	Basis string `json:"basis"`
}

// Question is one question with where it comes from.
type Question struct {
	Key     string   `json:"key"`
	Kind    Kind     `json:"kind"`
	Words   string   `json:"words"`   // in English
	Options []Option `json:"options"` // in the order of the form; none for words
	Basis   string   `json:"basis"`   // which source asks so
}

// Sources of the questions. What they have in common is a pattern; the words are ours.
const (
	sourceTicks   = "Refugee Week form (paperzz.com 8827957), refugeeweek.org.uk evaluate-your-event; our words"
	sourceFaces   = "rows of faces as in docest.com 261702, hmd.org.uk/page/evaluation; our words"
	sourcePattern = "pattern of refugeeweek.org.uk evaluate-your-event and hmd.org.uk/page/evaluation; our words"
)

// Questions lists the six questions for guests in the order of the form: what is
// ticked fastest first, what is written last. That order is our own.
func Questions() []Question {
	return []Question{
		{Welcome, Faces, "How welcome did you feel?", ours(
			"1", "Not at all", "2", "Not really", "3", "So-so", "4", "Welcome", "5", "Very welcome"), sourceFaces},
		{New, YesNo, "Did you talk to someone new?", ours(Yes, "Yes", No, "No"), sourcePattern},
		{Again, YesNo, "Would you come again?", ours(Yes, "Yes", No, "No"), sourcePattern},
		{Why, Choice, "Why did you come?", ours(
			"people", "To meet people", "programme", "For the food, music, film or game", "learn", "To listen and learn",
			"family", "With my family or friends", "day", "For International Migrants Day", "other", "Something else"), sourceTicks},
		{Heard, Choice, "How did you hear of it?", ours(
			"friend", "From a friend or family", "poster", "A poster or flyer", "online", "Online or a message",
			"group", "A group, school or place of worship", "passing", "I was passing by", "other", "Something else"), sourceTicks},
		{Remember, Words, "One thing you will remember", nil, sourcePattern},
	}
}

func ours(keysAndWords ...string) []Option {
	var out []Option
	for pair := range slices.Chunk(keysAndWords, 2) {
		out = append(out, Option{pair[0], pair[1], OurWords})
	}
	return out
}

// QuestionAt gives the question for guests with a key.
func QuestionAt(key string) (Question, bool) {
	all := Questions()
	i := slices.IndexFunc(all, func(q Question) bool { return q.Key == key })
	if i < 0 {
		return Question{}, false
	}
	return all[i], true
}

// Has says whether the question has an option with a key.
func (q Question) Has(option string) bool {
	return slices.ContainsFunc(q.Options, func(o Option) bool { return o.Key == option })
}

// The keys of the questions for the crew.
const (
	CrewNumbers  = "numbers"
	CrewWorked   = "worked"
	CrewMissing  = "missing"
	CrewConcern  = "concern"
	CrewSpeakers = "speakers"
)

// CrewQuestion is one question for the crew, answered in words.
type CrewQuestion struct {
	Key     string `json:"key"`
	Words   string `json:"words"` // in English
	Help    string `json:"help"`  // what to think of
	Private bool   `json:"private"`
	Basis   string `json:"basis"`
}

// CrewQuestions lists the five questions for the crew's talk within two weeks. The
// answer to a Private one is for those who look after people, and is in no report.
func CrewQuestions() []CrewQuestion {
	return []CrewQuestion{
		{CrewNumbers, "How do the numbers compare with the plan?", "More or fewer than you hoped, and why.", false, sourcePattern},
		{CrewWorked, "What worked, and what did not?", "Keep it to three of each.", false, sourcePattern},
		{CrewMissing, "Who was missing?", "Neighbours you hoped for and did not see. Kinds of people, no names.", false, sourcePattern},
		{CrewConcern, "Any care or safety concern?", "Only the care contact needs to know. It is in no report.", true, sourcePattern},
		{CrewSpeakers, "What did the speakers say?", "How it was for those who told something of themselves.", false, sourcePattern},
	}
}

// CrewQuestionAt gives the question for the crew with a key.
func CrewQuestionAt(key string) (CrewQuestion, bool) {
	all := CrewQuestions()
	i := slices.IndexFunc(all, func(q CrewQuestion) bool { return q.Key == key })
	if i < 0 {
		return CrewQuestion{}, false
	}
	return all[i], true
}
