package layout

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Finding is the code of what a Problem or a note says, so that a window says it in
// its own language; What is the same in English. Findings lists them.
type Finding string

// What layout finds, with the names of what it is about in the table below.
const (
	foundLettersMissing  Finding = "letters-missing"
	foundWordBroken      Finding = "word-broken"
	foundTextLeftOut     Finding = "text-left-out"
	foundWordsLeftOut    Finding = "words-left-out"
	foundTooMuchText     Finding = "too-much-text"
	foundFewWords        Finding = "few-words"
	foundNoAbout         Finding = "no-about"
	foundNoAboutInTwo    Finding = "no-about-in-two"
	foundLowContrast     Finding = "low-contrast"
	foundOverPhoto       Finding = "over-photo"
	foundNoCode          Finding = "no-code"
	foundNoWords         Finding = "no-words"
	foundNoWordsSome     Finding = "no-words-some"
	foundNotTranslated   Finding = "not-translated"
	foundDraftNoRoom     Finding = "draft-no-room"
	foundWrongSheets     Finding = "wrong-sheets"
	foundUnsharedSize    Finding = "unshared-size"
	foundTilesTooSmall   Finding = "tiles-too-small"
	foundMapNoSteps      Finding = "map-no-steps"
	foundPhotoNoAlt      Finding = "photo-no-alt"
	foundPhotoSoft       Finding = "photo-soft"
	foundPhotoNoRoom     Finding = "photo-no-room"
	foundPhotoNoRoomHere Finding = "photo-no-room-here"
	foundPhotoSavesInk   Finding = "photo-saves-ink"
	foundPhotoNotPlain   Finding = "photo-not-plain"
	foundPhotoNeedsVoice Finding = "photo-needs-voice"
	foundVoiceNone       Finding = "voice-none"
	foundVoiceNoneHere   Finding = "voice-none-here"
	foundVoiceTooLong    Finding = "voice-too-long"
	foundArticleNone     Finding = "article-none"
	foundArticlePages    Finding = "article-pages"
	foundArticleTooLong  Finding = "article-too-long"
	foundBadgeName       Finding = "badge-name"
	foundBadgeGroup      Finding = "badge-group"
	foundBadgeNameOnly   Finding = "badge-name-only"
	foundDishSmall       Finding = "dish-small"
	foundLetterTooLong   Finding = "letter-too-long"
	foundPressLong       Finding = "press-long"
	foundProgrammeFold   Finding = "programme-fold"
	foundProgrammeRow    Finding = "programme-row"
	foundScalesPaper     Finding = "scales-paper"
	foundScalesNoSteps   Finding = "scales-no-steps"
	foundSignUnknown     Finding = "sign-unknown"
	foundSignNoWords     Finding = "sign-no-words"
	foundSignLanguages   Finding = "sign-languages"
	foundSignupNobody    Finding = "signup-nobody"
	foundSignupRows      Finding = "signup-rows"
	foundSignupUnknown   Finding = "signup-unknown"

	// ArticleUnknown is for a language whose official text of Article 1 the kit
	// does not have.
	ArticleUnknown Finding = "article-unknown"
)

