package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"daykit/internal/desk"
)

// sheetFile is the demo's recovery sheet. It opens nothing any more when the demo ends.
const sheetFile = "recovery-sheet.pdf"

// sheet prints the recovery sheet, and checks it as a person does with a phone.
func (p *demoPlay) sheet(ctx context.Context) error {
	sheet, err := p.desk.PrintRecovery(ctx, desk.RecoveryRequest{File: filepath.Join(p.out, sheetFile), Picture: p.photo()})
	if err != nil {
		return err
	}
	p.result.Files = append(p.result.Files, sheetFile)
	if _, err := p.desk.CheckRecovery(ctx, desk.SheetInput{Photo: p.photo()}); err != nil {
		return err
	}
	p.say("  sheet %d, %s: a photo of it opens the names", sheet.Number, pages(sheet.Pages))
	return nil
}

// photo is the picture that a phone would take of the sheet.
func (p *demoPlay) photo() string { return filepath.Join(p.tmp, "photo.png") }

// lost recovers an empty laptop by the sheet from the campaign's server.
func (p *demoPlay) lost(ctx context.Context) error {
	safe, err := p.desk.Safety(ctx)
	if err != nil {
		return err
	}
	p.result.Light = safe.Light
	p.say("  before: the light is %s", safe.Light)
	began := time.Now()
	opt := desk.Options{Dir: filepath.Join(p.tmp, "another"), Version: version, Now: time.Now, NoKeyring: true}
	got, err := desk.RecoverOnline(ctx, opt, desk.SheetInput{Photo: p.photo()}, p.server.url, "another laptop")
	if err != nil {
		return err
	}
	d, err := desk.Open(ctx, opt)
	if err != nil {
		return fmt.Errorf("open the other laptop: %w", err)
	}
	guests, err := d.Guests(ctx, p.result.ID)
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	p.result.Returned = len(guests)
	p.say("  after %.1f seconds: %d changes and %d guests are back", time.Since(began).Seconds(), got.Pulled, len(guests))
	return err
}
