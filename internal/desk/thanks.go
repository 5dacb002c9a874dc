package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
)

// Whom letters and certificates are for, besides the people of a list.
const (
	ForGuests = "guests" // who signed up: letters that invite
	ForCrew   = "crew"   // who helped: thanks
	ForVoices = "voices" // local voices of the event: thanks, by the name that each agreed to
	ForList   = "list"   // the people of a file, PrintRequest.List: thanks
)

// forWhom lists what PrintRequest.For can be, besides nothing.
func forWhom() []string { return []string{ForGuests, ForCrew, ForVoices, ForList} }

// checkFor refuses what does not go together with whom a print is for.
func (k PrintKind) checkFor(req PrintRequest) error {
	switch {
	case req.For != "" && !slices.Contains(forWhom(), req.For):
		return fault.Invalidf("use "+strings.Join(forWhom(), ", "), "%q is nobody to print for", req.For)
	case req.For == ForGuests && k.Kind == KindCertificate:
		return fault.Invalidf("use crew or voices, or a list", "certificates are for those who helped")
	case (req.List != "") != (req.For == ForList):
		return fault.Invalidf("choose a CSV file with a column name", "a list is for people of a list, and nobody else")
	case req.Hours && req.For != ForCrew:
		return fault.Invalidf("leave it out", "hours are those of the crew")
	case req.OwnLang:
		return checkOwnLang(req)
	}
	return nil
}

func checkOwnLang(req PrintRequest) error {
	switch {
	case req.For == "" || req.For == ForGuests:
		return fault.Invalidf("leave it out", "each in their own language is for people who are thanked")
	case req.Letter != nil:
		return fault.Invalidf("leave one of them out", "words of your own are in one language, so people do not each get theirs")
	}
	return nil
}

// thanking says whether a print thanks people, and is not for guests.
func (j *job) thanking() bool { return j.out.req.For != "" && j.out.req.For != ForGuests }

// thanked are those whom a print thanks, by name. Who they are is opened for this print
// alone, and the audit trail says so when it is made.
func (j *job) thanked(ctx context.Context) (people []layout.Badge, err error) {
	if j.people != nil {
		return nil, fault.Invalidf("leave one of them out", "the print is for a list of people, and for the %s", j.out.req.For)
	}
	if err := j.d.names(); err != nil {
		return nil, err
	}
	hint := "write down who helped first (daykit crew EVENT add NAME)"
	switch j.out.req.For {
	case ForCrew:
		people, err = j.d.helpers(ctx, j.ev, j.out.req.Hours)
	case ForVoices:
		hint = "choose local voices for the event first (daykit choose EVENT VOICE)"
		people, err = j.d.speakers(ctx, j.ev)
	default:
		hint = "write their names into the file"
		people, err = onList(j.out.req.List)
	}
	if err == nil && len(people) == 0 {
		err = fault.New(fault.NotFound, "there is nobody to print it for", hint)
	}
	j.out.people = len(people) > 0
	return people, err
}

// onList are the people of a CSV file.
func onList(path string) ([]layout.Badge, error) {
	people, err := ReadBadges(path)
	out := make([]layout.Badge, 0, len(people))
	for _, g := range people {
		out = append(out, layout.Badge{ID: g.ID, Name: g.Name, Lang: g.Lang})
	}
	return out, err
}

// PeopleList is a file of people to thank, of which nothing is kept.
type PeopleList struct {
	Path   string `json:"path"`
	People int    `json:"people"`
}

// ListOfPeople reads how many people a CSV file names, for PrintRequest.List.
func ListOfPeople(path string) (PeopleList, error) {
	people, err := onList(path)
	return PeopleList{Path: path, People: len(people)}, err
}

