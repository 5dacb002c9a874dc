package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// Where voices come from, for VoiceQuery.From.
const (
	FromLocal    = "local"
	FromCampaign = "campaign"
)

// VoiceQuery narrows the library; what is empty narrows nothing.
type VoiceQuery struct {
	content.VoiceFilter

	From string `json:"from"` // FromLocal, FromCampaign, or empty for both
}

// VoicePage is a part of the library, with what else it can be narrowed by.
type VoicePage struct {
	Voices        []Voice  `json:"voices"`
	All           int      `json:"all"` // voices that are there
	Years         []int    `json:"years"`
	Topics        []string `json:"topics"`
	Langs         []string `json:"langs"`
	Organisations []string `json:"organisations"`
}

// VoiceUse says whether a voice may be used in one way.
type VoiceUse struct {
	Use     string `json:"use"`
	Allowed bool   `json:"allowed"`
	Why     string `json:"why"` // a key: withdrawn, unchecked, asked, locked, expired or scope; empty when allowed
}

// OwnVoice is all that is kept of a local voice.
type OwnVoice struct {
	content.OwnVoice

	HasForm bool `json:"has_form"` // the photo of the signed form is here
}

// check says what is wrong with a query.
func (q VoiceQuery) check() error {
	if q.Use != "" && !slices.Contains(content.Uses(), q.Use) {
		return fault.Invalidf("use print, web, social, press, translate or photo", "%q is not a use", q.Use)
	}
	if q.From != "" && q.From != FromLocal && q.From != FromCampaign {
		return fault.Invalidf("use local or campaign", "%q is not where voices come from", q.From)
	}
	return nil
}

// keeps reports whether a voice is what the query asks for, on a day.
func (q VoiceQuery) keeps(v content.Voice, day string) bool {
	return q.Keeps(v, day) && (q.From == "" || v.Own == (q.From == FromLocal))
}

// SearchVoices lists the voices of the library that a query keeps. Withdrawn ones are there
// only where the event names them.
func (d *Desk) SearchVoices(ctx context.Context, id string, q VoiceQuery) (VoicePage, error) {
	out := VoicePage{Voices: []Voice{}, Years: []int{}, Topics: []string{}, Langs: []string{}, Organisations: []string{}}
	if err := q.check(); err != nil {
		return out, err
	}
	chosen, day, err := d.chosenVoices(ctx, id)
	if err != nil {
		return out, err
	}
	lib, err := d.library(ctx)
	if err != nil {
		return out, err
	}
	current := d.holdings().Held.Current(d.opt.Now())
	for _, v := range lib.Voices {
		used := slices.Contains(chosen, v.ID)
		if !used && v.Consent.Status == content.Withdrawn {
			continue
		}
		out.offer(v)
		if !q.keeps(v, day) {
			continue
		}
		view := voiceView(v, used, day)
		if !v.Own {
			view.Pack = packOfVoice(current, v.ID)
		}
		out.Voices = append(out.Voices, view)
	}
	if q == (VoiceQuery{}) {
		out.missing(lib, chosen)
	}
	out.sort()
	return out, nil
}

// chosenVoices gives the voices that an event names, if one is asked for, and the day on
// which consents are to hold.
func (d *Desk) chosenVoices(ctx context.Context, id string) (chosen []string, day string, err error) {
	if id == "" {
		return nil, d.opt.Now().Format("2006-01-02"), nil
	}
	ev, err := d.event(ctx, id)
	return ev.Voices, d.useDay(ev), err
}

// missing adds the voices that an event names and that are not here.
func (p *VoicePage) missing(lib *content.Pack, chosen []string) {
	for _, id := range chosen {
		if _, ok := lib.Voice(id); !ok {
			p.All++
			p.Voices = append(p.Voices, Voice{ID: id, Credit: id, Consent: consentMissing, Scope: []string{}, Uses: []VoiceUse{}, Topics: []string{}, Chosen: true})
		}
	}
}

