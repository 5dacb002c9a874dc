package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/page/qr"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The phrases of the band across a draft. They are English, for those who print
// it; PhraseDraft also stands in the language whose words nobody has read.
const (
	PhraseDraft          = "draft"           // Draft
	PhraseDraftWords     = "draft.words"     // Draft – the {language} words have not been read by a speaker
	PhraseDraftLanguages = "draft.languages" // Draft – the words in {n} languages have not been read by a speaker
	PhraseDraftShort     = "draft.short"     // Draft – not read by a speaker
)

// DraftInput says what of a print is a draft.
type DraftInput struct {
	Phrases Phrases
	Langs   []string // whose words no speaker has read; none for no band
}

// The band lies between what is read, which keeps SafeEndMM, and what few printers
// reach. A picture for a screen has less room and nothing that cuts it.
const (
	draftFromMM  = 5.0
	draftToMM    = 12.0
	draftClearMM = 3.0   // of white between a band and what is read
	draftThinMM  = 4.4   // of a band that would lie closer
	draftPastMM  = 6.0   // beyond the sides of the page
	draftGapMM   = 4.0   // between words side by side
	draftShare   = 0.036 // of the short side of a picture, where the margin is marginShare
	draftAirPt   = 0.5   // above and below the words
	draftLeastPt = 8.0
)

// DraftBand gives copies of pages with a band along the top and the bottom that
// says which words no speaker has read; a picture for a screen has it at the
// bottom alone. The band covers artwork but no words, no code and nothing to fill
// in: where it would, that edge goes without, and a page with no band at all is
// named in a Problem.
func (s *Setter) DraftBand(pages []*display.Page, in DraftInput) ([]*display.Page, []Problem) {
	if len(in.Langs) == 0 {
		return pages, nil
	}
	var ps problems
	out := make([]*display.Page, len(pages))
	for i, p := range pages {
		out[i] = &display.Page{W: p.W, H: p.H, Ops: slices.Clone(p.Ops)}
		drawn := 0
		for _, strip := range s.draftStrips(p) {
			if !s.covers(p.Ops, strip, placing{Scale: 1}) && s.band(out[i], strip, in, &ps) {
				drawn++
			}
		}
		if drawn == 0 {
			ps.add("draft", in.Langs[0], foundDraftNoRoom, i+1)
		}
	}
	return out, ps.list
}

// draftStrips are where a band may go: as wide as it can be with white between it
// and what is read.
func (s *Setter) draftStrips(p *display.Page) []display.Rect {
	past := display.MM(draftPastMM)
	if onScreen(p) {
		h := math.Min(p.W, p.H) * draftShare
		return []display.Rect{{X: -past, Y: p.H - h, W: p.W + 2*past, H: h + past}}
	}
	y, h := display.MM(draftFromMM), display.MM(draftToMM-draftFromMM)
	clear, thin := display.MM(draftClearMM), display.MM(draftThinMM)
	for _, strip := range draftEnds(p, y, h, past) {
		if s.covers(p.Ops, reaching(strip, clear), placing{Scale: 1}) || quietMeets(p.Ops, strip) {
			h = thin
		}
	}
	return draftEnds(p, y, h, past)
}

// draftEnds are strips of a height at both ends of a page, y from its edges.
func draftEnds(p *display.Page, y, h, past float64) []display.Rect {
	return []display.Rect{{X: -past, Y: y, W: p.W + 2*past, H: h}, {X: -past, Y: p.H - y - h, W: p.W + 2*past, H: h}}
}

// reaching is a strip with white above and below it.
func reaching(r display.Rect, white float64) display.Rect {
	r.Y, r.H = r.Y-white, r.H+2*white
	return r
}

// quietMeets says whether a strip lies in the white that a code needs round it.
func quietMeets(ops []display.Op, r display.Rect) bool {
	return slices.ContainsFunc(ops, func(op display.Op) bool {
		c, ok := op.(display.Code)
		return ok && c.Modules > 0 && meet(grown(c.Rect, qr.Quiet*c.Rect.W/float64(c.Modules)), r)
	})
}

// onScreen says whether a page has the size of a picture for a screen.
func onScreen(p *display.Page) bool {
	return slices.ContainsFunc(Formats(), func(f Format) bool {
		return f.Px > 0 && p.W == display.MM(f.W) && p.H == display.MM(f.H)
	})
}