// helpers are the crew of an event with what they did by the rota, or by what they said
// that they do where no shift is theirs.
func (d *Desk) helpers(ctx context.Context, ev event.Event, hours bool) ([]layout.Badge, error) {
	members, err := d.crewOf(ctx, ev)
	if err != nil {
		return nil, err
	}
	r, err := d.roster(ctx, ev, members)
	if err != nil {
		return nil, err
	}
	turns, err := r.Turns()
	if err != nil {
		return nil, err
	}
	worked, err := r.Hours()
	if err != nil {
		return nil, err
	}
	w := crewWords{roles: d.roleNames()}
	out := []layout.Badge{}
	for _, m := range members {
		b := layout.Badge{ID: m.id, Name: m.Name, Lang: firstOf(m.Languages)}
		add := func(role string) {
			if name := upperFirst(w.role(role)); !slices.Contains(b.Helped.Roles, name) {
				b.Helped.Roles = append(b.Helped.Roles, name)
			}
		}
		for _, t := range turns {
			if slices.Contains(t.Who, m.id) {
				add(t.Role)
			}
		}
		if len(b.Helped.Roles) == 0 {
			for _, role := range m.Roles {
				add(role)
			}
		}
		if hours {
			b.Helped.Minutes = int(worked[m.id] / time.Minute)
		}
		out = append(out, b)
	}
	return out, nil
}

// upperFirst begins a name with a capital, where its script has any: roles that a group named
// itself stand beside those of the kit.
func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToTitle(r)) + s[size:]
}

