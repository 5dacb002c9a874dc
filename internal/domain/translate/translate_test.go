package translate_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/content"
	"daykit/internal/domain/translate"
)

func formats() []translate.Format {
	return []translate.Format{translate.CSV, translate.XLIFF, translate.PO}
}

// nasty draws texts of all that has ever broken a file of translations.
func nasty() *rapid.Generator[string] {
	pieces := rapid.SampledFrom([]string{
		"\"", "'", "\\", "\\n", "\n", "\n\n", "\t", ",", ";", "=", "+", "-", "@", "'=", "＝", "&", "&amp;", "<", ">", "]]>", "<!--", "--", "<g>",
		"\u2067", "\u2069", "\u200e", "\u200f", "\u200c", "\u2028", "\u00a0", "\ufeff", "\ufffd", "{name}", "{", "%", "#", "#, fuzzy", "#. ", "state: final",
		"msgid \"\"", " ", "  ", "أهلاً", "ሰላም", "你好", "👪", "é", "0", `""`, `\.`, "|",
	})
	return rapid.OneOf(
		rapid.Map(rapid.SliceOfN(pieces, 0, 12), func(p []string) string { return strings.Join(p, "") }),
		rapid.StringOf(rapid.Rune().Filter(func(r rune) bool {
			return (r == '\n' || r == '\t' || !unicode.IsControl(r)) && r != '\ufffe' && r != '\uffff'
		})),
	)
}

func filled(s string) bool { return s != "" }

func anyUnits() *rapid.Generator[[]translate.Unit] {
	return rapid.Custom(func(t *rapid.T) []translate.Unit {
		from := rapid.SampledFrom([]string{"en", "uk", "zh-Hant"}).Draw(t, "from")
		to := rapid.SampledFrom([]string{"ur", "fa-AF", "zh-Hans"}).Draw(t, "to")
		units := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) translate.Unit {
			u := translate.Unit{
				Key: nasty().Filter(filled).Draw(t, "key"), Source: nasty().Filter(filled).Draw(t, "source"), Target: nasty().Draw(t, "target"),
				SourceLang: from, TargetLang: to, Note: nasty().Draw(t, "note"), State: content.Missing,
			}
			if u.Target != "" {
				u.State = rapid.SampledFrom([]content.State{content.Reviewed, content.Unreviewed, content.Stale}).Draw(t, "state")
			}
			return u
		}), 1, 6, func(u translate.Unit) string { return u.Key })
		return units.Draw(t, "units")
	})
}

func TestRoundTripIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		units := anyUnits().Draw(t, "units")
		for _, f := range formats() {
			var b bytes.Buffer
			if err := translate.Write(&b, f, units); err != nil {
				t.Fatalf("%s: %v", f, err)
			}
			file := b.String()
			got, err := translate.Read(&b, f)
			if err != nil {
				t.Fatalf("%s: %v\n%s", f, err, file)
			}
			if d := cmp.Diff(units, got); d != "" {
				t.Fatalf("%s changed the texts (-out +back):\n%s\n%s", f, d, file)
			}
		}
	})
}

// Whatever the texts, no cell begins with what a spreadsheet runs.
func TestNoCellIsAFormula(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var b bytes.Buffer
		if err := translate.Write(&b, translate.CSV, anyUnits().Draw(t, "units")); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\n\r") {
					t.Errorf("the cell %q is a formula", cell)
				}
			}
		}
	})
}

func unit(key, source, target string, state content.State) translate.Unit {
	return translate.Unit{Key: key, Source: source, Target: target, SourceLang: "en", TargetLang: "pl", State: state}
}

func TestWriteRefuses(t *testing.T) {
	t.Parallel()
	good := unit("a", "Free", "Bezpłatnie", content.Unreviewed)
	changed := func(change func(*translate.Unit)) []translate.Unit {
		u := good
		change(&u)
		return []translate.Unit{u}
	}
	for name, units := range map[string][]translate.Unit{
		"nothing":                   {},
		"no key":                    changed(func(u *translate.Unit) { u.Key = "" }),
		"no source":                 changed(func(u *translate.Unit) { u.Source = "" }),
		"control character":         changed(func(u *translate.Unit) { u.Target = "a\x00b" }),
		"carriage return":           changed(func(u *translate.Unit) { u.Target = "a\r\nb" }),
		"next line":                 changed(func(u *translate.Unit) { u.Note = "a\u0085b" }),
		"no character":              changed(func(u *translate.Unit) { u.Note = "\uffff" }),
		"not UTF-8":                 changed(func(u *translate.Unit) { u.Source = "\xff" }),
		"too long":                  changed(func(u *translate.Unit) { u.Source = strings.Repeat("x", translate.MaxText+1) }),
		"no language":               changed(func(u *translate.Unit) { u.TargetLang = "" }),
		"language with markup":      changed(func(u *translate.Unit) { u.SourceLang = `en"` }),
		"no state":                  changed(func(u *translate.Unit) { u.State = "" }),
		"words called missing":      changed(func(u *translate.Unit) { u.State = content.Missing }),
		"reviewed without words":    changed(func(u *translate.Unit) { u.Target = "" }),
		"one key twice":             {good, good},
		"texts of several pairs":    append(changed(func(u *translate.Unit) { u.Key, u.TargetLang = "b", "uk" }), good),
		"more texts than one reads": make([]translate.Unit, translate.MaxUnits+1),
	} {
		for _, f := range formats() {
			var b bytes.Buffer
			if err := translate.Write(&b, f, units); err == nil || b.Len() > 0 {
				t.Errorf("%s: %s wrote %d bytes, error %v", name, f, b.Len(), err)
			}
		}
	}
	if err := translate.Write(io.Discard, "doc", []translate.Unit{good}); err == nil {
		t.Error("wrote a format that does not exist")
	}
	if _, err := translate.Read(strings.NewReader(""), "doc"); err == nil {
		t.Error("read a format that does not exist")
	}
	for name, want := range map[string]translate.Format{"a.CSV": translate.CSV, "b.xliff": translate.XLIFF, "c.xlf": translate.XLIFF, "d.po": translate.PO} {
		if got, ok := translate.FormatOf(name); !ok || got != want {
			t.Errorf("FormatOf(%s): got %q", name, got)
		}
	}
	if f, ok := translate.FormatOf("e.docx"); ok {
		t.Errorf("FormatOf found %q", f)
	}
}

// A file larger than the limit ends with an error and not with the memory.
func TestReadStopsAtTheLimit(t *testing.T) {
	t.Parallel()
	for _, f := range formats() {
		if _, err := translate.Read(zeros{}, f); !errors.Is(err, translate.ErrTooLarge) {
			t.Errorf("%s: got %v", f, err)
		}
	}
	rows := "key,source_lang,target_lang,source,target,state,note\n"
	for i := range translate.MaxUnits + 1 {
		rows += fmt.Sprintf("%d,en,pl,a,,missing,\n", i)
	}
	if _, err := translate.Read(strings.NewReader(rows), translate.CSV); !errors.Is(err, translate.ErrTooLarge) {
		t.Errorf("too many texts: got %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}
