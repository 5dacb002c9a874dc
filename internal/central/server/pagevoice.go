package server

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
)

// Reasons why a page with somebody's words is not taken. Each says what to do next.
const (
	reasonVoiceGone  = "the voice on this page was withdrawn; sync, choose another voice for the page or none, and publish it again"
	reasonVoiceOther = "the voice on this page is not as the campaign's pack has it; sync, choose it again, and publish the page again"
	reasonVoiceUse   = "the campaign's pack does not allow this voice on the web on that day; choose another voice for the page or none, and publish it again"
)

// pageVoice is somebody's words as a page shows them to a reader.
type pageVoice struct {
	Quote       words
	Credit      *words
	Translation *words // into the reader's language, where there is one
	Mark        words  // whether anybody else has read it
}

// checkVoice reports what is wrong with the voice of a page.
func checkVoice(raw json.RawMessage) error {
	if raw == nil {
		return nil
	}
	v, err := wire.DecodePageVoice(raw)
	if err == nil && !languageTag.MatchString(v.Lang) {
		err = refusal("the language of the quotation is not a language tag")
	}
	return err
}

// voiceOf gives the voice of a page, nil where none may be shown now. Whoever withdraws is
// obeyed at once: the page says the number of the newest list of the same moment. Where the
// list cannot be read the voice is not shown.
func (s *Server) voiceOf(ctx context.Context, p Published, page wire.Page, a asking) *pageVoice {
	if page.Voice == nil {
		return nil
	}
	v, err := wire.DecodePageVoice(page.Voice)
	if err != nil || !v.Shown(s.Now()) {
		return nil
	}
	gone, err := s.struck.names(ctx, s, p.Withdrawn, v.ID)
	if err != nil {
		s.Log.ErrorContext(ctx, "the list of withdrawals was not read, so a page is shown without its voice", keyErr, err)
	}
	if err != nil || gone {
		return nil
	}
	out := &pageVoice{Quote: inLanguage(strings.TrimSpace(v.Quote), v.Lang)}
	if v.Credit != "" {
		credit := inLanguage(v.Credit, v.Lang)
		out.Credit = &credit
	}
	if t, ok := v.In(a.asked.Tag); ok {
		text := inLanguage(strings.TrimSpace(t.Text), t.Lang)
		out.Translation = &text
		out.Mark = a.book.say("page.voice.unchecked")
		if t.Reviewed {
			out.Mark = a.book.say("page.voice.translated")
		}
	}
	return out
}

// struck remembers the newest list of withdrawals that was read.
type struck struct {
	mu   sync.Mutex
	read time.Time
	list content.Withdrawals
}

// struckLife is how long a list is believed to be that of its number: one database may be
// put in the place of another, whose list of that number is another.
const struckLife = time.Minute

// names reports whether the list of a number, or a later one, names a voice.
func (k *struck) names(ctx context.Context, s *Server, number int64, voice string) (bool, error) {
	if number == 0 {
		return false, nil
	}
	k.mu.Lock()
	list, read := k.list, k.read
	k.mu.Unlock()
	if now := s.Now(); list.Number != number || now.Sub(read) >= struckLife || now.Before(read) {
		var err error
		if list, err = readList(ctx, s.Store); err != nil {
			return false, err
		}
		k.mu.Lock()
		k.list, k.read = list, now
		k.mu.Unlock()
	}
	return list.Names(voice), nil
}

// holdVoices refuses pages whose voice was withdrawn, or that the campaign's pack does not
// allow there. What the campaign does not have is the group's own, or came by a stick. A page
// that a later one of the same push takes the place of is let pass: it is never shown, and a
// laptop that has heard of the withdrawal by then has nothing to mend.
func (s *Server) holdVoices(ctx context.Context, streams [][]Judged) error {
	last := lastPages(streams)
	var known *campaignVoices
	for _, ops := range streams {
		for i := range ops {
			f := &ops[i].Fold
			v, ok := voiceBrought(ops[i])
			if !ok || ops[i].Op.HLC < last[f.Event] {
				continue
			}
			if known == nil {
				var err error
				if known, err = s.campaignVoices(ctx); err != nil {
					return err
				}
			}
			if reason := known.refuse(v.PageVoice, max(v.date, s.Now().UTC().Format(time.DateOnly))); reason != "" {
				ops[i].Refused, ops[i].Fold = reason, Fold{}
			}
		}
	}
	return nil
}

// lastPages gives the time of the latest page of each event in a push, of those whose body
// is taken.
func lastPages(streams [][]Judged) map[string]oplog.HLC {
	last := map[string]oplog.HLC{}
	for _, ops := range streams {
		for _, j := range ops {
			if j.Refused == "" && j.Fold.Entity == wire.EntityPage {
				last[j.Fold.Event] = max(last[j.Fold.Event], j.Op.HLC)
			}
		}
	}
	return last
}

// broughtVoice is the voice of a page that was pushed, and the day of its event.
type broughtVoice struct {
	wire.PageVoice
	date string
}

// voiceBrought reads the voice that an op puts on a page; false where it puts none there.
func voiceBrought(j Judged) (v broughtVoice, ok bool) {
	var page wire.Page
	if j.Refused != "" || j.Fold.Entity != wire.EntityPage || json.Unmarshal(j.Fold.Value, &page) != nil || page.Voice == nil {
		return v, false
	}
	one, err := wire.DecodePageVoice(page.Voice)
	return broughtVoice{one, page.Date}, err == nil // which check has seen to
}

// campaignVoices are the voices that the server knows of.
type campaignVoices struct {
	list   content.Withdrawals
	voices []content.Voice // of the packs that may be used now, and of the one that is built in
}

func (s *Server) campaignVoices(ctx context.Context) (*campaignVoices, error) {
	list, err := readList(ctx, s.Store)
	if err != nil {
		return nil, err
	}
	out := &campaignVoices{list: list}
	all, err := s.Store.Packs(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range newest(all, func(p Pack) bool { return p.usable(s.Now()) }) {
		e, err := readPack(ctx, s.Store, p)
		if errors.Is(err, ErrNotFound) { // emptied meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		out.voices = append(out.voices, e.Content.Voices...)
	}
	out.voices = append(out.voices, content.Builtin().Voices...)
	return out, nil
}

// refuse says why a page may not carry a voice on a day; empty where it may.
func (k *campaignVoices) refuse(v wire.PageVoice, day string) string {
	if k.list.Names(v.ID) {
		return reasonVoiceGone
	}
	i := slices.IndexFunc(k.voices, func(one content.Voice) bool { return one.ID == v.ID })
	if i < 0 {
		return ""
	}
	one := k.voices[i]
	switch {
	case one.Consent.Allows(content.Web, day) != nil,
		len(v.Translations) > 0 && one.Consent.Allows(content.Translate, day) != nil:
		return reasonVoiceUse
	case one.Quote != v.Quote || one.Lang != v.Lang || one.CreditLine() != v.Credit:
		return reasonVoiceOther
	}
	return ""
}