// speakers are the local voices of an event whose consent stands, by the name that each
// agreed to: a first name, another name, or none, for which a letter has a greeting without
// one and a certificate a line to write on.
func (d *Desk) speakers(ctx context.Context, ev event.Event) ([]layout.Badge, error) {
	own, err := d.ownVoices(ctx)
	if err != nil {
		return nil, err
	}
	out := []layout.Badge{}
	for _, v := range own {
		over := v.Withdrawn != "" || v.Expires != "" && v.Expires < d.today(ev)
		if !slices.Contains(ev.Voices, v.ID) || over || v.Quote == "" {
			continue
		}
		b := layout.Badge{ID: v.ID, Name: v.Credit, Lang: v.Lang}
		if v.Name == content.NameNone {
			b.Name = ""
		}
		out = append(out, b)
	}
	slices.SortStableFunc(out, func(a, b layout.Badge) int {
		return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return out, nil
}

// thanksIn puts people together who get a page in one language: their own, where it was
// asked for and a speaker has read the words that lead it, and else that of the print. So
// nobody's thanks carry a draft band for the sake of somebody else's language.
func (j *job) thanksIn(ctx context.Context, people []layout.Badge, leads ...string) (langs []string, by map[string][]layout.Badge, err error) {
	by = map[string][]layout.Badge{}
	read := map[string]bool{j.langs[0]: true}
	if j.out.req.OwnLang {
		if read, err = j.readLangs(ctx, people, leads); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range people {
		lang := j.langs[0]
		if l, ok := locale.Lookup(p.Lang); ok && read[l.Tag] {
			lang = l.Tag
		}
		if by[lang] == nil {
			langs = append(langs, lang)
		}
		by[lang] = append(by[lang], p)
	}
	return langs, by, nil
}

// readLangs are the languages of people in which some phrases are there and were read.
func (j *job) readLangs(ctx context.Context, people []layout.Badge, keys []string) (map[string]bool, error) {
	pack, err := j.d.packOf(ctx, string(j.ev.ID))
	if err != nil {
		return nil, err
	}
	proofs, err := j.d.proofs(ctx, string(j.ev.ID))
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, p := range people {
		l, ok := locale.Lookup(p.Lang)
		if !ok || out[l.Tag] {
			continue
		}
		there, words := true, content.NewRecorder(pack)
		for _, key := range keys {
			_, got := words.Phrase(key, l.Tag)
			there = there && got == l.Tag
		}
		out[l.Tag] = there && len(words.Unconfirmed(proofs)) == 0
	}
	return out, nil
}

// thanks sets letters that thank: one a page, without a code, in words of one's own or in
// the kit's draft.
func (j *job) thanks(ctx context.Context) error {
	people, err := j.thanked(ctx)
	if err != nil {
		return err
	}
	whom := j.out.req.For
	if whom == ForList {
		whom = ForCrew // they helped, too
	}
	langs, by, err := j.thanksIn(ctx, people, layout.PhraseInviteGreeting, layout.PhraseThanksFor+"."+whom, layout.PhraseThanksSignoff)
	if err != nil {
		return err
	}
	j.noCode()
	for _, lang := range langs {
		letter := j.out.req.Letter
		if letter == nil {
			draft := j.d.thanksLetter(j.ev, lang, whom, j.words)
			letter = &draft
		}
		j.add(j.s.Letters(layout.LetterInput{Event: j.ev, Lang: lang, Phrases: j.words, Letter: *letter, People: by[lang]}))
	}
	j.out.lang = strings.Join(langs, ",")
	return nil
}

// thanksCertificates sets certificates for the crew or for voices.
func (j *job) thanksCertificates(ctx context.Context) error {
	people, err := j.thanked(ctx)
	if err != nil {
		return err
	}
	langs, by, err := j.thanksIn(ctx, people, layout.PhraseCertificate, layout.PhraseCertificateFor, layout.PhraseCertificateDid, layout.PhraseCertificateSigned)
	if err != nil {
		return err
	}
	j.noCode()
	for _, lang := range langs {
		j.add(j.s.Certificates(layout.CertificateInput{Event: j.ev, Lang: lang, Phrases: j.words, People: by[lang]}))
	}
	j.out.lang = strings.Join(langs, ",")
	return nil
}

// ThanksDraft is the letter of thanks that the kit drafts for the crew or for voices, as the
// beginning of one's own words.
func (d *Desk) ThanksDraft(ctx context.Context, id, lang, whom string) (Letter, error) {
	if whom != ForCrew && whom != ForVoices {
		return Letter{}, fault.Invalidf("use crew or voices", "%q is nobody whom a letter thanks", whom)
	}
	ev, err := d.event(ctx, id)
	if err != nil {
		return Letter{}, err
	}
	pack, err := d.packOf(ctx, string(ev.ID))
	if err != nil {
		return Letter{}, err
	}
	kind, _ := kindNamed(KindLetters)
	langs, err := printLangs(ev, lang, kind)
	if err != nil {
		return Letter{}, err
	}
	return d.thanksLetter(ev, langs[0], whom, pack), nil
}

// thanksLetter is the kit's draft with the day on which it is signed: today, or the day of the
// event for letters that are made ready before it.
func (d *Desk) thanksLetter(ev event.Event, lang, whom string, phrases layout.Phrases) Letter {
	letter := layout.Thanks(ev, lang, whom, phrases)
	_, said := phrases.Phrase(layout.PhraseThanksFor+"."+whom, lang)
	day := locale.LongDate(said, max(d.today(ev), ev.Date))
	letter.Signer = strings.TrimPrefix(letter.Signer+", "+day, ", ")
	return letter
}

// ThanksCounts says how many people letters and certificates of thanks would be for, without
// saying who they are.
type ThanksCounts struct {
	Crew   int `json:"crew"`
	Voices int `json:"voices"`
}

// ThanksCounts counts whom an event can thank.
func (d *Desk) ThanksCounts(ctx context.Context, id string) (ThanksCounts, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ThanksCounts{}, err
	}
	members, err := d.crewOf(ctx, ev)
	if err != nil {
		return ThanksCounts{}, err
	}
	voices, err := d.speakers(ctx, ev)
	return ThanksCounts{Crew: len(members), Voices: len(voices)}, err
}

// photoSheet sets the sheet on which people in photographs say what these may be used for.
func (j *job) photoSheet() {
	j.noCode()
	j.add(j.s.PhotoSheet(layout.PhotoSheetInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words}))
}
