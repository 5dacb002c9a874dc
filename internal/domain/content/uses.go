package content

// NameForm is how a person agreed to be named beside their words.
type NameForm string

// The forms that the consent form offers. A voice of a pack has its credit as the
// campaign agreed it, and no form.
const (
	NameFull      NameForm = "full"
	NameFirst     NameForm = "first"
	NamePseudonym NameForm = "pseudonym"
	NameNone      NameForm = "none"
)

// NameForms lists them in the order that forms show them.
func NameForms() []NameForm { return []NameForm{NameFull, NameFirst, NamePseudonym, NameNone} }

// Translation is a quotation in another language, with who made it and who else read it.
type Translation struct {
	Lang      string `json:"lang"`
	Text      string `json:"text"`
	By        string `json:"by"`
	CheckedBy string `json:"checked_by"` // empty until somebody else has read it
}

// Verdict says whether a voice may be used in one way.
type Verdict struct {
	Use Use
	Err error // why not, as Consent.Allows gives it; nil where it may
}

// Verdicts gives one for each use, in the order of the function Uses. date is the last day
// on which the voice would be shown, as 2026-12-18.
func (v Voice) Verdicts(date string) []Verdict {
	out := []Verdict{}
	for _, use := range Uses() {
		out = append(out, Verdict{use, v.Consent.Allows(use, date)})
	}
	return out
}

// Spoken gives the voice for matter in the language lang: in a translation that was
// checked where the person agreed to be translated, and else as it was said.
func (v Voice) Spoken(lang, date string) Voice {
	if lang == v.Lang || v.Consent.Allows(Translate, date) != nil {
		return v
	}
	t, ok := find(v.Translations, func(t Translation) bool { return t.Lang == lang && t.CheckedBy != "" })
	if ok {
		v.Lang, v.Quote = t.Lang, t.Text
	}
	return v
}

// WithVoices gives a copy of the pack with a group's own voices after its own.
func (p *Pack) WithVoices(own []Voice) *Pack {
	out := *p
	out.Voices = append(p.Voices[:len(p.Voices):len(p.Voices)], own...)
	return &out
}
