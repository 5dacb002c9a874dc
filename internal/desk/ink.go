package desk

import (
	"context"
	"errors"
	"fmt"

	"daykit/internal/domain/fault"
	"daykit/internal/page/proof"
)

// inkSample is how many pages are drawn to be measured, which takes too long for a
// pile of letters.
const inkSample = 12

// Ink estimates how much ink a print of req takes. Of many pages it measures some,
// spread evenly over all, with the first and the last among them.
func (d *Desk) Ink(ctx context.Context, id string, req PrintRequest) (Ink, error) {
	p, err := d.layOut(ctx, id, req, nil)
	if err != nil {
		return Ink{}, err
	}
	some := sample(p.Pages, inkSample)
	c, err := proof.Ink(d.fonts, some)
	return Ink{
		Cyan: c.Cyan, Magenta: c.Magenta, Yellow: c.Yellow, Black: c.Black,
		Pages: len(p.Pages), Measured: len(some),
	}, err
}

// sample takes most of all that there is, spread evenly.
func sample[T any](all []T, most int) []T {
	if len(all) <= most {
		return all
	}
	out := make([]T, most)
	for i := range out {
		out[i] = all[i*(len(all)-1)/(most-1)]
	}
	return out
}

// readBack reads the codes of finished pages as a phone does. A file with a code
// that leads nowhere is worse than none.
func (d *Desk) readBack(p printed) error {
	err := proof.Codes(d.fonts, p.Pages)
	var bad *proof.CodeError
	if errors.As(err, &bad) {
		return fault.Wrap(err, fault.Internal, fmt.Sprintf("the code on page %d would not read on a phone, so nothing was printed", bad.Page),
			"choose another paper or design, and tell the makers of Daykit")
	}
	return err
}
