package desk

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"daykit/internal/domain/fault"
)

// settingPrinters holds the calibrated printers of this laptop as JSON. They do
// not travel: a printer stands beside its laptop.
const settingPrinters = "printers"

// maxNudge is the farthest that a print is moved, in millimetres. A printer that
// is off by more has a tray or a paper that is set wrongly.
const maxNudge = 10

const (
	maxPrinters    = 20
	maxPrinterName = 60 // characters
)

// SetPrinter keeps the two numbers of a printer's calibration sheet under a name:
// how far its prints must be moved to the right and down, in millimetres.
func (d *Desk) SetPrinter(ctx context.Context, name string, xMM, yMM float64) ([]PrinterItem, error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "" || utf8.RuneCountInString(name) > maxPrinterName:
		return nil, fault.Invalidf("give it a short name, such as Canon at home", "a printer needs a name of at most %d characters", maxPrinterName)
	case !(math.Abs(xMM) <= maxNudge) || !(math.Abs(yMM) <= maxNudge):
		return nil, fault.Invalidf("check that the paper lies straight in the tray, print the sheet at actual size and read it again",
			"a printer is never more than %d mm off", maxNudge)
	}
	all, err := d.Printers(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(p PrinterItem) bool { return p.Name == name })
	if len(all) == maxPrinters {
		return nil, fault.Invalidf("take one away first", "there are %d printers already", maxPrinters)
	}
	all = append(all, PrinterItem{Name: name, XMM: math.Round(xMM*10) / 10, YMM: math.Round(yMM*10) / 10})
	return all, d.savePrinters(ctx, all)
}

// DropPrinter forgets a printer.
func (d *Desk) DropPrinter(ctx context.Context, name string) ([]PrinterItem, error) {
	if _, err := d.printer(ctx, name); err != nil {
		return nil, err
	}
	all, err := d.Printers(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(p PrinterItem) bool { return p.Name == name })
	return all, d.savePrinters(ctx, all)
}

// Printers lists the calibrated printers, the latest last.
func (d *Desk) Printers(ctx context.Context) ([]PrinterItem, error) {
	s, err := d.store.Setting(ctx, settingPrinters)
	if err != nil || s == "" {
		return []PrinterItem{}, err
	}
	all := []PrinterItem{}
	if err := json.Unmarshal([]byte(s), &all); err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "the list of printers does not read back", "restore a backup")
	}
	return all, nil
}

func (d *Desk) savePrinters(ctx context.Context, all []PrinterItem) error {
	return d.store.SetSetting(ctx, settingPrinters, string(raw(all)))
}

// printer finds a calibrated printer; no name is one that needs no correction.
func (d *Desk) printer(ctx context.Context, name string) (PrinterItem, error) {
	if name == "" {
		return PrinterItem{}, nil
	}
	all, err := d.Printers(ctx)
	if err != nil {
		return PrinterItem{}, err
	}
	i := slices.IndexFunc(all, func(p PrinterItem) bool { return p.Name == name })
	if i < 0 {
		return PrinterItem{}, fault.New(fault.NotFound, "that printer was not calibrated on this laptop", "print the calibration sheet and enter its two numbers")
	}
	return all[i], nil
}
