package content_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"daykit/internal/domain/content"
)

// agreedPhoto is a record that allows two uses.
func agreedPhoto() content.PhotoConsent {
	return content.PhotoConsent{
		People: content.PhotoEveryone, How: content.AskedSheet, By: "Sam", On: "2026-12-18", Children: content.NoChildren,
		Uses: []content.PhotoUse{content.PhotoReport, content.PhotoWeb}, Until: "2027-12-18",
	}
}

func TestAPhotographNeedsAWholeRecord(t *testing.T) {
	t.Parallel()
	for what, change := range map[string]func(*content.PhotoConsent){
		content.PhotoLacksPeople:   func(c *content.PhotoConsent) { c.People = "" },
		content.PhotoLacksHow:      func(c *content.PhotoConsent) { c.How = "" },
		content.PhotoLacksBy:       func(c *content.PhotoConsent) { c.By = "" },
		content.PhotoLacksOn:       func(c *content.PhotoConsent) { c.On = "" },
		content.PhotoLacksChildren: func(c *content.PhotoConsent) { c.Children = "" },
		content.PhotoLacksGuardian: func(c *content.PhotoConsent) { c.Children = content.ChildrenNotAsked },
		content.PhotoLacksUses:     func(c *content.PhotoConsent) { c.Uses = nil },
	} {
		c := agreedPhoto()
		if err := c.Allows(content.PhotoReport, "2026-12-19"); err != nil {
			t.Fatal(err)
		}
		change(&c)
		if got := c.Missing(); !slices.Equal(got, []string{what}) {
			t.Errorf("without %s: got %v", what, got)
		}
		if err := c.Allows(content.PhotoReport, "2026-12-19"); !errors.Is(err, content.ErrNoRecord) {
			t.Errorf("without %s: got %v", what, err)
		}
	}
	nobody := content.PhotoConsent{People: content.PhotoNobody, By: "Sam", On: "2026-12-18", Uses: content.PhotoUses()}
	if got := nobody.Missing(); len(got) > 0 {
		t.Errorf("nobody can be recognised, and it lacks %v", got)
	}
}

// TestWhatIsNotAgreedIsNotAllowed tries every use, before and after every day that counts.
func TestWhatIsNotAgreedIsNotAllowed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := agreedPhoto()
		c.Uses = rapid.SliceOfDistinct(rapid.SampledFrom(content.PhotoUses()), func(u content.PhotoUse) content.PhotoUse { return u }).Draw(t, "uses")
		c.Until = rapid.SampledFrom([]string{"", "2027-01-01"}).Draw(t, "until")
		c.Withdrawn = rapid.SampledFrom([]string{"", "2026-12-20"}).Draw(t, "withdrawn")
		day := rapid.SampledFrom([]string{"2026-12-19", "2027-01-01", "2027-01-02"}).Draw(t, "day")
		for _, use := range content.PhotoUses() {
			err := c.Allows(use, day)
			may := slices.Contains(c.Uses, use) && c.Withdrawn == "" && (c.Until == "" || day <= c.Until)
			if (err == nil) != may {
				t.Fatalf("%s on %s by %+v: got %v", use, day, c, err)
			}
			if c.Withdrawn != "" && !errors.Is(err, content.ErrWithdrawn) {
				t.Fatalf("withdrawn, and the reason is %v", err)
			}
		}
	})
}

func TestWhatIsWrittenOfAPhotographIsChecked(t *testing.T) {
	t.Parallel()
	for field, change := range map[string]func(*content.EventPhoto){
		"how":      func(p *content.EventPhoto) { p.Consent.How = "shouted" },
		"people":   func(p *content.EventPhoto) { p.Consent.People = content.PhotoNobody },
		"children": func(p *content.EventPhoto) { p.Consent.Children = "many" },
		"on":       func(p *content.EventPhoto) { p.Consent.On = "yesterday" },
		"until":    func(p *content.EventPhoto) { p.Consent.Until = "2026-12-17" },
		"uses":     func(p *content.EventPhoto) { p.Consent.Uses = []content.PhotoUse{"billboard"} },
		"lang":     func(p *content.EventPhoto) { p.Lang = "xx" },
		"alt":      func(p *content.EventPhoto) { p.Alt = string(make([]byte, content.MaxPhotoCaption+1)) },
		"credit":   func(p *content.EventPhoto) { p.Credit = string(make([]byte, content.MaxPhotoCredit+1)) },
	} {
		p := content.EventPhoto{Consent: agreedPhoto()}
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		change(&p)
		if err := p.Check(); err == nil || err.Error()[:len(field)] != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
}