// band draws one band, or nothing when not even one word fits it.
func (s *Setter) band(p *display.Page, strip display.Rect, in DraftInput, ps *problems) bool {
	h := math.Min(strip.Y+strip.H, p.H) - strip.Y
	side := display.MM(SafeSideMM)
	if onScreen(p) {
		side = math.Min(p.W, p.H) * marginShare
	}
	room := display.Rect{X: side, Y: strip.Y, W: p.W - 2*side, H: h}
	for _, texts := range draftTexts(in) {
		for size := max(draftLeastPt, math.Floor(h*0.55)); size >= draftLeastPt; size -= 0.5 {
			blocks, fit := s.draftBlocks(texts, room, size, ps)
			if !fit {
				continue
			}
			p.Add(display.Tag{Artifact: true}, display.Fill{Path: display.RectPath(strip), Color: coralDark}, display.End{})
			putDraft(p, blocks, room)
			return true
		}
	}
	return false
}

// draftTexts are the words of a band, from the fullest to the barest: English
// first, then each language's own word while there are no more than two.
func draftTexts(in DraftInput) [][]words {
	english := func(key, from, to string) words {
		text, _ := in.Phrases.Phrase(key, "en")
		return draftWords("en", strings.ReplaceAll(text, from, to))
	}
	full := english(PhraseDraftLanguages, "{n}", strconv.Itoa(len(in.Langs)))
	var own []words
	if len(in.Langs) <= 2 {
		var names []string
		for _, lang := range in.Langs {
			names = append(names, nameOf(lang))
			if text, got := in.Phrases.Phrase(PhraseDraft, lang); got == lang && lang != "en" {
				own = append(own, draftWords(lang, text))
			}
		}
		full = english(PhraseDraftWords, "{language}", strings.Join(names, ", "))
	}
	short, bare := english(PhraseDraftShort, "", ""), english(PhraseDraft, "", "")
	return [][]words{
		append([]words{full}, own...), append([]words{short}, own...), {full}, {short}, {bare},
	}
}

func draftWords(lang, text string) words {
	return words{field: "draft", lang: lang, text: text, role: fonts.Bold, tag: display.P, color: white}
}

// draftBlocks sets texts in one size and says whether they stand side by side in
// one line each.
func (s *Setter) draftBlocks(texts []words, room display.Rect, size float64, ps *problems) (blocks []block, fit bool) {
	left := room.W
	for _, w := range texts {
		size := s.draftSize(w, room, size, ps)
		sh := s.shape(w, ps)
		if len(sh.para.Missing) > 0 {
			return nil, false
		}
		lines, err := sh.para.Lines(1e6, size, typeset.Greedy)
		if err != nil {
			return nil, false
		}
		b := block{words: sh.words, rtl: sh.para.RTL(), size: size, leading: size, lines: lines}
		left -= b.widest()
		if len(blocks) > 0 {
			left -= display.MM(draftGapMM)
		}
		if b.height() > room.H-2*draftAirPt {
			return nil, false
		}
		blocks = append(blocks, b)
	}
	return blocks, left >= 0
}

// draftSize is the size of words in a band where others have the given one:
// Nastaliq, which looks smaller than it is, as much larger as the band is deep.
func (s *Setter) draftSize(w words, room display.Rect, size float64, ps *problems) float64 {
	if !fonts.Climbs(w.lang) {
		return size
	}
	const most, air = 1.5, 1.2 // air in points above and below
	lines, err := s.shape(w, ps).para.Lines(1e6, 1, typeset.Greedy)
	if err != nil || len(lines) != 1 {
		return size
	}
	one := block{size: 1, lines: lines}
	return math.Max(size, math.Min(size*most, math.Floor((room.H-2*air)/one.height()*10)/10))
}

// putDraft sets the first words at the left of the band and the others from its
// right end.
func putDraft(p *display.Page, blocks []block, room display.Rect) {
	right := room.X + room.W
	for i, b := range blocks {
		x := room.X
		if i > 0 {
			x = right - b.widest()
			right = x - display.MM(draftGapMM)
		}
		b.put(p, x, room.Y+(room.H-b.height())/2, b.widest(), left)
	}
}
