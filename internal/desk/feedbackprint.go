package desk

import "daykit/internal/page/layout"

// saidAfter sets the forms for what people say afterwards: that of the guests, and the
// one for the crew's talk. Neither says anything of anybody.
func (j *job) saidAfter() {
	j.noCode()
	if j.kind.Kind == KindFeedback {
		j.add(j.s.Feedback(layout.FeedbackInput{Event: j.ev, Langs: j.langs, Phrases: j.words, Address: j.asksAt}, j.out.format))
		return
	}
	j.add(j.s.Debrief(layout.DebriefInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words}))
}
