package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// actPageVoice is the label of choosing whose words stand on an event's page.
const actPageVoice = "page.voice"

// NoVoice is the choice that nobody's words stand on the page.
const NoVoice = "none"

// PageVoices is the choice of a voice for an event's page.
type PageVoices struct {
	Chosen  string           `json:"chosen"` // id; empty for none
	Shown   string           `json:"shown"`  // id of the one on the published page; empty for none
	Offered []PageVoiceOffer `json:"offered"`
	Refused []PageVoiceOffer `json:"refused"` // each with its reason
}

// PageVoiceOffer is a voice as the page would show it.
type PageVoiceOffer struct {
	ID           string                 `json:"id"`
	Credit       string                 `json:"credit"` // the line below the quotation; empty where no name was agreed
	Quote        string                 `json:"quote"`
	Lang         string                 `json:"lang"`
	Dir          string                 `json:"dir"`
	Local        bool                   `json:"local"`
	Translations []PageVoiceTranslation `json:"translations"`
	Why          string                 `json:"why"`       // as in VoiceUse, or missing; empty of an offered one
	WhyWords     string                 `json:"why_words"` // the same in English, for the command line
}

// PageVoiceTranslation is one that the page shows to readers of its language.
type PageVoiceTranslation struct {
	Lang     string `json:"lang"`
	Dir      string `json:"dir"`
	Text     string `json:"text"`
	Reviewed bool   `json:"reviewed"`
}

// PageVoices lists the voices that may stand on an event's page on its day, and those that
// may not with the reason. A withdrawn one is there only where it is chosen.
func (d *Desk) PageVoices(ctx context.Context, id string) (PageVoices, error) {
	out := PageVoices{Offered: []PageVoiceOffer{}, Refused: []PageVoiceOffer{}}
	ev, err := d.event(ctx, id)
	if err != nil {
		return out, err
	}
	lib, err := d.library(ctx)
	if err != nil {
		return out, err
	}
	page, err := d.pageOf(ctx, string(ev.ID))
	if err != nil {
		return out, err
	}
	out.Chosen = ev.SignupPage.Voice
	if v, ok := voiceOn(page); ok {
		out.Shown = v.ID
	}
	for _, v := range lib.Voices {
		err := d.allowsOnPage(ev, v)
		if errors.Is(err, content.ErrWithdrawn) && v.ID != out.Chosen {
			continue
		}
		offer := offerOf(v.ID, d.asOnPage(ev, v))
		offer.Local = v.Own
		if err == nil {
			out.Offered = append(out.Offered, offer)
			continue
		}
		offer.Why, offer.WhyWords = whyNot(err), plainReason(notAgreed(v, err))
		out.Refused = append(out.Refused, offer)
	}
	if _, ok := lib.Voice(out.Chosen); out.Chosen != "" && !ok {
		out.Refused = append(out.Refused, PageVoiceOffer{
			ID: out.Chosen, Translations: []PageVoiceTranslation{}, Why: consentMissing, WhyWords: plainReason(noVoice(out.Chosen)),
		})
	}
	return out, nil
}

func offerOf(id string, v wire.PageVoice) PageVoiceOffer {
	out := PageVoiceOffer{ID: id, Credit: v.Credit, Quote: v.Quote, Lang: v.Lang, Dir: dirOf(v.Lang), Translations: []PageVoiceTranslation{}}
	for _, t := range v.Translations {
		out.Translations = append(out.Translations, PageVoiceTranslation{t.Lang, dirOf(t.Lang), t.Text, t.Reviewed})
	}
	return out
}

func dirOf(lang string) string {
	l, _ := locale.Lookup(lang)
	return string(l.Dir)
}

