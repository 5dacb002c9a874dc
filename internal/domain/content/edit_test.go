package content_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/content"
)

// folder is a filled-in folder, as a campaign would leave it.
func folder() map[string][]byte {
	out := map[string][]byte{}
	for name, text := range map[string]string{
		"pack.json":       "{\n \"id\": \"day-2026\",\n \"issuer\": \"The campaign\",\n \"version\": 1,\n \"not_before\": \"2026-11-01\",\n \"expires\": \"2027-02-01T00:00:00Z\"\n}\n",
		"themes.csv":      "id,issuer,year,text,hashtag,source\nsample-2026,The campaign,2026,A theme,#Sample,\n",
		"voices.csv":      voicesHead + "ana,Voice ana,Ambassador,Sample Group,2026,en,\"Words of ana,\nin two lines.\",https://day.example.org,community; work,granted,The campaign,2026-11-01,2027-01-31,yes,Yes,no,,,\n",
		"messages.csv":    "id,theme,lang,text,source\nhello,sample-2026,en,Come in.,\n",
		"facts.csv":       "id,text,source,source_date,confidence,note\n",
		"withdrawn.csv":   "id,since,reason\ngone,2026-12-01,safety\n",
		"activities.json": "[]\n",
	} {
		out[name] = []byte(text)
	}
	return out
}

const voicesHead = "id,credit,role,organisation,year,lang,quote,source,topics,consent,controller,given,expires,print,web,social,press,translate,photo\n"

func TestFolderBecomesAnEdition(t *testing.T) {
	t.Parallel()
	d := content.DraftFolder(folder(), content.Before{Now: today})
	if len(d.Findings) > 0 {
		t.Fatalf("got %+v, want nothing to say", d.Findings)
	}
	want := content.Edition{
		Format: 1, ID: "day-2026", Issuer: "The campaign", Version: 1, NotBefore: "2026-11-01T00:00:00Z", Expires: "2027-02-01T00:00:00Z",
		Content: content.Matter{
			Themes:     []content.Theme{{ID: "sample-2026", Issuer: "The campaign", Year: 2026, Text: "A theme", Hashtag: "#Sample"}},
			Messages:   []content.Message{{ID: "hello", Theme: "sample-2026", Lang: "en", Text: "Come in."}},
			Facts:      []content.Fact{},
			Activities: []content.Activity{},
		},
		Withdrawals: content.Withdrawals{Format: 1, Number: 1, Issued: "2026-12-04T12:00:00Z", Voices: []content.Withdrawal{{ID: "gone", Since: "2026-12-01", Reason: content.ReasonSafety}}},
	}
	v := voice("ana")
	v.Quote, v.Topics = "Words of ana,\nin two lines.", []string{"community", "work"}
	v.Consent.Scope = map[content.Use]bool{content.Print: true, content.Web: true, content.Social: false}
	want.Content.Voices = []content.Voice{v}
	if diff := cmp.Diff(want, d.Edition); diff != "" {
		t.Errorf("want, got:\n%s", diff)
	}
}

// TestNewFolderIsNeverPublishable holds every example to being found, by itself.
func TestNewFolderIsNeverPublishable(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	d := content.DraftFolder(content.NewFolder(), content.Before{Now: today})
	for _, f := range d.Findings {
		said[f.File] = said[f.File] || f.Blocks
		if !strings.Contains(f.What, "example") {
			t.Errorf("got %+v, want nothing but the examples", f)
		}
	}
	for name := range content.NewFolder() {
		if name != content.FolderReadme && !said[name] {
			t.Errorf("%s has no example that is found", name)
		}
		if name == content.FolderReadme || name == content.FolderPack {
			continue
		}
		files := folder()
		files[name] = content.NewFolder()[name]
		if d := content.DraftFolder(files, content.Before{Now: today}); !d.Blocked() {
			t.Errorf("a folder with the example of %s may be signed", name)
		}
	}
}

