package desk

import "daykit/internal/data/wire"

// takeout is the place of an entity, or of a kind of facts, among what a group takes along
// of its event. The classes of its fields (classes.go) say which columns it has: those that
// name people or say how to reach them are left out unless names are asked for.
type takeout struct {
	file  string // its name, without an ending; empty for what is left out, and what says why
	what  string // one sentence for README.txt
	words string // of facts: what each column is, such as "guest: id of the guest; at: when"
}

// takeouts lists every entity of the table of classes, and takeoutFacts every kind of
// facts, a row each: nothing is taken along, and nothing left, that nobody has thought of.
// A test compares them with the table.
func takeouts() map[string]takeout {
	return map[string]takeout{
		entityEvent:       {file: "event", what: "the event itself: when, where, for whom, and its words"},
		entityDuties:      {file: "law-answers", what: "what was answered to the questions on which duties of law hang"},
		entityTask:        {file: "tasks", what: "what was changed about tasks of the plan, and tasks of your own; days are before the event"},
		entityDoer:        {file: "who-does-what", what: "who does a task, sees to a risk, brings a thing or leads a point of the running order, by its id"},
		entityMoney:       {file: "money", what: "lines of money; amounts are in pence"},
		entityReceipt:     {file: "receipts", what: "pictures of receipts, by the line of money that they belong to"},
		entityVenue:       {file: "venue", what: "what was answered about the venue and its access"},
		entityHolder:      {file: "keys", what: "who holds the key of the venue"},
		entityRisk:        {file: "risks", what: "the risks that are on the sheet"},
		entityPacking:     {file: "packing", what: "the lists of things, care and permissions"},
		entityGuard:       {file: "door-plan", what: "quiet room, steps and what is seen to, of people at risk"},
		entityPost:        {file: "door-posts", what: "where somebody of the crew stands; crew: by id"},
		entityCarer:       {file: "care-contacts", what: "whom to turn to"},
		entitySend:        {file: "sending", what: "which parts go to the campaign"},
		entityCrew:        {file: "crew", what: "who helps"},
		entityShift:       {file: "shifts", what: "when which role is needed; days are after the event"},
		entityTurn:        {file: "turns", what: "who takes which shift, by ids: SHIFT/PERSON"},
		entityGuest:       {file: "guests", what: "who signed up"},
		entityWalkIn:      {file: "walk-in-names", what: "the names of people who had not signed up, where they gave one"},
		entityVoice:       {file: "voices", what: "local voices: what was agreed and until when"},
		entityVoiceWords:  {file: "voice-words", what: "local voices: their words and who they are"},
		entityForm:        {file: "feedback", what: "what was ticked on forms"},
		entityWords:       {file: "feedback-words", what: "what was written on forms"},
		entityPile:        {file: "feedback-piles", what: "stacks of forms that were counted"},
		entityDebrief:     {file: "debrief", what: "the crew's talk afterwards"},
		entityConcern:     {file: "concerns", what: "what the crew said about care and safety"},
		entityDay:         {file: "day", what: "counts of the day"},
		entityTold:        {file: "report", what: "what the report for funders says in your own words"},
		entityPhotograph:  {file: "photographs", what: "photographs of the event: what was agreed"},
		entityPhotoWords:  {file: "photograph-words", what: "photographs of the event: captions and who is on them"},
		entityPhrase:      {file: "phrases", what: "fixed phrases in the words of your translators"},
		entityProof:       {file: "proofs", what: "which fixed words a speaker has read"},
		wire.EntityPage:   {file: "public-page", what: "the public page as it was published"},
		wire.EntityReport: {file: "totals", what: "the totals as they were sent"},

		entityLetter:     {what: "sign-ups that do not open: nobody can read them"},
		entityWatch:      {what: "the code word and the contact at the police: they stay on the door plan"},
		entityVoiceForm:  {what: "photographs of signed forms: save each in the room Voices"},
		entityTemplate:   {what: "templates are the group's, and of no event"},
		entityPhotoBytes: {what: "the photographs themselves: save them in the room Afterwards"},
	}
}

func takeoutFacts() map[string]takeout {
	return map[string]takeout{
		factArrive: {file: "arrivals", what: "who arrived when", words: "guest: id of the guest; at: when"},
		factWalkIn: {file: "walk-ins", what: "people who had not signed up, as they were counted", words: "n: people; who: id of the one whose name was taken; at: when"},
		factErased: {file: "erased", what: "what the numbers keep of people who were erased", words: "guest: id; n: people"},
		factWish:   {file: "wishes", what: "what was chosen on the page, apart from who chose it", words: "food: choices; access: choices"},
		factTwo:    {file: "not-the-same", what: "guests with one contact who are two people", words: "a: id of one guest; b: id of the other"},
		factPrint:  {file: "prints", what: "the ledger of what was printed", words: "at: when; kind: what; design: of a poster; lang: language; paper: size; pages: how many; copies: how many; voices: ids; photos: ids"},
		factMark: {
			file: "running-order-marks", what: "what was said of the running order on the day",
			words: "planned: planned time of the point; n: which of that time, from 0; of: a sum of its title; at: when it began; skip: it was left out instead",
		},
		factAudit: {file: "audit", what: "what was done with people's data", words: "what: the act; detail: more of it; device: id of the laptop; at: when"},

		factGiven: {file: "reports-given", what: "the numbers of reports that were written to files or sent", words: "day: when; then the numbers as the report has them"},

		factAnswer:  {what: "answers of laptops to invitations: they hold keys"},
		factPicture: {what: "where pictures lie at the server, sealed"},
	}
}

// takeoutPeople are the columns of facts that name a guest by an id. Ids of guests may
// come from a list that somebody made, so without names they are numbered anew.
var takeoutPeople = map[string]bool{"guest": true, "who": true, "a": true, "b": true}

// takeoutNames are parts of fields that are plans and name people all the same: who leads
// a point of the running order, and who took the photo. Without names they are left out.
var takeoutNames = map[string]string{"programme": "lead", "photo": "credit"}
