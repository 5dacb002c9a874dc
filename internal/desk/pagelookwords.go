package desk

import (
	"slices"
	"time"

	"daykit/internal/data/sync/stranger"
)

// unseen takes down that the page could not be looked at. What was found before stays.
func (r *lookRecord) unseen(now time.Time, why string) {
	r.Tried, r.Why = now, why
}

// saw takes down a look. What was found stays until somebody has seen it, also when it is
// gone: a server may do it now and then. What is doubtful counts when the looks after two
// syncs have it, since another laptop may have changed the page.
func (r *lookRecord) saw(now time.Time, l stranger.Look, synced bool) {
	var sure, doubts []stranger.Finding
	for _, f := range l.Findings {
		if f.Doubtful() {
			doubts = append(doubts, f)
		} else {
			sure = append(sure, f)
		}
	}
	if synced && len(doubts) > 0 && slices.Equal(doubts, r.Doubts) {
		sure = append(sure, doubts...)
	}
	if synced || len(doubts) == 0 {
		r.Doubts = doubts
	}
	if len(sure) == 0 && len(doubts) > 0 {
		r.unseen(now, "it is not as this laptop knows it; another laptop of the group may have changed it, so sync")
		return
	}
	r.Tried, r.Looked, r.Why, r.Older, r.Still = now, now, "", l.Older, len(sure) > 0
	if len(sure) == 0 {
		return
	}
	if len(r.Found) == 0 {
		r.Since = now
	}
	r.Found = sure
}

func (r *lookRecord) view(id string) PageLook {
	out := PageLook{
		Event: id, Looked: instant(r.Looked), Tried: instant(r.Tried), Why: r.Why, Older: r.Older,
		Found: []PageFinding{}, Since: instant(r.Since), Still: r.Still, Hint: hintFor(r.Found),
	}
	for _, f := range r.Found {
		out.Found = append(out.Found, PageFinding{string(f), lookWords[f]})
	}
	switch {
	case len(r.Found) > 0:
		out.State = LookDiffers
	case r.Why != "":
		out.State = LookUnseen
	case !r.Looked.IsZero():
		out.State = LookFine
	}
	return out
}

// lookWords say what was found.
var lookWords = map[stranger.Finding]string{
	stranger.OtherScript: "the server sends visitors a script that no Daykit was released with",
	stranger.NewerScript: "the server sends visitors a script that calls itself newer than this Daykit, which cannot tell whether that is so",
	stranger.NoScript:    "the page has no script, so what people write goes to the server in the clear",
	stranger.AnySum:      "the page does not say which script it is, so that browsers would run any",
	stranger.MoreCode:    "there is code on the page that should not be there",
	stranger.Elsewhere:   "something on the page leads to another address",
	stranger.Policy:      "the page lets browsers do more than it should",
	stranger.Unsigned:    "the page seals to a key that your group did not sign, so somebody else could read what people write",
	stranger.Fields:      "the page asks something that your group does not ask",
	stranger.OtherSigned: "the page says something else of signing up than your group published last",
	stranger.NoForm:      "the page has no form, though your group opened the sign-up",
}

// hintFor says what to do.
func hintFor(found []stranger.Finding) string {
	pause := "close the sign-up (`daykit publish EVENT --state closed`), take names on paper and call the campaign"
	switch {
	case len(found) == 0:
		return ""
	case len(found) == 1 && found[0] == stranger.NewerScript:
		return "update Daykit and look again (`daykit signups EVENT look`); if the newest Daykit says the same, " + pause
	}
	return "look again from another network (`daykit signups EVENT look`); if it stays so, " + pause
}
