package desk

import (
	"context"
	"slices"
	"sort"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/layout"
)

// lay sets the pages of the job's kind.
func (j *job) lay(ctx context.Context) error {
	switch j.kind.Kind {
	case KindPoster, KindFlyer, KindSocial:
		return j.posters()
	case KindArticle1:
		return j.article1()
	case KindSignup:
		return j.signup(ctx)
	case KindBadges:
		return j.badges(ctx)
	case KindLetters:
		return j.letters(ctx)
	case KindCertificate:
		return j.certificates(ctx)
	case KindRisks, KindRota, KindPlan:
		return j.planned(ctx)
	case KindPress:
		return j.press()
	case KindDoorPlan:
		return j.doorPlan(ctx)
	case KindProgramme:
		return j.programme()
	case KindReport, KindUmbrella:
		return j.report(ctx)
	case KindConsent:
		return j.consentForm(ctx)
	}
	j.laySheets()
	return nil
}

// laySheets sets the pages of kinds that need nothing but the event and cannot be refused.
func (j *job) laySheets() {
	j.noCode()
	switch j.kind.Kind {
	case KindSigns:
		j.add(j.s.Signs(layout.SignsInput{Event: j.ev, Langs: j.langs, Phrases: j.words, SaveInk: j.out.req.SaveInk}, j.out.format))
	case KindCards:
		j.add(j.s.Cards(layout.CardsInput{Event: j.ev, Lang: j.langs[0], Second: j.second(), Phrases: j.words, SaveInk: j.out.req.SaveInk}))
	case KindTents:
		j.tents()
	case KindAllergens:
		j.add(j.s.Allergens(layout.AllergensInput{Event: j.ev, Lang: j.langs[0], Second: j.second(), Phrases: j.words, SaveInk: j.out.req.SaveInk}))
	case KindFeedback, KindDebrief:
		j.saidAfter()
	case KindPhotoSheet:
		j.photoSheet()
	case KindCalibration:
		j.add(j.s.Calibration(layout.CalibrationInput{Lang: j.langs[0], Phrases: j.words}, j.out.format))
	}
}

func (j *job) second() string {
	if len(j.langs) > 1 {
		return j.langs[1]
	}
	return ""
}

// posters sets a poster for each language. Circle takes the languages two by two.
func (j *job) posters() error {
	in, err := j.posterInput()
	if err != nil {
		return err
	}
	for i := 0; i < len(j.langs); i++ {
		in.Lang, in.Second = j.langs[i], ""
		if in.Design == layout.Circle && i+1 < len(j.langs) {
			i++
			in.Second = j.langs[i]
		}
		if err := j.findVoice(&in); err != nil {
			return err
		}
		r := j.s.Poster(in, j.out.format)
		if j.kind.Kind == KindFlyer {
			r = j.flyers(r)
		}
		j.add(r)
	}
	return nil
}

func (j *job) posterInput() (layout.PosterInput, error) {
	theme, _ := j.d.pack().Theme(j.ev.Theme)
	photo, err := j.photo()
	return layout.PosterInput{
		Design: layout.Design(j.out.req.Design), Event: j.ev, Theme: theme, Phrases: j.words, Code: j.code,
		Photo: photo, SaveInk: j.out.req.SaveInk, LocalDate: j.out.req.Local,
	}, err
}

// findVoice chooses whose words lead a voice poster: those asked for, or the
// first of the event's that may be used so.
func (j *job) findVoice(in *layout.PosterInput) error {
	if in.Design != layout.Voice {
		return nil
	}
	use := content.Print
	if j.kind.Kind == KindSocial {
		use = content.Social
	}
	if j.out.req.Voice == "" {
		if err := mayCarry(j.voices, j.ev); err != nil {
			return err
		}
	}
	v, err := j.voiceFor(use)
	if err != nil || v == nil {
		return err
	}
	said := v.Spoken(in.Lang, j.d.useDay(j.ev))
	in.Voice = &said
	if v.Consent.Allows(content.Photo, j.d.useDay(j.ev)) != nil {
		in.Photo = nil
	}
	j.uses(v.ID)
	return nil
}

func (j *job) uses(voice string) {
	if !slices.Contains(j.out.voices, voice) {
		j.out.voices = append(j.out.voices, voice)
	}
}

// voiceFor gives the voice that was asked for, or refuses it with the reason; nil
// when none was asked for and the event has none that may be used.
func (j *job) voiceFor(use content.Use) (*content.Voice, error) {
	if id := j.out.req.Voice; id != "" {
		v, ok := j.voices.Voice(id)
		if !ok {
			return nil, noVoice(id)
		}
		if err := v.Consent.Allows(use, j.d.useDay(j.ev)); err != nil {
			return nil, notAgreed(v, err)
		}
		return &v, nil
	}
	all := j.voicesFor(use)
	if len(all) == 0 {
		return nil, nil //nolint:nilnil // the layout says that there is no voice
	}
	return &all[0], nil
}

// voicesFor lists the event's voices that may be used so, in its order.
func (j *job) voicesFor(use content.Use) []content.Voice {
	var out []content.Voice
	for _, id := range j.ev.Voices {
		if v, ok := j.voices.Voice(id); ok && v.Consent.Allows(use, j.d.useDay(j.ev)) == nil {
			out = append(out, v)
		}
	}
	return out
}

// flyers puts as many copies on a sheet as it holds.
func (j *job) flyers(r layout.Result) layout.Result {
	sheets := j.s.NUp(r.Pages, j.out.format)
	r.Pages = sheets.Pages
	r.Problems = append(r.Problems, sheets.Problems...)
	return r
}

