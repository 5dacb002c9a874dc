package server

import (
	"fmt"
	"regexp"
	"time"
	"unicode/utf8"

	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
)

// Limits of what a page may hold, in characters and in entries.
const (
	maxLine      = 300
	maxLong      = 4000
	maxLanguages = 40
	maxAccess    = 40
	maxPeople    = 1_000_000
)

// languageTag is the form of the tags that pages are written in.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$`)

// accessID is the form of an access feature's id.
var accessID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+){0,8}$`)

// check reports the first thing that is wrong with an event's page or with its totals.
func check(event string, v any) error {
	switch v := v.(type) {
	case wire.Page:
		return firstOf(checkPage(v), checkSignup(event, v.Signup), checkFeedback(event, v.Feedback), checkVoice(v.Voice))
	case wire.Totals:
		return checkTotals(v)
	}
	panic("internal error: nothing else travels")
}

func checkPage(p wire.Page) error {
	if err := firstOf(
		checkTexts("title", p.Title, maxLine, false), checkTexts("about", p.About, maxLong, true),
		checkText("group", p.Group, maxLine, false), checkText("place", p.Place, maxLine, false), checkText("town", p.Town, maxLine, false),
		checkDate(p.Date), checkTime("start", p.Start), checkTime("end", p.End), checkZone(p.Timezone),
	); err != nil {
		return err
	}
	if first(p.Title) == "" {
		return refusal("the page has no title")
	}
	if len(p.Languages) > maxLanguages || len(p.Access) > maxAccess {
		return refusal("the page names too many languages or access features")
	}
	for _, tag := range p.Languages {
		if !languageTag.MatchString(tag) {
			return refusal("a language of the page is not a language tag")
		}
	}
	for _, id := range p.Access {
		if len(id) > maxLine || !accessID.MatchString(id) {
			return refusal("an access feature of the page is not one")
		}
	}
	return nil
}

func checkTotals(t wire.Totals) error {
	for _, n := range []int{t.SignedUp, t.Arrived, t.WalkIns, t.FirstTime} {
		if n < 0 || n > maxPeople {
			return fmt.Errorf("a total must be from 0 to %d", maxPeople)
		}
	}
	return firstOf(checkText("title", t.Title, maxLine, false), checkDate(t.Date), checkKinds(t))
}

// checkKinds holds what an event was to what can be counted.
func checkKinds(t wire.Totals) error {
	if len(t.Languages) > maxLanguages || len(t.Activities) > maxAccess || len(t.Objectives) > event.Objectives {
		return refusal("the totals name too many languages, activities or objectives")
	}
	for _, tag := range t.Languages {
		if !languageTag.MatchString(tag) {
			return refusal("a language of the totals is not a language tag")
		}
	}
	for _, id := range t.Activities {
		if len(id) > maxLine || !accessID.MatchString(id) {
			return refusal("an activity of the totals is not one")
		}
	}
	for _, n := range t.Objectives {
		if n < 1 || n > event.Objectives {
			return fmt.Errorf("an objective must be from 1 to %d", event.Objectives)
		}
	}
	return nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func checkTexts(name string, texts map[string]string, limit int, lines bool) error {
	if len(texts) > maxLanguages {
		return fmt.Errorf("the %s is in too many languages", name)
	}
	for tag, text := range texts {
		if !languageTag.MatchString(tag) {
			return fmt.Errorf("a language of the %s is not a language tag", name)
		}
		if err := checkText(name, text, limit, lines); err != nil {
			return err
		}
	}
	return nil
}

func checkText(name, text string, limit int, lines bool) error {
	if utf8.RuneCountInString(text) > limit {
		return fmt.Errorf("the %s is longer than %d characters", name, limit)
	}
	if !wire.IsPlain(text, lines) {
		return fmt.Errorf("the %s holds characters that are not text", name)
	}
	return nil
}

func checkDate(date string) error {
	if date == "" {
		return nil
	}
	_, err := event.ParseDate(date)
	return err
}

const clockLayout = "15:04"

func checkTime(name, clock string) error {
	if clock == "" {
		return nil
	}
	if _, err := time.Parse(clockLayout, clock); err != nil || len(clock) != len(clockLayout) {
		return fmt.Errorf("the %s is not a time of day, such as 17:30", name)
	}
	return nil
}

func checkZone(zone string) error {
	if len(zone) > maxLine || zone == "Local" {
		return refusal("the time zone is not one, such as Europe/London")
	}
	if _, err := time.LoadLocation(zone); err != nil {
		return refusal("the time zone is not known here")
	}
	return nil
}