// PageVoice chooses whose words stand on an event's page: the id of a voice, or NoVoice.
// One that may not stand there is refused with the reason. Where the page is published it
// goes out with the next sync. It is one act. To choose again what is chosen sends the page
// once more, for a server that passed over the voice when it came.
func (d *Desk) PageVoice(ctx context.Context, id, voice string) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	next := ev
	if next.SignupPage.Voice = voice; voice == NoVoice || voice == "" {
		next.SignupPage.Voice = ""
	} else if err := d.MayUse(ctx, id, voice, content.Web, ""); err != nil {
		return EventView{}, err
	}
	if err := d.validate(ctx, next, ev); err != nil {
		return EventView{}, err
	}
	fields, err := changedFields(ev, next)
	if err != nil {
		return EventView{}, err
	}
	page, err := d.revoiced(ctx, next)
	if err != nil {
		return EventView{}, err
	}
	if changes := append(sets(entityEvent, string(ev.ID), fields), page...); len(changes) > 0 {
		err = d.write(ctx, string(ev.ID), actPageVoice, changes...)
	} else {
		err = d.voiceOnceMore(ctx, next)
	}
	if err != nil {
		return EventView{}, err
	}
	return d.view(ctx, next)
}

// revoiced puts the voice that is chosen onto a published page, and leaves the rest of it
// as it is.
func (d *Desk) revoiced(ctx context.Context, ev event.Event) ([]store.Change, error) {
	voice, err := d.pageVoice(ctx, ev)
	if err != nil {
		return nil, err
	}
	have, page, err := d.readPage(ctx, string(ev.ID))
	if err != nil || have == nil {
		return nil, err
	}
	page.Voice = voice
	return d.repaged(ctx, ev, have, page)
}

// voiceOnceMore writes a page down again as it is. What is the same is not written, so the
// voice is taken off first. Nobody undoes it.
func (d *Desk) voiceOnceMore(ctx context.Context, ev event.Event) error {
	have, page, err := d.readPage(ctx, string(ev.ID))
	if err != nil || page.Voice == nil {
		return err
	}
	page.Voice = nil
	without := pageSets(string(ev.ID), page)
	if err := d.write(ctx, string(ev.ID), "", without...); err != nil {
		return err
	}
	with := sets(wire.EntityPage, string(ev.ID), map[string]json.RawMessage{wire.FieldPage: have})
	return d.write(ctx, string(ev.ID), "", with...)
}

// allowsOnPage says why a voice may not stand on an event's page.
func (d *Desk) allowsOnPage(ev event.Event, v content.Voice) error {
	return v.Allows(content.Web, d.useDay(ev), v.Lang)
}

// pageVoice is the chosen voice as the page carries it: nil where none is chosen, or where
// the chosen one was withdrawn, which takes it off. Any other that may not stand there is
// refused, so that nobody believes that it does.
func (d *Desk) pageVoice(ctx context.Context, ev event.Event) (json.RawMessage, error) {
	id := ev.SignupPage.Voice
	if id == "" {
		return nil, nil
	}
	lib, err := d.library(ctx)
	if err != nil {
		return nil, err
	}
	v, ok := lib.Voice(id)
	if !ok {
		return nil, otherOnPage(noVoice(id))
	}
	err = d.allowsOnPage(ev, v)
	if errors.Is(err, content.ErrWithdrawn) {
		return nil, nil
	}
	if err != nil {
		return nil, otherOnPage(notAgreed(v, err))
	}
	out := d.asOnPage(ev, v)
	if err := out.Check(); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, err.Error(), "mend the words of the voice, or choose another for the page")
	}
	return wire.Raw(out), nil
}

// otherOnPage says what to do about a voice that may not stand on a page.
func otherOnPage(err error) error {
	hint := "put another voice on the page, or none (daykit publish EVENT --voice none)"
	var f *fault.Error
	if errors.As(err, &f) && errors.Is(err, content.ErrUnchecked) {
		hint = f.Hint + "; or " + hint
	}
	return fault.Wrap(err, fault.CodeOf(err), "the voice on the page: "+plainReason(err), hint)
}

