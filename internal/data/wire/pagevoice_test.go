package wire_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/wire"
)

// neighbour is a voice of somebody made up.
func neighbour() wire.PageVoice {
	return wire.PageVoice{
		Version: wire.VoiceVersion, ID: "local-1", Lang: "uk", Quote: "Сусіди стали друзями.", Credit: "Оксана – Café Sample", Until: "2026-12-20T23:59:59Z",
		Translations: []wire.VoiceTranslation{{Lang: "en", Text: "Neighbours became friends.", Reviewed: true}},
	}
}

func TestPageVoiceIsReadStrictly(t *testing.T) {
	t.Parallel()
	v, err := wire.DecodePageVoice(wire.Raw(neighbour()))
	if err != nil || !bytes.Equal(wire.Raw(v), wire.Raw(neighbour())) {
		t.Fatalf("got %+v, %v", v, err)
	}
	for name, c := range map[string]struct {
		change func(*wire.PageVoice)
		want   string
	}{
		"a later version":          {func(v *wire.PageVoice) { v.Version = 2 }, "version"},
		"no version":               {func(v *wire.PageVoice) { v.Version = 0 }, "version"},
		"no id":                    {func(v *wire.PageVoice) { v.ID = "" }, "no id"},
		"no words":                 {func(v *wire.PageVoice) { v.Quote = " \n" }, "empty"},
		"long words":               {func(v *wire.PageVoice) { v.Quote = strings.Repeat("ж", wire.MaxVoiceQuote+1) }, "longer than"},
		"words that turn the page": {func(v *wire.PageVoice) { v.Quote = "a\u202Eb" }, "not text"},
		"a name of two lines":      {func(v *wire.PageVoice) { v.Credit = "A\nB" }, "not text"},
		"a long name":              {func(v *wire.PageVoice) { v.Credit = strings.Repeat("a", wire.MaxVoiceCredit+1) }, "longer than"},
		"no language":              {func(v *wire.PageVoice) { v.Lang = "" }, "language"},
		"a language twice":         {func(v *wire.PageVoice) { v.Translations[0].Lang = "uk" }, "twice"},
		"an empty translation":     {func(v *wire.PageVoice) { v.Translations[0].Text = "" }, "empty"},
		"an end that is no time":   {func(v *wire.PageVoice) { v.Until = "2026-12-20" }, "time"},
		"too many translations": {func(v *wire.PageVoice) {
			v.Translations = make([]wire.VoiceTranslation, wire.MaxVoiceTranslations+1)
		}, "more than"},
	} {
		v := neighbour()
		c.change(&v)
		if _, err := wire.DecodePageVoice(wire.Raw(v)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	for name, raw := range map[string]string{
		"null": "null", "a condition that is not known": `{"v":1,"id":"ana","lang":"en","quote":"Words.","only_in":"Leeds"}`,
		"two values": string(wire.Raw(neighbour())) + "{}", "a list": "[]",
	} {
		if _, err := wire.DecodePageVoice([]byte(raw)); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestPageVoiceEndsWithItsConsent(t *testing.T) {
	t.Parallel()
	v := neighbour()
	ends := time.Date(2026, 12, 20, 23, 59, 59, 0, time.UTC)
	if !v.Shown(ends.Add(-time.Second)) || v.Shown(ends) {
		t.Error("it is not shown until its consent ends, and no longer")
	}
	v.Until = "nonsense"
	if v.Shown(ends.Add(-time.Hour)) {
		t.Error("it is shown though nobody can say until when")
	}
	v.Until = ""
	if !v.Shown(ends.AddDate(10, 0, 0)) {
		t.Error("it ends though its consent does not")
	}
}

// TestPageVoiceOfOtherPrograms holds a page to programs that know no voice, and of whose
// voice we know nothing.
func TestPageVoiceOfOtherPrograms(t *testing.T) {
	t.Parallel()
	page := wire.Page{Title: map[string]string{"en": "A shared table"}}
	if raw := wire.Raw(page); strings.Contains(string(raw), "voice") {
		t.Errorf("a page without a voice says something else than before: %s", raw)
	}
	page.Voice = json.RawMessage(`{"v":2,"and":"more"}`)
	var read wire.Page
	if err := json.Unmarshal(wire.Raw(page), &read); err != nil || read.Title["en"] == "" {
		t.Errorf("a page with a voice of a later version does not read: %v", err)
	}
}

func FuzzDecodePageVoice(f *testing.F) {
	f.Add([]byte(wire.Raw(neighbour())))
	f.Add([]byte(`{"v":1,"id":"ana","lang":"en","quote":"Words."}`))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		v, err := wire.DecodePageVoice(raw)
		if err != nil {
			return
		}
		again, err := wire.DecodePageVoice(wire.Raw(v))
		if err != nil || !bytes.Equal(wire.Raw(again), wire.Raw(v)) {
			t.Errorf("%s does not come back: %v", raw, err)
		}
		if !wire.IsPlain(v.Quote, true) || !wire.IsPlain(v.Credit, false) {
			t.Errorf("%q was taken", raw)
		}
	})
}
