package desk

import (
	"context"
	"errors"
	"fmt"

	"daykit/internal/domain/fault"
	"daykit/internal/page/proof"
)

// Ink estimates how much ink a print of req takes.
func (d *Desk) Ink(ctx context.Context, id string, req PrintRequest) (Ink, error) {
	p, err := d.layOut(ctx, id, req, nil)
	if err != nil {
		return Ink{}, err
	}
	c, err := proof.Ink(d.fonts, p.Pages)
	return Ink{Cyan: c.Cyan, Magenta: c.Magenta, Yellow: c.Yellow, Black: c.Black}, err
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
