package desk_test

import (
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// TestWordsThatNoPageCanShow writes them where a person can: none is kept.
func TestWordsThatNoPageCanShow(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	id := addSample(t, d)
	for _, odd := range []string{"A\aB", "A\u202eB", "A\u2028B", "A\xffB"} {
		own := localVoice()
		own.Translations = []content.Translation{{Lang: "en", Text: odd, By: "Ana Example"}}
		for name, do := range map[string]func() error{
			"a task":        func() error { _, err := d.AddTask(ctx, id, odd, "2026-12-10", ""); return err },
			"who does it":   func() error { _, err := d.AddTask(ctx, id, "Cups", "2026-12-10", odd); return err },
			"one of a crew": func() error { _, err := d.AddMember(ctx, id, desk.MemberInput{Name: odd}); return err },
			"a role": func() error {
				_, err := d.AddMember(ctx, id, desk.MemberInput{Name: "Li", Roles: []string{odd}})
				return err
			},
			"a risk":         func() error { _, err := d.AddRisk(ctx, id, desk.RiskForm{What: odd}); return err },
			"a local voice":  func() error { _, err := d.SaveOwnVoice(ctx, id, own); return err },
			"a note":         func() error { _, err := d.AnswerVenue(ctx, id, "fact.keys", "", odd); return err },
			"a template":     func() error { _, err := d.SaveTemplate(ctx, id, odd); return err },
			"a line of kit":  func() error { _, err := d.AddPacking(ctx, id, desk.PackingForm{Kind: "kit", What: odd}); return err },
			"a door's place": func() error { _, err := d.SavePost(ctx, id, "", desk.PostForm{Place: odd}); return err },
		} {
			err := do()
			if fault.CodeOf(err) != fault.Invalid {
				t.Errorf("%s of %q: %v", name, odd, err)
			}
		}
	}
	if _, err := d.AddTask(ctx, id, "الشاي\u200f، والكعك", "2026-12-10", "Łucja"); err != nil {
		t.Errorf("what only turns its own words: %v", err)
	}
	if err := d.SetDebrief(ctx, id, "worked", "The table\nand\tthe soup"); err != nil {
		t.Errorf("words of several lines: %v", err)
	}
}
