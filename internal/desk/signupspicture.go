package desk

import (
	"context"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// PictureLine is words of the public page, in the language that they are there in.
type PictureLine struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Lang string `json:"lang"`
	Dir  string `json:"dir"` // ltr or rtl

	State string `json:"state"` // of a fixed phrase: reviewed, unreviewed, stale, or missing where English stands in; else empty
}

// SignupPicture is what a visitor would see of signing up with what is chosen here, whether
// it is published yet or not.
type SignupPicture struct {
	Lang   string        `json:"lang"`
	Dir    string        `json:"dir"`
	Title  PictureLine   `json:"title"`
	When   string        `json:"when"`
	Place  string        `json:"place"` // the area alone while the address is hidden
	State  string        `json:"state"`
	Note   PictureLine   `json:"note"` // no text for none
	Fields []PictureLine `json:"fields"`
	Ticks  []PictureLine `json:"ticks"`
	Food   []PictureLine `json:"food"`
	Access []PictureLine `json:"access"`

	FoodTitle   PictureLine `json:"food_title"`
	AccessTitle PictureLine `json:"access_title"`
	Send        PictureLine `json:"send"`
}

// SignupPicture gives the sign-up of an event's page in one of its languages.
func (d *Desk) SignupPicture(ctx context.Context, id, lang string) (SignupPicture, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return SignupPicture{}, err
	}
	l, ok := locale.Lookup(lang)
	if !ok {
		return SignupPicture{}, fault.Invalidf("", "lang: %q is not a language that Daykit knows", lang)
	}
	w := pictureWords{d.pack(), l.Tag} // as the server has them: what an event's own translators wrote does not travel
	ask := asked(ev)
	title, titleIn := ev.Title.In(l.Tag, mainLang(ev), "en")
	note, noteIn := ev.SignupPage.Note.In(l.Tag, mainLang(ev), "en")
	return SignupPicture{
		Lang: l.Tag, Dir: string(l.Dir), Title: lineIn("title", title, titleIn), Note: lineIn("note", note, noteIn),
		When: locale.LongDate(l.Tag, ev.Date) + " " + locale.TimeRange(ev.Start, ev.End), Place: ev.Venue.Place(),
		State:  ev.SignupPage.StateOrOpen(),
		Fields: w.all("page.", chosen(pageFields(), ev.Signup.Fields)), Ticks: w.all("signup.tick.", ask.Ticks),
		Food: w.all("food.", ask.Food), Access: w.all("access.", ask.Access),
		FoodTitle: w.line("food", "food"), AccessTitle: w.line("access", "signup.help"), Send: w.line("send", sendKey(ev)),
	}, nil
}

// pageFields are what people write, in the page's order, which is not that of the sheets.
func pageFields() []string { return []string{"name", "party", "contact"} }

// sendKey is the phrase of the page's button.
func sendKey(ev event.Event) string {
	if ev.SignupPage.StateOrOpen() == wire.SignupFull {
		return "page.send.wait"
	}
	return "page.send"
}

// pictureWords finds fixed phrases in a language.
type pictureWords struct {
	pack *content.Pack
	lang string
}

func (w pictureWords) line(id, key string) PictureLine {
	text, in := w.pack.Phrase(key, w.lang)
	line := lineIn(id, text, in)
	line.State = string(w.pack.PhraseState(key, w.lang))
	return line
}

func (w pictureWords) all(prefix string, ids []string) []PictureLine {
	out := []PictureLine{}
	for _, id := range ids {
		out = append(out, w.line(id, prefix+id))
	}
	return out
}

func lineIn(id, text, lang string) PictureLine {
	p := PictureLine{ID: id, Text: text, Lang: lang, Dir: string(locale.LTR)}
	if l, ok := locale.Lookup(lang); ok {
		p.Dir = string(l.Dir)
	}
	return p
}
