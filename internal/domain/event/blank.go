package event

// Blank is the document of an event of which only title, date and group are
// known: in English, in London's time, with a sign-up sheet of the usual shape.
// Its times are empty, which means not yet known.
func Blank(title, date, group string) Event {
	return Event{
		Schema: Schema, Title: Text{"en": title}, Group: group, Date: date,
		Timezone: "Europe/London", Languages: []string{"en"},
		Signup: Signup{
			Fields: []string{"name", "contact", "party"}, Ticks: []string{"came", "first-time", "keep-in-touch"},
			Rows: 20, Sheets: 1,
		},
	}.Normal()
}

// Normal fills what a document may leave out, so that no list or text of it is
// nil, and writes every language by the tag that this program uses for it.
func (e Event) Normal() Event {
	for _, list := range []*[]string{
		&e.Languages, &e.Activities, &e.Voices, &e.Article1, &e.Signup.Fields, &e.Signup.Ticks,
	} {
		*list = append([]string{}, *list...)
	}
	e.Objectives = append([]int{}, e.Objectives...)
	e.Venue.Access = append([]Access{}, e.Venue.Access...)
	e.Programme = append([]ProgrammeItem{}, e.Programme...)
	for i := range e.Programme {
		e.Programme[i].Title = ownTags(e.Programme[i].Title)
	}
	e.SignupPage = e.SignupPage.normal()
	for _, t := range []*Text{&e.Title, &e.Texts.Headline, &e.Texts.About, &e.Texts.Access, &e.Photo.Alt} {
		*t = ownTags(*t)
	}
	replaceTags(e.Languages)
	replaceTags(e.Article1)
	return e
}
