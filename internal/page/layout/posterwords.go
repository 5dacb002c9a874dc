package layout

import (
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// posterWords are all the words of a poster, whatever its design. Those that there
// are none of have an empty text.
type posterWords struct {
	day, headline, title, about words // what
	date, clock                 words // when
	place, hidden, access       words // where
	signup, scan, address       words // the captions of the code
	foot, hashtag, group        words

	icons iconSize // of what the venue offers; none where they have no room
}

// all lists the words, for what changes each of them.
func (w *posterWords) all() []*words {
	return []*words{
		&w.day, &w.headline, &w.title, &w.about, &w.date, &w.clock, &w.place, &w.hidden, &w.access,
		&w.signup, &w.scan, &w.address, &w.foot, &w.hashtag, &w.group,
	}
}

// inks colours the words for another ground than paper: first what leads, second
// what stands back.
func (w *posterWords) inks(first, second display.Color) {
	for _, each := range w.all() {
		if each.color == ink2 {
			each.color = second
		} else {
			each.color = first
		}
	}
}

// readWords takes the organisers' own words.
func (p *poster) readWords() {
	ev := p.in.Event
	headline := ev.Texts.Headline
	if text, _ := headline.In(p.in.Lang, mainLang(ev), "en"); text == "" {
		headline = event.Text{"en": p.in.Theme.Text}
	}
	p.headline = p.own("texts.headline", headline, fonts.Display, display.H1, far)
	p.title = p.own("title", ev.Title, fonts.Display, display.H2, far)
	p.about = p.own("texts.about", ev.Texts.About, fonts.Text, display.P, near)
	p.access = p.own("texts.access", ev.Texts.Access, fonts.Text, display.P, near)
	if p.access.text == "" {
		p.access = p.accessPhrases()
	}
}

// own takes words of the organisers in the poster's language, or what they have.
func (p *poster) own(field string, t event.Text, role fonts.Role, tag display.Role, r rank) words {
	text, got := pick(&p.problems, field, t, p.in.Event, p.in.Lang)
	return words{field: field, lang: got, text: text, role: role, tag: tag, color: ink, rank: r}
}

// readFacts takes what is the same in every language, and the fixed phrases.
func (p *poster) readFacts() {
	ev, lang := p.in.Event, p.in.Lang
	main := mainLang(ev)
	p.day = p.phrase(PhraseDay, fonts.Bold)
	p.signup = p.phrase(PhraseSignup, fonts.Bold)
	p.scan = p.phrase(PhraseScan, fonts.Text)
	if ev.Venue.HideAddress {
		p.hidden = p.phrase(PhraseHidden, fonts.Text)
		p.hidden.rank = near
	}
	p.date = words{field: "date", lang: lang, text: locale.LongDate(lang, ev.Date), role: fonts.Bold, tag: display.P, color: ink, rank: far}
	p.clock = p.date
	p.clock.text = locale.TimeRange(ev.Start, ev.End)
	p.place = words{field: "venue", lang: main, text: ev.Venue.Place(), role: fonts.Text, tag: display.P, color: ink, rank: far}
	p.address = words{field: "code", lang: "en", text: p.in.Code.Address, role: fonts.Text, tag: display.P, color: ink}
	p.group = words{field: "group", lang: main, text: ev.Group, role: fonts.Text, tag: display.P, color: ink2}
	p.readFoot()
}

// readFoot takes the day's name with its hashtag, and the hashtag alone for where
// there is no room for both.
func (p *poster) readFoot() {
	p.foot = p.day
	p.foot.role, p.foot.color = fonts.Text, ink2
	p.hashtag = p.foot
	p.hashtag.text, p.hashtag.lang = p.in.Theme.Hashtag, "en"
	if p.in.Theme.Hashtag != "" {
		p.foot.text += " · " + typeset.Isolate(p.in.Theme.Hashtag)
	}
}

// phrase takes a fixed phrase; that it is in English is worth a note.
func (p *poster) phrase(key string, role fonts.Role) words {
	text, got := p.in.Phrases.Phrase(key, p.in.Lang)
	if got != p.in.Lang {
		p.notes.add("phrases", p.in.Lang, foundNoWordsSome, tongue(p.in.Lang), tongue(got))
	}
	return words{field: "phrases", lang: got, text: text, role: role, tag: display.P, color: ink}
}

// phraseWith takes a fixed phrase round a name.
func (p *poster) phraseWith(key string, role fonts.Role, name string) words {
	w := p.phrase(key, role)
	if w.text == "" {
		w.text, w.lang = "{name}", mainLang(p.in.Event)
	}
	w.text = strings.ReplaceAll(w.text, "{name}", typeset.Isolate(name))
	return w
}

// accessPhrases names what the venue offers, where the organisers wrote no line
// of their own.
func (p *poster) accessPhrases() words {
	out := words{field: "venue.access", lang: p.in.Lang, role: fonts.Text, tag: display.P, color: ink, rank: near}
	var parts []string
	for _, a := range p.in.Event.Venue.Access {
		w := p.phrase(PhraseAccess+"."+string(a), fonts.Text)
		if w.text != "" {
			parts = append(parts, strings.ReplaceAll(w.text, " ", "\u00a0"))
			out.lang = w.lang
		}
	}
	out.text = strings.Join(parts, " · ")
	return out
}

// when joins date and time in a sentence, or over two lines.
func (p *poster) when(lines int) words {
	w := p.date
	if p.clock.text == "" {
		return w
	}
	clock := typeset.Isolate(p.clock.text)
	switch {
	case lines > 1:
		w.text += "\n" + clock
	case fonts.ScriptOf(w.lang) == "Arab":
		w.text += "، " + clock
	case fonts.ScriptOf(w.lang) == "Ethi":
		w.text += "፣ " + clock
	case fonts.ScriptOf(w.lang) == "Hani":
		w.text += " " + clock
	default:
		w.text += ", " + clock
	}
	return w
}
