package wire

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"daykit/internal/domain/content"
)

// VoiceVersion is the version of PageVoice that this program writes and shows.
const VoiceVersion = 1

// Limits of a voice on a page, in characters and in entries.
const (
	MaxVoiceQuote        = content.MaxWords
	MaxVoiceCredit       = 610 // a name and an organisation of a pack, and what joins them
	MaxVoiceTranslations = content.MaxOwnList
)

// PageVoice is somebody's words on an event's page, as they agreed to it (content.Web).
// Who made a translation, and how the person is reached, never travels.
type PageVoice struct {
	Version int    `json:"v"`  // VoiceVersion
	ID      string `json:"id"` // of the voice, by which a list of withdrawals names it
	Lang    string `json:"lang"`
	Quote   string `json:"quote"`
	Credit  string `json:"credit,omitempty"` // the line below it, with the name as it was agreed; empty for none
	Until   string `json:"until,omitempty"`  // RFC 3339 in UTC: from then on it is shown no more; empty for no end

	Translations []VoiceTranslation `json:"translations,omitempty"` // only where that was agreed
}

// VoiceTranslation is the quotation in another language.
type VoiceTranslation struct {
	Lang     string `json:"lang"`
	Text     string `json:"text"`
	Reviewed bool   `json:"reviewed,omitempty"` // somebody else than who made it has read it
}

// DecodePageVoice reads a voice strictly: a field that is not known may be a condition of
// somebody's consent, so it is refused and not passed over.
func DecodePageVoice(raw []byte) (PageVoice, error) {
	v, err := strictly[PageVoice]("voice on the page", raw)
	if err != nil {
		return v, err
	}
	return v, v.Check()
}

// Check says what is wrong with a voice, in a clause that a person can read.
func (v PageVoice) Check() error {
	switch {
	case v.Version != VoiceVersion:
		return errors.New("the voice on the page is of a version that is not known here")
	case !content.IsID(v.ID):
		return errors.New("the voice on the page has no id")
	case len(v.Translations) > MaxVoiceTranslations:
		return fmt.Errorf("the voice on the page has more than %d translations", MaxVoiceTranslations)
	}
	if err := checkWords("name below the quotation", v.Credit, MaxVoiceCredit, false); err != nil {
		return err
	}
	if _, err := v.Ends(); err != nil {
		return err
	}
	langs := []string{}
	for _, t := range append([]VoiceTranslation{{Lang: v.Lang, Text: v.Quote}}, v.Translations...) {
		if t.Lang == "" || !isLang(t.Lang) || slices.Contains(langs, t.Lang) {
			return errors.New("a language of the quotation is no language tag, or is there twice")
		}
		if strings.TrimSpace(t.Text) == "" {
			return errors.New("the quotation or a translation of it is empty")
		}
		if err := checkWords("quotation", t.Text, MaxVoiceQuote, true); err != nil {
			return err
		}
		langs = append(langs, t.Lang)
	}
	return nil
}

// Ends gives the moment from which it is shown no more; the zero time for none.
func (v PageVoice) Ends() (time.Time, error) {
	if v.Until == "" {
		return time.Time{}, nil
	}
	return utc(v.Until)
}

// Shown reports whether its consent still holds.
func (v PageVoice) Shown(now time.Time) bool {
	ends, err := v.Ends()
	return err == nil && (ends.IsZero() || now.Before(ends))
}

// In gives the translation for a reader, and false where none is needed or there is none.
func (v PageVoice) In(lang string) (VoiceTranslation, bool) {
	i := slices.IndexFunc(v.Translations, func(t VoiceTranslation) bool { return t.Lang == lang })
	if i < 0 {
		return VoiceTranslation{}, false
	}
	return v.Translations[i], true
}