func TestEveryMistakeIsNamed(t *testing.T) {
	t.Parallel()
	voiceRow := func(column int, cell string) map[string]string {
		cells := strings.Split("ana,Voice ana,Ambassador,Sample Group,2026,en,Words.,,,granted,The campaign,2026-11-01,2027-01-31,yes,no,no,no,no,no", ",")
		cells[column] = cell
		return map[string]string{"voices.csv": voicesHead + strings.Join(cells, ",") + "\n"}
	}
	head := func(from, to string) map[string]string {
		return map[string]string{"pack.json": strings.Replace(string(folder()["pack.json"]), from, to, 1)}
	}
	for name, tc := range map[string]struct {
		files map[string]string
		want  string // FILE:LINE FIELD WHAT, the beginning
		do    string
	}{
		"no consent":          {voiceRow(9, ""), "voices.csv:2 consent is missing", "ask for consent first"},
		"other consent":       {voiceRow(9, "maybe"), `voices.csv:2 consent is "maybe"`, "granted"},
		"nobody holds it":     {voiceRow(10, ""), "voices.csv:2 controller is missing", "one line"},
		"consent is past":     {voiceRow(12, "2026-12-03"), "voices.csv:2 expires is past: the consent ended on 2026-12-03", "ask the person again"},
		"consent to come":     {voiceRow(11, "2026-12-05"), "voices.csv:2 given is a day to come", "day when"},
		"date of a program":   {voiceRow(12, "31/01/2027"), `voices.csv:2 expires is "31/01/2027"`, "column of text"},
		"use in other words":  {voiceRow(13, "of course"), `voices.csv:2 print is "of course"`, "yes or no"},
		"unknown language":    {voiceRow(5, "tlh"), `voices.csv:2 lang is "tlh", which is not known`, "such as en"},
		"language by name":    {voiceRow(5, "Welsh"), `voices.csv:2 lang is "Welsh", which is not known`, "write cy"},
		"other tag":           {voiceRow(5, "en-GB"), `voices.csv:2 lang is "en-GB"`, "write en"},
		"no words":            {voiceRow(6, ""), "voices.csv:2 quote is missing", "text"},
		"long words":          {voiceRow(6, strings.Repeat("w", 2001)), "voices.csv:2 quote has 2001 characters and may have 2000", "2000"},
		"year in words":       {voiceRow(4, "last year"), `voices.csv:2 year is "last year"`, "whole number"},
		"id with capitals":    {voiceRow(0, "Ana"), `voices.csv:2 id is "Ana"`, "lower-case"},
		"withdrawn":           {voiceRow(0, "gone"), `voices.csv:2 id is "gone", which was withdrawn on 2026-12-01`, "new id"},
		"locked credit":       {map[string]string{"voices.csv": voicesHead + content.Builtin().Voices[0].ID + ",Another name,,,2022,en,Words.,,,granted,The campaign,,,yes,,,,,\n"}, "voices.csv:2 credit is locked", "letter for letter"},
		"example left":        {voiceRow(1, "EXAMPLE: a name"), "voices.csv:2  is still the example", "delete"},
		"two alike":           {map[string]string{"voices.csv": voiceRow(3, "")["voices.csv"] + strings.SplitAfterN(voiceRow(3, "")["voices.csv"], "\n", 2)[1]}, `voices.csv:3 id is "ana", which stands there already`, "of its own"},
		"column missing":      {map[string]string{"facts.csv": "id,text,source,source_date,note\n"}, "facts.csv:1 confidence is a column that is missing", "put it back"},
		"column unknown":      {map[string]string{"facts.csv": "id,text,source,source_date,confidence,note,photo\n"}, "facts.csv:1 photo is a column that is not known", "README"},
		"too many cells":      {map[string]string{"messages.csv": "id,theme,lang,text,source\nhello,,en,Come in, all of you,the page\n"}, "messages.csv:2  has more cells", "quotes"},
		"open quote":          {map[string]string{"messages.csv": "id,theme,lang,text,source\nhello,,en,\"Come in,,\n"}, "messages.csv:2  cannot be read", "quotes"},
		"not UTF-8":           {map[string]string{"messages.csv": "id,theme,lang,text,source\nhello,,en,Caf\xe9,\n"}, "messages.csv:0  is not UTF-8", "CSV UTF-8"},
		"empty table":         {map[string]string{"messages.csv": ""}, "messages.csv:0  is empty", "delete"},
		"reason unknown":      {map[string]string{"withdrawn.csv": "id,since,reason\nold,2026-12-01,illness\n"}, `withdrawn.csv:2 reason is "illness"`, "consent, safety or mistake"},
		"no comma":            {head("\"day-2026\",", "\"day-2026\""), "pack.json:3  is not JSON from here on", "comma"},
		"version zero":        {head(": 1,", ": 0,"), "pack.json:4 version is 0", "from 1"},
		"version in quotes":   {head(": 1,", ": \"1\","), "pack.json:4 version is not a whole number", "whole number"},
		"expired":             {head("2027-02-01", "2026-12-01"), "pack.json:6 expires is past", "later"},
		"ends first":          {head("2027-02-01", "2026-10-01"), "pack.json:6 expires is not after not_before", "later"},
		"no time":             {head("2026-11-01", "November"), `pack.json:5 not_before is "November"`, "in UTC"},
		"field unknown":       {head("\"issuer\"", "\"editor\": \"me\", \"issuer\""), "pack.json:3 editor is a field that is not known", "take it out"},
		"field twice":         {head("\"issuer\"", "\"id\": \"x\", \"issuer\""), "pack.json:3 id stands there twice", "take one"},
		"no pack.json":        {map[string]string{"pack.json": "-"}, "pack.json:0  is missing", "pack new"},
		"activity not a list": {map[string]string{"activities.json": "{}"}, "activities.json:1  is not a list", "["},
		"activity":            {map[string]string{"activities.json": "[\n {\"id\": \"walk\", \"name\": \"Walk\", \"summary\": \"A walk.\",\n  \"risks\": [{\"id\": \"rain\", \"name\": \"Rain\", \"who\": \"all\", \"measure\": \"coats\",\n   \"likelihood\": 9, \"severity\": 1, \"basis\": \"ours\"}]}\n]"}, "activities.json:4 [1].risks[1].likelihood is 9", "1 to 5"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := folder()
			for file, text := range tc.files {
				if files[file] = []byte(text); text == "-" {
					delete(files, file)
				}
			}
			d := content.DraftFolder(files, content.Before{Now: today})
			var said []string
			for _, f := range d.Findings {
				line := fmt.Sprintf("%s:%d %s %s", f.File, f.Line, f.Field, f.What)
				said = append(said, line+" -> "+f.Do)
				if f.Blocks && strings.HasPrefix(line, tc.want) && strings.Contains(f.Do, tc.do) {
					return
				}
			}
			t.Errorf("want %s -> %s, got:\n%s", tc.want, tc.do, strings.Join(said, "\n"))
		})
	}
}

