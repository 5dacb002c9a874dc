package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/translate"
)

// entityPhrase is a fixed phrase in the words of the group's own translator; id:
// EVENT/LANG/KEY.
const entityPhrase = "phrase"

const actTexts = "texts"

// SaveTexts writes all texts of an event for a translator into lang: the
// organisers' own and the fixed phrases of printed matter. The file's name says
// the format: .csv, .xlf or .po.
func (d *Desk) SaveTexts(ctx context.Context, id, lang, path string) (Saved, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Saved{}, err
	}
	format, err := textsFormat(path)
	if err != nil {
		return Saved{}, err
	}
	l, ok := locale.Lookup(lang)
	if !ok {
		return Saved{}, fault.Invalidf("write it as in the event file, such as en or ur", "lang: %q is not a language that Daykit knows", lang)
	}
	units, err := d.units(ctx, ev, l.Tag)
	if err != nil {
		return Saved{}, err
	}
	if len(units) == 0 {
		return Saved{}, fault.New(fault.NotFound, "there is nothing to translate into "+l.Name, "it is the language that the event is written in")
	}
	err = SaveFile(path, func(w io.Writer) error { return translate.Write(w, format, units) })
	return Saved{File: path, Kind: "texts", Lang: l.Tag, Problems: []Problem{}}, err
}

func textsFormat(path string) (translate.Format, error) {
	format, ok := translate.FormatOf(path)
	if !ok {
		return "", fault.Invalidf("use a name that ends with .csv, .xlf or .po", "%s does not say what kind of file it is", baseName(path))
	}
	return format, nil
}

// units are the texts of an event and the fixed phrases, into a language. Those
// that the organisers write in another language than English are two lists, of
// which only their own can go into one file.
func (d *Desk) units(ctx context.Context, ev event.Event, lang string) ([]translate.Unit, error) {
	pack, err := d.packOf(ctx, string(ev.ID))
	if err != nil {
		return nil, err
	}
	own := translate.Event(ev, lang)
	if mainLang(ev) != "en" || lang == "en" {
		return own, nil
	}
	return append(own, translate.Phrases(pack, lang)...), nil
}

// ImportTexts takes a translator's file back. Words whose source has changed since
// they went out are not taken, and named. It is one act.
func (d *Desk) ImportTexts(ctx context.Context, id, path string) (TextsImport, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return TextsImport{}, err
	}
	back, err := readTexts(path)
	if err != nil {
		return TextsImport{}, err
	}
	lang, ok := locale.Lookup(back[0].TargetLang)
	if !ok {
		return TextsImport{}, fault.Invalidf("check the language in the file", "%q is not a language that Daykit knows", back[0].TargetLang)
	}
	now, err := d.units(ctx, ev, lang.Tag)
	if err != nil {
		return TextsImport{}, err
	}
	findings := translate.Compare(now, back)
	next := translate.Apply(ev, findings)
	if err := d.validate(ctx, next, ev); err != nil {
		return TextsImport{}, err
	}
	if err := d.saveTexts(ctx, ev, next, translate.OwnPhrases(findings)); err != nil {
		return TextsImport{}, err
	}
	return importResult(path, findings), nil
}

func readTexts(path string) ([]translate.Unit, error) {
	format, err := textsFormat(path)
	if err != nil {
		return nil, err
	}
	f, err := openInput(path, translate.MaxBytes)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	units, err := translate.Read(f, format)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, fmt.Sprintf("%s: %v", baseName(path), err), "mend the file, or ask the translator to save it again")
	}
	return units, nil
}

// saveTexts writes what changed of an event and its phrases as one act.
func (d *Desk) saveTexts(ctx context.Context, ev, next event.Event, phrases []content.OwnPhrase) error {
	fields, err := changedFields(ev, next)
	if err != nil {
		return err
	}
	id := string(ev.ID)
	var changes []store.Change
	if len(fields) > 0 {
		changes = append(changes, sets(entityEvent, id, fields)...)
	}
	for _, p := range phrases {
		changes = append(changes, sets(entityPhrase, id+"/"+p.Lang+"/"+p.Key,
			map[string]json.RawMessage{"text": raw(p.Text), "of": raw(p.Of)})...)
	}
	if len(changes) == 0 {
		return nil
	}
	return d.write(ctx, id, actTexts, changes...)
}

func importResult(path string, findings []translate.Finding) TextsImport {
	out := TextsImport{File: path, Stale: []string{}, Unknown: []string{}, Broken: []string{}}
	for _, f := range findings {
		switch f.Verdict {
		case translate.New, translate.Changed:
			out.Changed++
		case translate.StaleSource:
			out.Stale = append(out.Stale, f.Unit.Key)
		case translate.UnknownKey:
			out.Unknown = append(out.Unknown, f.Unit.Key)
		case translate.Broken:
			out.Broken = append(out.Broken, f.Unit.Key)
		default:
			out.Same++
		}
	}
	return out
}

// packOf is the content pack with the words that the event's own translators gave
// its fixed phrases.
func (d *Desk) packOf(ctx context.Context, event string) (*content.Pack, error) {
	rows, err := d.store.Entities(ctx, entityPhrase, event+"/")
	if err != nil || len(rows) == 0 {
		return d.pack(), err
	}
	own := make([]content.OwnPhrase, 0, len(rows))
	for _, r := range rows {
		var p content.OwnPhrase
		if err := decodeFields(r.Fields, &p); err != nil {
			return nil, err
		}
		lang, key, _ := strings.Cut(strings.TrimPrefix(r.ID, event+"/"), "/")
		p.Lang, p.Key = lang, key
		own = append(own, p)
	}
	return d.pack().With(own), nil
}
