package layout

import (
	"math"

	"daykit/internal/text/typeset"
)

// noVoice says that there are no words to lead. A picture for a screen is seen by
// all the world, which fewer ambassadors agree to.
func (v *voicePoster) noVoice() Finding {
	if v.screen() {
		return foundVoiceNoneHere
	}
	return foundVoiceNone
}

// leadByHeadline lets the headline lead where nobody's words do, and the
// description stand under it.
func (v *voicePoster) leadByHeadline() {
	v.quote, v.speaker.text, v.part.text = v.headline, "", ""
	first, second := v.on()
	v.quote.color, v.about.color = first, second
	if v.photo != nil {
		v.notes.add("photo", v.in.Lang, foundPhotoNeedsVoice)
		v.photo, v.credit, v.photoAlt = nil, words{}, words{}
	}
}

// said reports whether an ambassador's words lead.
func (v *voicePoster) said() bool { return v.speaker.text != "" }

const (
	headMost    = 120.0 // greatest size of a headline that leads, in points on A4
	aboutKeeps  = 0.8   // of that size, that it must keep to have the description under it
	aboutGap    = 20.0  // least between the two, in points on A4
	ladderKeeps = 0.55  // of its size, that a headline must keep for fewer lines
	centreHead  = 0.46  // of the room over and under a headline that stands alone, for over it
)

// tries are the arrangements to look at. A headline is seldom as long as what
// somebody said: the ground is lower at first and the words under it larger, and the
// day's name goes before the headline is small.
func (v *voicePoster) tries() []voiceTry {
	if v.said() {
		return voiceTries()
	}
	return []voiceTry{
		{ease: 1.5, zone: 0.29, want: 56},
		{ease: 1.2, zone: 0.29, want: 48},
		{ease: 1, zone: 0.29, want: 44},
		{ease: 0.5, zone: 0.27, want: 42},
		{zone: 0.25, want: 40},
		{zone: 0.2, want: 36},
		{zone: 0.2, want: 40, tight: true},
		{zone: 0.15},
		{zone: 0.15, tight: true},
		{tight: true},
	}
}

// addAbout sets the description at the foot of the ground, as large as the headline
// over it stays nearly as large as it was.
func (v *voicePoster) addAbout(plan *voicePlan, about words) {
	if about.text == "" || len(plan.quote.lines) == 0 {
		return
	}
	for _, pt := range []float64{24, 21, 18} {
		size := v.size(about, pt)
		b := v.setParagraph(about, min(plan.width, 27*size), size)
		room := plan.quoteRoom - b.height() - aboutGap*plan.air
		if room <= 0 || v.broken(b) {
			continue
		}
		head, fits := v.fit(v.quote, plan.width, room, plan.quote.size)
		if fits && head.size >= plan.quote.size*aboutKeeps {
			plan.quote, plan.about = v.evener(head, plan.width, plan.quote.size*aboutKeeps), b
			return
		}
	}
}

// calmer is a headline smaller by so much that its lines hold more than a word each,
// where they do not.
func (v *voicePoster) calmer(b block, width float64) block {
	if !b.ladder() {
		return b
	}
	for share := 0.96; share > ladderKeeps; share -= 0.04 {
		size := math.Floor(b.size*share*20) / 20
		if size < v.least(v.quote) {
			break
		}
		if next := v.set(v.quote, width, size, typeset.Balance); !next.ladder() && !v.broken(next) {
			return next
		}
	}
	return b
}

// drawHeadline puts the headline that leads: under the day's name with the
// description at the foot of the ground, or alone in the middle of the room.
func (v *voicePoster) drawHeadline(plan voicePlan, x, top float64) {
	side := start(v.rtl)
	if len(plan.about.lines) == 0 {
		top += (plan.quoteRoom - plan.quote.height()) * centreHead
	}
	v.put(plan.quote, x, top, plan.width, start(plan.quote.rtl))
	if len(plan.about.lines) > 0 {
		v.put(plan.about, x, plan.low-plan.belowSpeaker()-plan.about.height(), plan.width, side)
	}
}
