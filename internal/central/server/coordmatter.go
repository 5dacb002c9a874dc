package server

import (
	"strconv"
	"strings"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/locale"
)

// matterView is what is in an edition, as pages show it.
type matterView struct {
	Withdrawable bool // voices have a link to withdraw them by
	Counts       string
	Speakers     []voiceView
	Themes       []content.Theme
	Messages     []textView
	Facts        []content.Fact
	Activities   []content.Activity
}

type voiceView struct {
	content.Voice
	Language locale.Language
	Consent  string
	New      bool
}

type textView struct {
	Text     string
	Language locale.Language
}

func matterOf(m content.Matter) matterView {
	out := matterView{Themes: m.Themes, Facts: m.Facts, Activities: m.Activities, Counts: countsOf(m)}
	for _, v := range m.Voices {
		out.Speakers = append(out.Speakers, voiceView{Voice: v, Language: languageOf(v.Lang), Consent: consentText(v.Consent)})
	}
	for _, x := range m.Messages {
		out.Messages = append(out.Messages, textView{x.Text, languageOf(x.Lang)})
	}
	return out
}

// countsOf says how much of each kind there is.
func countsOf(m content.Matter) string {
	var parts []string
	for _, c := range []struct {
		n         int
		one, many string
	}{
		{len(m.Themes), "theme", "themes"},
		{len(m.Voices), "voice", "voices"},
		{len(m.Messages), "message", "messages"},
		{len(m.Facts), "fact", "facts"},
		{len(m.Activities), "activity", "activities"},
	} {
		if c.n > 0 {
			parts = append(parts, countOf(c.n, c.one, c.many))
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

// consentText says what a consent rests on, what for and until when.
func consentText(c content.Consent) string {
	text := "Consent as its source says"
	if c.Status == content.Granted {
		text = "Consent given"
	}
	if c.Given != "" {
		text += " on " + dayWords(c.Given)
	}
	text += ", held by " + c.Controller
	if uses := c.Uses(); len(uses) > 0 {
		text += ", for " + strings.Join(uses, ", ")
	} else {
		text += ", for no use"
	}
	if c.Expires != "" {
		text += ", until " + dayWords(c.Expires)
	}
	return text
}

// packPath is where laptops get an edition.
func packPath(id string, version int64) string {
	return wire.PathPacks + "/" + id + "/" + strconv.FormatInt(version, 10)
}