// offer counts a voice among what can be narrowed by.
func (p *VoicePage) offer(v content.Voice) {
	p.All++
	add := func(list *[]string, s string) {
		if s != "" && !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	if v.Year != 0 && !slices.Contains(p.Years, v.Year) {
		p.Years = append(p.Years, v.Year)
	}
	for _, t := range v.Topics {
		add(&p.Topics, t)
	}
	add(&p.Langs, v.Lang)
	for _, t := range v.Translations {
		add(&p.Langs, t.Lang)
	}
	add(&p.Organisations, v.Organisation)
}

func (p *VoicePage) sort() {
	slices.Sort(p.Years)
	slices.Reverse(p.Years)
	for _, list := range [][]string{p.Topics, p.Langs, p.Organisations} {
		slices.SortFunc(list, func(a, b string) int { return strings.Compare(content.Fold(a), content.Fold(b)) })
	}
}

func voiceView(v content.Voice, chosen bool, day string) Voice {
	uses := []VoiceUse{}
	for _, verdict := range v.Verdicts(day) {
		uses = append(uses, VoiceUse{Use: string(verdict.Use), Allowed: verdict.Err == nil, Why: whyNot(verdict.Err)})
	}
	return Voice{
		ID: v.ID, Credit: v.Credit, Role: v.Role, Organisation: v.Organisation,
		Quote: v.Quote, Lang: v.Lang, Year: v.Year, Source: v.Source,
		Consent: string(v.Consent.Status), Scope: v.Consent.Uses(), Topics: append([]string{}, v.Topics...), Chosen: chosen,
		Local: v.Own, NameForm: string(v.Name), Given: v.Consent.Given, Expires: v.Consent.Expires, Uses: uses,
	}
}

// UseNames says in English what each use is, for the command line; the window has words
// of its own.
func UseNames() map[content.Use]string {
	return map[content.Use]string{
		content.Print: "print", content.Web: "web pages", content.Social: "social media",
		content.Press: "the press", content.Translate: "translation", content.Photo: "with a photo",
	}
}

// ConsentWords says in plain English what a voice may be used for, line by line, with the
// reason for each use that is not offered.
func (v Voice) ConsentWords() []string {
	names := UseNames()
	var out []string
	for _, u := range v.Uses {
		line := fmt.Sprintf("%s: yes", names[content.Use(u.Use)])
		if !u.Allowed {
			line = fmt.Sprintf("%s: no, %s", names[content.Use(u.Use)], v.reason(u.Why))
		}
		out = append(out, line)
	}
	return out
}

func (v Voice) reason(why string) string {
	switch why {
	case "withdrawn":
		return "it was withdrawn"
	case "unchecked":
		return "this laptop has not heard for 45 days what was withdrawn"
	case "asked":
		return "no consent is written down yet"
	case "locked":
		return "its words are locked or erased"
	case "expired":
		if v.Expires == "" {
			return "its pack has expired"
		}
		return "the consent ends on " + v.Expires
	}
	return "they did not agree to it"
}

// whyNot gives the key of a reason.
func whyNot(err error) string {
	for key, is := range map[string]error{
		"withdrawn": content.ErrWithdrawn, "unchecked": content.ErrUnchecked, "asked": content.ErrNotGiven,
		"locked": content.ErrLocked, "expired": content.ErrExpired, "scope": content.ErrOutOfScope,
	} {
		if errors.Is(err, is) {
			return key
		}
	}
	return ""
}

// otherwise says why a voice may not be used so, where nothing was withdrawn.
func otherwise(v content.Voice, err error) error {
	who := cmp.Or(v.Credit, v.ID)
	switch {
	case errors.Is(err, content.ErrExpired):
		return fault.Wrap(err, fault.Denied, fmt.Sprintf("the consent of %s has run out by then", who), "ask them again, or choose another voice")
	case errors.Is(err, content.ErrNotGiven):
		return fault.Wrap(err, fault.Denied, fmt.Sprintf("no consent of %s is written down yet", who),
			"print the consent form in their language (daykit print EVENT consent), and write down what they ticked (daykit voices add)")
	case errors.Is(err, content.ErrLocked):
		return fault.Wrap(err, fault.Locked, fmt.Sprintf("the words of %s are locked or erased", who), "unlock with your passphrase, or choose other voices")
	}
	return fault.Wrap(err, fault.Denied, fmt.Sprintf("%s has not agreed to this use", who), "choose another voice")
}
