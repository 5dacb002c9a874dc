package desk

import (
	"context"
	"errors"
	"io"
	"strings"

	"daykit/internal/data/seal"
	"daykit/internal/data/sync"
	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
	"daykit/internal/page/pdf"
	"daykit/internal/page/proof"
	"daykit/internal/page/raster"
)

// writeRecovery sets a sheet and saves it. Nothing of it is kept: it goes through no
// cache, no ledger and a setter of its own.
func (d *Desk) writeRecovery(ctx context.Context, req RecoveryRequest, secret seal.Recovery, bag *seal.Keybag) (RecoverySheet, error) {
	paper, lang, err := req.choices()
	if err != nil {
		return RecoverySheet{}, err
	}
	group, err := d.groupName(ctx)
	if err != nil {
		return RecoverySheet{}, err
	}
	words, s := content.NewRecorder(d.pack()), layout.New(d.fonts)
	r := s.Recovery(layout.RecoveryInput{
		Lang: lang, Phrases: words, Group: group, Mark: string(bag.Keys.Fingerprint()),
		Date: d.opt.Now().Format("2006-01-02"), Number: sheetNumber(bag), Copies: sheetCopies,
		Code: secret.Text(), Groups: secret.Groups(), Words: secret.Words(),
	}, paper)
	if len(r.Problems) > 0 {
		return RecoverySheet{}, fault.New(fault.Internal, "the recovery sheet does not fit its page: "+r.Problems[0].What, "print it in English")
	}
	if drafts := content.UseLangs(words.Unconfirmed(nil)); len(drafts) > 0 {
		r.Pages, _ = s.DraftBand(r.Pages, layout.DraftInput{Langs: drafts, Phrases: d.pack()})
	}
	if err := d.readBack(printed{Result: r}); err != nil {
		return RecoverySheet{}, err
	}
	title, got := d.pack().Phrase(layout.PhraseRecovery, lang)
	out := RecoverySheet{File: req.File, Number: sheetNumber(bag), Pages: len(r.Pages), Ask: []int{}, Notes: []string{}}
	for _, n := range r.Notes {
		out.Notes = append(out.Notes, n.What)
	}
	if req.Picture != "" {
		if err := d.pictureOf(req.Picture, r.Pages[0]); err != nil {
			return RecoverySheet{}, err
		}
	}
	return out, saveFile(req.File, 0o600, func(w io.Writer) error {
		return pdf.Write(w, d.fonts, r.Pages, pdf.Options{Title: title, Lang: got})
	})
}

// cameraDPI is what a phone makes of a page that fills its picture, at the least.
const cameraDPI = 150

// pictureOf draws a page as a camera sees it.
func (d *Desk) pictureOf(path string, p *display.Page) error {
	img, err := raster.Draw(d.fonts, p, raster.Options{Width: int(p.W / 72 * cameraDPI)})
	if err != nil {
		return err
	}
	return saveFile(path, 0o600, func(w io.Writer) error { return raster.WritePNG(w, img) })
}

func (req RecoveryRequest) choices() (layout.Format, string, error) {
	paper := layout.A4
	switch strings.ToLower(req.Paper) {
	case "", layout.A4.Name:
	case layout.USLetter.Name:
		paper = layout.USLetter
	default:
		return paper, "", fault.Invalidf("use a4 or letter", "a recovery sheet does not come on %q", req.Paper)
	}
	if req.Lang == "" {
		return paper, "en", nil
	}
	l, ok := locale.Lookup(req.Lang)
	if !ok {
		return paper, "", fault.Invalidf("write it as en or ur", "lang: %q is not a language that Daykit knows", req.Lang)
	}
	return paper, l.Tag, nil
}

// groupName is what the group is called: by the campaign, or by its latest event.
func (d *Desk) groupName(ctx context.Context) (string, error) {
	m, err := sync.Membership(ctx, d.store)
	if err != nil || m.Group != "" {
		return m.Group, err
	}
	evs, err := d.events(ctx)
	if err != nil || len(evs) == 0 {
		return "", err
	}
	latest := evs[0]
	for _, ev := range evs {
		if ev.Date > latest.Date {
			latest = ev
		}
	}
	return latest.Group, nil
}

// readSheetPhoto reads the code of a sheet in a picture that a person took.
func readSheetPhoto(path string) (string, error) {
	photo, err := openPicture(path)
	if err != nil {
		return "", err
	}
	text, err := proof.Read(photo.Picture.JPEG)
	switch {
	case errors.Is(err, proof.ErrNoCode):
		return "", fault.Wrap(err, fault.Invalid, "no code is found in the picture",
			"take it again from straight above, in good light, with the whole code in it, or type the words")
	case err != nil:
		return "", fault.Wrap(err, fault.Invalid, "the picture cannot be read", "take it again, or type the words")
	case !strings.HasPrefix(strings.ToUpper(text), "AGE-SECRET-KEY-"):
		return "", fault.New(fault.Invalid, "the code in the picture is not that of a recovery sheet", "take a picture of the sheet")
	}
	return text, nil
}