// english says each finding; what stands in braces is filled in the order given.
var english = map[Finding]string{
	foundLettersMissing:  `no font of this kit has {letters}; an empty box is printed instead`,
	foundWordBroken:      `"{word}" is too long for one line and is broken`,
	foundTextLeftOut:     `does not fit the page and is left out`,
	foundWordsLeftOut:    `"{words}" does not fit its place and is left out`,
	foundTooMuchText:     `too much text for this paper; left out, so shorten it or use larger paper`,
	foundFewWords:        `left out: this format has room for few words`,
	foundNoAbout:         `this design has no room for the description, and leaves it out`,
	foundNoAboutInTwo:    `this design has no room for the description in two languages, and leaves it out`,
	foundLowContrast:     `"{words}" has a contrast of only {ratio} to what lies under it; at least {least} is needed`,
	foundOverPhoto:       `"{words}" lies over a photo, where it may be hard to read`,
	foundNoCode:          `no code can be drawn: {reason}`,
	foundNoWords:         `the kit has no {language} words for this yet`,
	foundNoWordsSome:     `the kit has no {language} words for some of what is printed; {instead} is printed there`,
	foundNotTranslated:   `no {language} words yet; {instead} is printed`,
	foundDraftNoRoom:     `page {page} has no room for the draft band`,
	foundWrongSheets:     `the sheets cannot be made: {reason}`,
	foundUnsharedSize:    `pages of the size {paper} do not share a sheet`,
	foundTilesTooSmall:   `the page is too large for sheets of this size`,
	foundMapNoSteps:      `the steps do not fit the map of tiles and are left out`,
	foundPhotoNoAlt:      `no words say what the photo shows to people who do not see it`,
	foundPhotoSoft:       `only {dpi} dots an inch, so it looks soft at this size; use one of at least {width} by {height} pixels`,
	foundPhotoNoRoom:     `too much text for a photo beside it; left out, so shorten the text or use larger paper`,
	foundPhotoNoRoomHere: `left out: this format has no room for a photo beside its words`,
	foundPhotoSavesInk:   `left out to save ink`,
	foundPhotoNotPlain:   `left out: the plain design has no room for a photo`,
	foundPhotoNeedsVoice: `left out: this design shows a photo beside the words of a voice only`,
	foundVoiceNone:       `choose a voice first: this design is led by an ambassador's words, and the headline stands in their place`,
	foundVoiceNoneHere:   `no voice that may be used here is chosen; the headline leads instead`,
	foundVoiceTooLong:    `the words are too long for this paper and are never shortened; take larger paper or a shorter voice, else the headline leads`,
	foundArticleNone:     `there is no text to print`,
	foundArticlePages:    `{languages} languages are set on {pages} pages, so that all can be read at {size} pt`,
	foundArticleTooLong:  `the text does not fit a page at {size} pt and is left out`,
	ArticleUnknown:       `the official text of Article 1 in this language is not in the kit, so the poster goes without it`,
	foundBadgeName:       `the name does not fit at a legible size`,
	foundBadgeGroup:      `the group's name does not fit the badge and is left out`,
	foundBadgeNameOnly:   `labels of this size have room for the name only; codes and groups are left out`,
	foundDishSmall:       `the words of a dish card are only {size} pt tall`,
	foundLetterTooLong:   `the letter is too long for one page at {size} pt; its last words are left out`,
	foundPressLong:       `the notice takes {pages} pages, and editors read one; shorten the description or quote a shorter voice`,
	foundProgrammeFold:   `print on both sides, turned on the short edge, and fold`,
	foundProgrammeRow:    `there is no room for this in the programme; it is left out`,
	foundScalesPaper:     `the scales need paper of at least A4, upright`,
	foundScalesNoSteps:   `the steps do not fit this paper and are left out; use larger paper`,
	foundSignUnknown:     `there is no sign called "{sign}"`,
	foundSignNoWords:     `the kit has no {language} words for this sign yet; it is left off`,
	foundSignLanguages:   `too many languages for this paper; {language} is left off`,
	foundSignupNobody:    `there is nobody whose name could be printed; the rows are left to write in`,
	foundSignupRows:      `a sheet holds 1 to {most} rows; {most} are printed`,
	foundSignupUnknown:   `"{name}" is not on the sheets of this version`,
}

// Findings lists every finding with the names of its parameters, each once.
func Findings() map[Finding][]string { return maps.Clone(parameters()) }

var parameters = sync.OnceValue(func() map[Finding][]string {
	braces := regexp.MustCompile(`\{(\w+)\}`)
	out := make(map[Finding][]string, len(english))
	for f, words := range english {
		out[f] = nil
		for _, m := range braces.FindAllStringSubmatch(words, -1) {
			if !slices.Contains(out[f], m[1]) {
				out[f] = append(out[f], m[1])
			}
		}
	}
	return out
})

// tongue is a language's tag as a parameter; the English words name it.
type tongue string

func (t tongue) String() string { return nameOf(string(t)) }

// Found is a Problem that says f of a field. The values are its parameters in their
// order: numbers, words or, as tags, languages.
func Found(field, lang string, f Finding, values ...any) Problem {
	names := parameters()[f]
	if len(names) != len(values) {
		panic(fmt.Sprintf("internal error: %s has %d parameters, got %d", f, len(names), len(values)))
	}
	p := Problem{Field: field, Lang: lang, Code: f, Params: map[string]any{}}
	var pairs []string
	for i, v := range values {
		pairs = append(pairs, "{"+names[i]+"}", fmt.Sprint(v))
		if tag, ok := v.(tongue); ok {
			v = string(tag)
		}
		p.Params[names[i]] = v
	}
	p.What = strings.NewReplacer(pairs...).Replace(english[f])
	return p
}

// problems collects what goes wrong, each thing once.
type problems struct{ list []Problem }

func (ps *problems) add(field, lang string, f Finding, values ...any) {
	ps.take(Found(field, lang, f, values...))
}

func (ps *problems) take(p Problem) {
	for _, q := range ps.list {
		if p.Field == q.Field && p.Lang == q.Lang && p.What == q.What {
			return
		}
	}
	ps.list = append(ps.list, p)
}
