package desk_test

import (
	"testing"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/feedback"
)

// BenchmarkSend looks at what would be sent from a workspace of 20 events with 500 guests
// each: the ticks of one event with forms, and all that would leave, where nothing but
// numbers is ticked and where one event sends everything. The aim for each is 100 ms.
func BenchmarkSend(b *testing.B) {
	opt := desk.Options{Dir: b.TempDir(), Version: "test", Now: func() time.Time { return testNow }, Rand: &counter{n: 1}, NoKeyring: true}
	d, id := bigWorkspace(b, opt)
	b.Cleanup(func() { must0(b, d.Close()) })
	_, err := d.WalkIns(b.Context(), id, 20)
	must0(b, err)
	forms := make([]feedback.Form, 40)
	for i := range forms {
		forms[i] = feedback.Form{Words: "It was good to be here with everybody.", MayQuote: true, Answers: map[string][]string{"again": {"yes"}}}
	}
	filled, err := d.AddForms(b.Context(), id, desk.ViaFile, forms...)
	must0(b, err)
	for _, f := range filled[:20] {
		must0(b, d.QuoteForm(b.Context(), id, f.ID, true))
	}
	run := func(name string, do func() error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				must0(b, do())
			}
		})
	}
	outgoing := func() error {
		_, err := d.Outgoing(b.Context())
		return err
	}
	run("ticks", func() error {
		_, err := d.Send(b.Context(), id)
		return err
	})
	run("numbers", outgoing)
	_, err = d.SendParts(b.Context(), id, map[string]bool{wire.PartComment: true, wire.PartEvaluation: true, wire.PartLearned: true, wire.PartForm: true})
	must0(b, err)
	run("everything", outgoing)
}