// TestTablesOfOtherPrograms reads what table programs make of a table.
func TestTablesOfOtherPrograms(t *testing.T) {
	t.Parallel()
	plain := "id,issuer,year,text,hashtag,source\nsample-2026,The campaign,2026,A theme,#Sample,\n"
	for name, text := range map[string]string{
		"byte order mark": "\ufeff" + plain,
		"semicolons":      strings.ReplaceAll(plain, ",", ";"),
		"tabs":            strings.ReplaceAll(plain, ",", "\t"),
		"carriage return": strings.ReplaceAll(plain, "\n", "\r\n"),
		"empty lines":     plain + ",,,,,\n,,,,,\n",
		"empty columns":   strings.ReplaceAll(plain, "\n", ",,\n"),
		"other order":     "source,id,issuer,Year,text,hashtag\n,sample-2026,The campaign,2026,A theme,#Sample\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := folder()
			files["themes.csv"] = []byte(text)
			d := content.DraftFolder(files, content.Before{Now: today})
			want := content.DraftFolder(folder(), content.Before{Now: today})
			if diff := cmp.Diff(want, d); diff != "" {
				t.Errorf("want, got:\n%s", diff)
			}
		})
	}
}

func TestDraftAgainstTheLast(t *testing.T) {
	t.Parallel()
	last := content.DraftFolder(folder(), content.Before{Now: today}).Edition
	for name, tc := range map[string]struct {
		change func(files map[string][]byte)
		want   string // of the first that blocks; empty when it may be signed
	}{
		"the same":          {func(map[string][]byte) {}, ""},
		"words, no version": {func(f map[string][]byte) { replace(f, "messages.csv", "Come in.", "Come in!") }, "version is 1, and version 1 was signed already"},
		"words":             {func(f map[string][]byte) { replace(f, "messages.csv", "Come in.", "Come in!"); bump(f) }, ""},
		"credit":            {func(f map[string][]byte) { replace(f, "voices.csv", "Voice ana", "Ana B"); bump(f) }, "credit is locked"},
		"quote":             {func(f map[string][]byte) { replace(f, "voices.csv", "Words of ana", "Words"); bump(f) }, "quote is locked"},
		"wider consent":     {func(f map[string][]byte) { replace(f, "voices.csv", "yes,Yes,no", "yes,yes,yes"); bump(f) }, "social is locked"},
		"narrower consent":  {func(f map[string][]byte) { replace(f, "voices.csv", "yes,Yes,no", "yes,no,no"); bump(f) }, ""},
		"new consent": {func(f map[string][]byte) {
			replace(f, "voices.csv", "Voice ana", "Ana B")
			replace(f, "voices.csv", "2026-11-01", "2026-12-02")
			bump(f)
		}, ""},
		"other pack":     {func(f map[string][]byte) { replace(f, "pack.json", "day-2026", "day-2027"); bump(f) }, "id is another"},
		"withdrawn kept": {func(f map[string][]byte) { f["withdrawn.csv"] = []byte("id,since,reason\n"); bump(f) }, ""},
		"withdrawn and in": {func(f map[string][]byte) {
			f["withdrawn.csv"] = []byte("id,since,reason\nana,2026-12-04,consent\n")
			bump(f)
		}, "id is \"ana\", which was withdrawn"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := folder()
			tc.change(files)
			d := content.DraftFolder(files, content.Before{Last: &last, Now: today.Add(time.Hour)})
			got := ""
			for _, f := range d.Findings {
				if f.Blocks && got == "" {
					got = f.Field + " " + f.What
				}
			}
			if !strings.HasPrefix(got, tc.want) || tc.want == "" && got != "" {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			if !d.Edition.Withdrawals.Covers(last.Withdrawals) {
				t.Errorf("the list %+v went back from %+v", d.Edition.Withdrawals, last.Withdrawals)
			}
		})
	}
}

