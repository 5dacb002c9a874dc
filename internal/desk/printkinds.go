package desk

import (
	"slices"

	"daykit/internal/domain/sheet"
	"daykit/internal/page/layout"
)

// The printables.
const (
	KindPoster      = "poster"
	KindFlyer       = "flyer"
	KindSocial      = "social"
	KindArticle1    = "article1"
	KindSignup      = "signup"
	KindBadges      = "badges"
	KindLetters     = "letters"
	KindSigns       = "signs"
	KindProgramme   = "programme"
	KindCards       = "cards"
	KindTents       = "table-tents"
	KindAllergens   = "allergens"
	KindCertificate = "certificate"
	KindConsent     = "consent"
	KindPhotoSheet  = "photo-consent"
	KindRota        = "rota"
	KindRisks       = "risks"
	KindPlan        = "plan"
	KindPress       = "press"
	KindFeedback    = "feedback"
	KindDebrief     = "debrief"
	KindReport      = "report"
	KindUmbrella    = "umbrella"
	KindDoorPlan    = "door-plan"
	KindCalibration = "calibration"
)

// The ways in which a printable takes languages.
const (
	langsOne  = "one"  // one language
	langsTwo  = "two"  // one or two on a page
	langsMany = "many" // all of them on a page
	langsEach = "each" // a page for each
)

// The options of a request, by their JSON names.
const (
	optSaveInk = "save_ink"
	optTile    = "tile"
	optLabel   = "label"
	optVariant = "variant"
	optNamed   = "named"
	optNeutral = "neutral"
	optVoice   = "voice"
	optPrinter = "printer"
	optLocal   = "local"
	optLetter  = "letter"
	optFor     = "for"
	optHours   = "hours"
	optOwnLang = "own_lang"
	optSums    = "sums"
	optPress   = "press"
)

// kinds lists every printable in the order it is offered.
func kinds() []PrintKind {
	designs := []string{}
	for _, d := range layout.Designs() {
		designs = append(designs, string(d))
	}
	none, a4, saveInk := []string{}, []string{"a4"}, []string{optSaveInk}
	paper, screen := []string{formatPDF, formatPNG, formatSVG}, []string{formatPNG, formatSVG}
	posters := []string{"a4", "a3", "a5", "a2", "a1", "a4-landscape", "a3-landscape", "a5-landscape", "a2-landscape", "a1-landscape"}
	return []PrintKind{
		{KindPoster, "invite", designs, posters, langsEach, []string{optSaveInk, optTile, optVoice, optLocal, optPrinter}, paper},
		{KindFlyer, "invite", designs, []string{"a5", "a6", "dl"}, langsEach, []string{optSaveInk, optVoice, optLocal, optPrinter}, paper},
		{KindSocial, "screen", designs, []string{"square", "tall", "wide", "link"}, langsEach, []string{optVoice, optLocal}, screen},
		{KindArticle1, "invite", none, posters[:2], langsOne, []string{optTile, optPrinter}, paper},
		{KindSignup, "door", none, a4, langsOne, []string{optVariant, optPrinter}, paper},
		{KindBadges, "door", none, a4, langsOne, []string{optLabel, optNeutral, optPrinter}, paper},
		{KindSigns, "door", none, []string{"a4-landscape", "a4", "a3-landscape", "a3"}, langsMany, saveInk, paper},
		{KindProgramme, "table", none, a4, langsOne, saveInk, paper},
		{KindCards, "table", none, a4, langsTwo, []string{optSaveInk, optPrinter}, paper},
		{KindTents, "table", none, a4, langsMany, saveInk, paper},
		{KindAllergens, "table", none, a4, langsTwo, []string{optSaveInk, optPrinter}, paper},
		{KindFeedback, "table", none, []string{"a5", "a4"}, langsEach, []string{optPrinter}, paper},
		{KindLetters, "invite", none, a4, langsOne, []string{optLetter, optFor, optHours, optOwnLang}, paper},
		{KindPress, "invite", none, a4, langsOne, []string{optVoice, optPress}, paper},
		{KindRota, "crew", none, a4, langsOne, none, paper},
		{KindRisks, "crew", none, a4, langsOne, none, paper},
		{KindDoorPlan, "crew", none, a4, langsOne, []string{optNamed}, paper},
		{KindPlan, "crew", none, a4, langsOne, []string{optSums}, paper},
		{KindDebrief, "crew", none, a4, langsOne, none, paper},
		{KindCertificate, "crew", none, []string{"a4-landscape"}, langsOne, []string{optFor, optHours, optOwnLang}, paper},
		{KindConsent, "crew", none, a4, langsOne, []string{optVoice}, paper},
		{KindPhotoSheet, "crew", none, a4, langsOne, none, paper},
		{KindReport, "after", none, a4, langsOne, none, paper},
		{KindUmbrella, "after", none, a4, langsOne, none, paper},
		{KindCalibration, "crew", none, a4, langsOne, []string{optPrinter}, paper},
	}
}

// PrintKinds lists the names of the printables in the order they are offered.
func PrintKinds() []string {
	var out []string
	for _, k := range kinds() {
		out = append(out, k.Kind)
	}
	return out
}

func kindNamed(name string) (PrintKind, bool) {
	i := slices.IndexFunc(kinds(), func(k PrintKind) bool { return k.Kind == name })
	if i < 0 {
		return PrintKind{}, false
	}
	return kinds()[i], true
}

// takes says whether an option matters to the printable.
func (k PrintKind) takes(option string) bool { return slices.Contains(k.Options, option) }

func paperItems() []PaperItem {
	out := []PaperItem{}
	for _, f := range layout.Formats() {
		out = append(out, PaperItem{Name: f.Name, WidthMM: f.W, HeightMM: f.H, Px: f.Px})
	}
	return out
}

func labelItems() []LabelItem {
	out := []LabelItem{}
	for _, l := range sheet.LabelSheets() {
		out = append(out, LabelItem{Code: l.Code, Use: l.Use, WidthMM: l.W, HeightMM: l.H, PerSheet: l.Columns * l.Rows})
	}
	return out
}
