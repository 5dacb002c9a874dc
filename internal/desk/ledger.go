package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/store"
	"daykit/internal/report"
)

// factPrint is a print in the ledger; class Work, since posters that carry a
// voice which is later withdrawn must be found whichever laptop printed them.
const factPrint = "print"

type printFact struct {
	At     time.Time `json:"at"`
	Kind   string    `json:"kind"`
	Design string    `json:"design,omitempty"`
	Lang   string    `json:"lang"`
	Paper  string    `json:"paper,omitempty"`
	Pages  int       `json:"pages"`
	Copies int       `json:"copies"`
	Voices []string  `json:"voices,omitempty"`
	Photos []string  `json:"photos,omitempty"` // ids of photographs of the event

	people bool // for the audit trail

	given *report.Numbers // of a report: what later ones must not tell beside it
}

// MaxCopies is the most copies that one print may be said to have.
const MaxCopies = 100_000

// Prints is the ledger of what was printed or saved for an event, newest first.
func (d *Desk) Prints(ctx context.Context, id string) ([]PrintRecord, error) {
	key, err := d.eventKey(ctx, id)
	if err != nil {
		return nil, err
	}
	own, err := d.withdrawnOwn(ctx)
	if err != nil {
		return nil, err
	}
	out := []PrintRecord{}
	err = eachFact(ctx, d, key, factPrint, "a line of the print ledger", func(_ string, p printFact) {
		r := p.record()
		r.Withdrawn = d.withdrawn(own, p.Voices)
		out = append(out, r)
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b PrintRecord) int { return strings.Compare(b.At, a.At) })
	return out, nil
}

func (p printFact) record() PrintRecord {
	return PrintRecord{
		At: p.At.UTC().Format(time.RFC3339), Kind: p.Kind, Design: p.Design, Lang: p.Lang, Paper: p.Paper,
		Pages: p.Pages, Copies: p.Copies, Voices: append([]string{}, p.Voices...), Photos: append([]string{}, p.Photos...),
	}
}

// record writes finished prints into the ledger. It is no act of its own: a print
// cannot be taken back.
func (d *Desk) record(ctx context.Context, event string, prints ...printFact) error {
	changes := make([]store.Change, 0, len(prints))
	for _, p := range prints {
		p.At = d.opt.Now()
		changes = append(changes, newFact(factPrint, p))
	}
	if len(changes) == 0 {
		return nil
	}
	if err := d.store.Write(ctx, store.Act{Event: event, Changes: changes}); err != nil {
		return err
	}
	for _, p := range prints {
		if p.given != nil {
			if err := d.give(ctx, event, *p.given); err != nil {
				return err
			}
		}
	}
	return d.notePrints(ctx, event, prints)
}