func replace(files map[string][]byte, name, from, to string) {
	files[name] = []byte(strings.ReplaceAll(string(files[name]), from, to))
}

func bump(files map[string][]byte) { replace(files, "pack.json", "\"version\": 1", "\"version\": 2") }

// TestFileIsReadAsAFolder holds a pack in one file to the same rules.
func TestFileIsReadAsAFolder(t *testing.T) {
	t.Parallel()
	e := edition(1, content.Withdrawals{}, "ana", "ben")
	e.Content.Voices[1].Consent.Status = "perhaps"
	raw := strings.Replace(string(jsonOf(t, e)), `"voices":[`, "\"voices\":[\n", 1)
	raw = strings.Replace(raw, `},{"id":"ben"`, "},\n{\"id\":\"ben\"", 1)
	raw, _, _ = strings.Cut(raw, `,"withdrawals"`)
	d := content.DraftFile("day.json", []byte(raw+"}"), content.Before{List: list(4, "gone"), Now: today})
	want := []content.Finding{{File: "day.json", Line: 3, Field: "content.voices[2].consent.status", What: `is "perhaps", which is not known`, Blocks: true}}
	if len(d.Findings) > 0 {
		want[0].Do = d.Findings[0].Do
	}
	if diff := cmp.Diff(want, d.Findings); diff != "" {
		t.Errorf("want, got:\n%s", diff)
	}
	if d.Edition.Withdrawals.Number != 4 || !d.Edition.Withdrawals.Names("gone") {
		t.Errorf("got the list %+v, want the newest that is known", d.Edition.Withdrawals)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	last, next := edition(1, list(1, "gone"), "ana", "ben"), edition(2, list(2, "gone", "ben"), "ana", "cem")
	next.Content.Voices[0].Role, next.Expires = "Speaker", "2027-03-01T00:00:00Z"
	want := []string{"new: voice cem", "changed: voice ana", "left out: voice ben", "withdrawn: ben", "changed: expires from 2027-02-01T00:00:00Z to 2027-03-01T00:00:00Z"}
	if diff := cmp.Diff(want, content.Compare(&last, next).Changes()); diff != "" {
		t.Errorf("want, got:\n%s", diff)
	}
}

// FuzzDraft gives tables and files that nobody wrote: what is not blocked can be signed.
func FuzzDraft(f *testing.F) {
	files := folder()
	names := slices.Sorted(maps.Keys(files))
	for i, name := range names {
		f.Add(uint8(i), files[name])
	}
	whole := jsonOf(f, edition(1, list(1, "gone"), "ana"))
	f.Add(uint8(len(names)), whole)
	f.Fuzz(func(t *testing.T, which uint8, raw []byte) {
		var d content.Draft
		if i := int(which) % (len(names) + 1); i < len(names) {
			files := folder()
			files[names[i]] = raw
			d = content.DraftFolder(files, content.Before{Now: today})
		} else {
			d = content.DraftFile("pack.json", raw, content.Before{Now: today})
		}
		if d.Blocked() {
			return
		}
		if err := d.Edition.Check(); err != nil {
			t.Errorf("nothing blocks it, and it would be refused: %v", err)
		}
	})
}