// asOnPage gives a voice as a page of an event carries it: in the languages of the page,
// where that was agreed, and without who translated it.
func (d *Desk) asOnPage(ev event.Event, v content.Voice) wire.PageVoice {
	out := wire.PageVoice{
		Version: wire.VoiceVersion, ID: v.ID, Lang: v.Lang, Quote: strings.ReplaceAll(v.Quote, "\r\n", "\n"), Credit: v.CreditLine(), Until: d.shownUntil(ev, v),
	}
	if v.Credit == "" {
		out.Credit = v.Organisation
	}
	if v.Consent.Allows(content.Translate, d.useDay(ev)) != nil {
		return out
	}
	for _, t := range v.Translations {
		if slices.Contains(ev.Languages, t.Lang) {
			out.Translations = append(out.Translations, wire.VoiceTranslation{Lang: t.Lang, Text: strings.ReplaceAll(t.Text, "\r\n", "\n"), Reviewed: t.CheckedBy != ""})
		}
	}
	return out
}

// shownUntil is the moment from which a page may not show a voice any more, as
// wire.PageVoice says it: the end of the last day of the consent where the event is, or of
// the edition that the voice comes from.
func (d *Desk) shownUntil(ev event.Event, v content.Voice) string {
	var ends time.Time
	if day, err := event.ParseDate(v.Consent.Expires); err == nil {
		ends = time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, zone(ev))
	}
	for _, e := range d.holdings().Held.Current(d.opt.Now()) {
		if has := packOfVoice([]content.Edition{e}, v.ID) != ""; has && (ends.IsZero() || e.Ends().Before(ends)) {
			ends = e.Ends()
			break // of two packs with one voice the first counts
		}
	}
	return instant(ends)
}

// voiceOn reads the voice of a page; false where it has none that is known here.
func voiceOn(page wire.Page) (wire.PageVoice, bool) {
	if page.Voice == nil {
		return wire.PageVoice{}, false
	}
	v, err := wire.DecodePageVoice(page.Voice)
	return v, err == nil
}

// pageOf reads the published page of an event; the zero Page where there is none, or none
// that reads.
func (d *Desk) pageOf(ctx context.Context, id string) (page wire.Page, err error) {
	have, err := d.page(ctx, id)
	if err != nil || len(have) == 0 || json.Unmarshal(have, &page) != nil {
		return wire.Page{}, err
	}
	return page, nil
}

// readPage reads the published page of an event; have is nil where there is none.
func (d *Desk) readPage(ctx context.Context, id string) (have json.RawMessage, page wire.Page, err error) {
	if have, err = d.page(ctx, id); err != nil || len(have) == 0 {
		return nil, page, err
	}
	if err := json.Unmarshal(have, &page); err != nil {
		return nil, page, fault.Wrap(err, fault.Damaged, "the published page does not read back", "publish it again")
	}
	return have, page, nil
}

func sameVoice(a, b json.RawMessage) bool { return len(a)+len(b) == 0 || sameJSON(a, b) }

func pageSets(id string, page wire.Page) []store.Change {
	return sets(wire.EntityPage, id, map[string]json.RawMessage{wire.FieldPage: wire.Raw(page)})
}

// checkPageVoice refuses a document that newly puts a voice on its page that may not stand
// there.
func (d *Desk) checkPageVoice(lib *content.Pack, ev, was event.Event) error {
	id := ev.SignupPage.Voice
	if id == "" || id == was.SignupPage.Voice {
		return nil
	}
	v, ok := lib.Voice(id)
	if !ok {
		return fault.Invalidf("`daykit voices` lists them", "signup_page.voice: %q is not in the content pack", id)
	}
	if err := d.allowsOnPage(ev, v); err != nil {
		f := notAgreed(v, err)
		return fault.Wrap(f, fault.CodeOf(f), fmt.Sprintf("signup_page.voice: %s", plainReason(f)), "choose another voice for the page, or none")
	}
	return nil
}