func (j *job) article1() error {
	tags := j.ev.Article1
	if len(tags) == 0 {
		tags = j.ev.Languages
	}
	in := layout.Article1Input{Event: j.ev, Lang: j.langs[0], Phrases: j.words}
	var missing []layout.Problem
	for _, tag := range tags {
		a, ok := j.d.pack().Article1(tag)
		if !ok {
			missing = append(missing, layout.Found("article1", tag, layout.ArticleUnknown))
			continue
		}
		in.Articles = append(in.Articles, a)
	}
	if len(in.Articles) == 0 {
		return fault.New(fault.NotFound, "the kit has the text of Article 1 in none of these languages", "choose other languages for the poster")
	}
	j.noCode()
	j.add(j.s.Article1(in, j.out.format))
	j.out.Problems = append(j.out.Problems, missing...)
	return nil
}

func (j *job) signup(ctx context.Context) error {
	in := layout.SignupInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words, Code: j.code}
	if v := j.out.req.Variant; v != "" {
		in.Event.Signup.Layout = v
		if err := in.Event.Validate(); err != nil {
			return err
		}
	}
	if in.Event.Signup.Layout == event.LayoutNames {
		people, err := j.guests(ctx)
		if err != nil {
			return err
		}
		in.People = people
	}
	j.add(j.s.Signup(in))
	return nil
}

func (j *job) badges(ctx context.Context) error {
	people, err := j.guests(ctx)
	if err != nil {
		return err
	}
	in := layout.BadgeInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words, Badges: people, Neutral: j.out.req.Neutral}
	if code := j.out.req.Label; code != "" {
		label, ok := sheet.LabelNamed(code)
		if !ok {
			return fault.Invalidf("choose one of "+strings.Join(labelCodes(), ", "), "%q is not a sheet of labels that the kit knows", code)
		}
		in.Label = label
	}
	j.noCode()
	j.add(j.s.Badges(in))
	return nil
}

func (j *job) letters(ctx context.Context) error {
	if j.thanking() {
		return j.thanks(ctx)
	}
	people, err := j.guests(ctx)
	if err != nil {
		return err
	}
	letter := j.out.req.Letter
	if letter == nil {
		invitation := layout.Invitation(j.ev, j.langs[0], j.words)
		letter = &invitation
	}
	j.add(j.s.Letters(layout.LetterInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words, Letter: *letter, People: people, Code: j.code}))
	return nil
}

// certificates are for the people that were given; without any, one is made to be
// filled in by hand. Guests get none: it is for those who helped.
func (j *job) certificates(ctx context.Context) error {
	if j.thanking() {
		return j.thanksCertificates(ctx)
	}
	names := []layout.Badge{}
	for _, g := range j.people {
		names = append(names, badge(g))
	}
	j.noCode()
	j.add(j.s.Certificates(layout.CertificateInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words, People: names}))
	return nil
}

// tents are a numbered table for each language, where its speakers find each
// other.
func (j *job) tents() {
	in := layout.TentsInput{Event: j.ev, Lang: mainLang(j.ev), Phrases: j.words, SaveInk: j.out.req.SaveInk}
	for i, lang := range j.langs {
		in.Tents = append(in.Tents, layout.Tent{Number: i + 1, Langs: []string{lang}})
	}
	j.noCode()
	j.add(j.s.TableTents(in))
}

func (j *job) programme() error {
	if err := mayCarry(j.voices, j.ev); err != nil {
		return err
	}
	voices := j.voicesFor(content.Print)
	for i, v := range voices {
		voices[i] = v.Spoken(j.langs[0], j.d.useDay(j.ev))
		j.uses(v.ID)
	}
	theme, _ := j.d.pack().Theme(j.ev.Theme)
	j.out.people = j.out.people || led(j.ev)
	j.add(j.s.Programme(layout.ProgrammeInput{
		Event: j.ev, Lang: j.langs[0], Phrases: j.words, Theme: theme, Voices: voices, Code: j.code, SaveInk: j.out.req.SaveInk,
	}))
	return nil
}

// guests are the people to print for: those that were given, else the event's, by
// name, as they are laid out on the table.
func (j *job) guests(ctx context.Context) ([]layout.Badge, error) {
	people := j.people
	if people == nil {
		own, err := j.d.invited(ctx, j.ev)
		if err != nil {
			return nil, err
		}
		sort.SliceStable(own, func(a, b int) bool { return strings.ToLower(own[a].Name) < strings.ToLower(own[b].Name) })
		people = own
	}
	if len(people) == 0 {
		return nil, fault.New(fault.NotFound, "there is nobody to print it for", "import a guest list first")
	}
	j.out.people = true
	out := make([]layout.Badge, 0, len(people))
	for _, g := range people {
		out = append(out, badge(g))
	}
	return out, nil
}

func badge(g event.Guest) layout.Badge {
	return layout.Badge{ID: g.ID, Name: g.Name, Lang: g.Lang, Org: g.Org, URL: g.URL, Party: g.Party}
}

func labelCodes() []string {
	var out []string
	for _, l := range sheet.LabelSheets() {
		out = append(out, l.Code)
	}
	return out
}

// photo is the event's photo for its posters; nil where it has none.
func (j *job) photo() (*layout.Photo, error) {
	p := j.ev.Photo
	pic, err := j.d.stored(p)
	if pic == nil || err != nil {
		return nil, err
	}
	return &layout.Photo{
		Picture: pic, FocusX: float64(p.Focus.X) / 100, FocusY: float64(p.Focus.Y) / 100, Alt: p.Alt, Credit: p.Credit,
	}, nil
}

// LetterDraft is the invitation that letters say unless somebody writes another,
// as the beginning of one's own.
func (d *Desk) LetterDraft(ctx context.Context, id, lang string) (Letter, error) {
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
	return layout.Invitation(ev, langs[0], pack), nil
}
