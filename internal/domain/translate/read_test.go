package translate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/content"
	"daykit/internal/domain/translate"
)

// What other programs make of our files.
func TestReadOthers(t *testing.T) {
	t.Parallel()
	free := unit("a", "Free", "Bezpłatnie", content.Unreviewed)
	for name, tt := range map[string]struct {
		format translate.Format
		file   string
		want   []translate.Unit
	}{
		"spreadsheet with semicolons": {
			translate.CSV, "\ufeffnote;key;source;source_lang;target_lang;target;state;mine\r\n;a;Free;en;pl;Bezpłatnie;missing;x\r\n",
			[]translate.Unit{free},
		},
		"spreadsheet with tabs": {
			translate.CSV, "key\tsource_lang\ttarget_lang\tsource\ttarget\tstate\tnote\na\ten\tpl\tFree\t\treviewed\t\n",
			[]translate.Unit{unit("a", "Free", "", content.Missing)},
		},
		"an apostrophe that is a letter": {
			translate.CSV, "key,source_lang,target_lang,source,target,state,note\na,en,pl,Free,'tis,unreviewed,'\n",
			[]translate.Unit{{Key: "a", Source: "Free", Target: "'tis", SourceLang: "en", TargetLang: "pl", State: content.Unreviewed, Note: "'"}},
		},
		"CAT tool": {
			translate.XLIFF, `<?xml version="1.0" encoding="utf-8"?>
			<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:x="urn:x" version="1.2" x:tool="1">
			 <file original="daykit" datatype="plaintext" source-language="en" target-language="pl"><header><note>ours</note></header><body>
			  <group id="g"><trans-unit id="a" approved="yes"><source>Free</source><seg-source><mrk mtype="seg" mid="0">Free</mrk></seg-source>
			   <target state="translated"><mrk mtype="seg" mid="0">Bez</mrk><g id="1">płatnie</g></target>
			   <alt-trans><source>x</source><target>y</target></alt-trans><note>one</note><note>two</note></trans-unit></group>
			  <trans-unit id="b"><source>Time</source></trans-unit>
			  <trans-unit id="c"><source>Date</source><target state="signed-off">Data</target></trans-unit>
			 </body></file></xliff>`,
			[]translate.Unit{
				{Key: "a", Source: "Free", Target: "Bezpłatnie", SourceLang: "en", TargetLang: "pl", State: content.Unreviewed, Note: "one"},
				unit("b", "Time", "", content.Missing), unit("c", "Date", "Data", content.Reviewed),
			},
		},
		"gettext editor": {
			translate.PO, poHead + "\r\n# mine\n#. state: stale\n#. hint\n#: place.c:1\n#| msgid \"Gratis\"\nmsgctxt \"a\"\nmsgid \"\"\n\"Fr\"\n\"ee\"\nmsgstr   \"Bezpłatnie\"\n" +
				"#. state: missing\nmsgctxt \"b\"\nmsgid \"Time\"\nmsgstr \"Godzina\"\n" +
				"msgctxt \"c\"\nmsgid \"Date\"\nmsgstr \"\"\n\n#~ msgid \"old\"\n#~ msgstr \"stary\"\n",
			[]translate.Unit{
				{Key: "a", Source: "Free", Target: "Bezpłatnie", SourceLang: "en", TargetLang: "pl", State: content.Unreviewed, Note: "hint"},
				unit("b", "Time", "Godzina", content.Unreviewed), unit("c", "Date", "", content.Missing),
			},
		},
		"gettext editor that doubts": {
			translate.PO, poHead + "\n#. state: reviewed\n#, c-format, fuzzy\nmsgctxt \"a\"\nmsgid \"Free\"\nmsgstr \"Bezpłatnie\"\n",
			[]translate.Unit{free},
		},
	} {
		got, err := translate.Read(strings.NewReader(tt.file), tt.format)
		if d := cmp.Diff(tt.want, got); err != nil || d != "" {
			t.Errorf("%s: %v (-want +got)\n%s", name, err, d)
		}
	}
}

const poHead = "# A title\nmsgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"X-Source-Language: en\\n\"\n"

const xliffHead = `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="pl"><body>`

const xliffTail = `</body></file></xliff>`

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	const free = `<trans-unit id="a"><source>Free</source></trans-unit>`
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`
	for name, tt := range map[string]struct {
		format     translate.Format
		file, want string
	}{
		"empty table":           {translate.CSV, "", "headings"},
		"no texts":              {translate.CSV, "key,source_lang,target_lang,source,target,state,note\n", "no texts"},
		"column left out":       {translate.CSV, "key,source_lang,target_lang,source,state,note\n", `"target"`},
		"ragged rows":           {translate.CSV, "key,source_lang,target_lang,source,target,state,note\na,b\n", "wrong number of fields"},
		"open quotation":        {translate.CSV, "key,source_lang,target_lang,source,target,state,note\n\"a", "read the texts"},
		"invented state":        {translate.CSV, "key,source_lang,target_lang,source,target,state,note\na,en,pl,Free,x,perfect,\n", "perfect"},
		"Latin-1":               {translate.CSV, "key\xe9", "UTF-8"},
		"not XML":               {translate.XLIFF, "key,source", "no texts"},
		"another XML":           {translate.XLIFF, `<html/>`, "XLIFF 1.2"},
		"XLIFF 2":               {translate.XLIFF, `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"/>`, "version 1.2"},
		"unit outside a file":   {translate.XLIFF, `<trans-unit/>`, "XLIFF 1.2"},
		"declared entities":     {translate.XLIFF, bomb + xliffHead + free + xliffTail, "DOCTYPE"},
		"unknown entity":        {translate.XLIFF, xliffHead + `<trans-unit id="a"><source>&b;</source></trans-unit>` + xliffTail, "entity"},
		"cut off":               {translate.XLIFF, xliffHead + `<trans-unit id="a"><source>Fr`, "unexpected EOF"},
		"too deep":              {translate.XLIFF, xliffHead + strings.Repeat("<group>", 40), "too deep"},
		"deep in what we skip":  {translate.XLIFF, xliffHead + strings.Repeat("<x>", 40), "too deep"},
		"markup":                {translate.XLIFF, xliffHead + `<trans-unit id="a"><source>Fr<x id="1"/>ee</source></trans-unit>` + xliffTail, "markup"},
		"two targets":           {translate.XLIFF, xliffHead + `<trans-unit id="a"><source>a</source><target>b</target><target>c</target></trans-unit>` + xliffTail, "second target"},
		"another encoding":      {translate.XLIFF, `<?xml version="1.0" encoding="latin1"?>` + xliffHead + free + xliffTail, "encoding"},
		"unit twice":            {translate.XLIFF, xliffHead + free + free + xliffTail, "twice"},
		"languages of two sort": {translate.XLIFF, xliffHead + free + `</body></file><file source-language="en" target-language="uk"><body><trans-unit id="b"><source>a</source></trans-unit>` + xliffTail, "as the others"},
		"no languages":          {translate.XLIFF, strings.Replace(xliffHead, "target-language", "x", 1) + free + xliffTail, "languages"},
		"control as entity":     {translate.XLIFF, xliffHead + `<trans-unit id="a"><source>a&#x85;</source></trans-unit>` + xliffTail, "U+0085"},
		"PO without a head":     {translate.PO, "msgctxt \"a\"\nmsgid \"Free\"\nmsgstr \"\"\n", "no head"},
		"PO without a key":      {translate.PO, poHead + "\nmsgid \"Free\"\nmsgstr \"x\"\n", "msgctxt"},
		"PO without words":      {translate.PO, poHead + "\nmsgctxt \"a\"\nmsgid \"Free\"\n", "no msgstr"},
		"plural forms":          {translate.PO, poHead + "\nmsgctxt \"a\"\nmsgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n", "msgid_plural"},
		"PO text twice":         {translate.PO, poHead + "\nmsgctxt \"a\"\nmsgid \"a\"\nmsgid \"b\"\n", "second msgid"},
		"strange escape":        {translate.PO, poHead + "\nmsgctxt \"\\x41\"\n", "escape"},
		"open string":           {translate.PO, poHead + "\nmsgctxt \"a\n", "quotation"},
		"quotation inside":      {translate.PO, poHead + "\nmsgctxt \"a\"b\"\n", "inside"},
		"string of nothing":     {translate.PO, "\"a\"\n", "nothing"},
		"PO text without end":   {translate.PO, poHead + "\nmsgctxt \"\"\n" + strings.Repeat("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\n", 300), "larger"},
	} {
		units, err := translate.Read(strings.NewReader(tt.file), tt.format)
		if err == nil || units != nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, error %v; want an error about %q", name, units, err, tt.want)
		}
	}
}

// What is read can be written, and reads the same again.
func fuzz(f *testing.F, format translate.Format, seeds ...string) {
	f.Helper()
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		units, err := translate.Read(strings.NewReader(string(file)), format)
		if err != nil {
			return
		}
		var b strings.Builder
		if err := translate.Write(&b, format, units); err != nil {
			t.Fatal(err)
		}
		again, err := translate.Read(strings.NewReader(b.String()), format)
		if d := cmp.Diff(units, again); err != nil || d != "" {
			t.Errorf("changed by writing and reading: %v\n%s", err, d)
		}
	})
}

func FuzzCSV(f *testing.F) {
	const head = "key,source_lang,target_lang,source,target,state,note\n"
	fuzz(f, translate.CSV, head+"a,en,pl,Free,'=1+1,stale,\n", "\ufeff"+head+"a,en,fa-AF,\"Fr\n\"\"ee\",,missing,'\n", strings.ReplaceAll(head, ",", ";")+"a;en;pl;Free;x;reviewed;\n")
}

func FuzzXLIFF(f *testing.F) {
	fuzz(f, translate.XLIFF,
		xliffHead+`<trans-unit id="a"><source>Free</source><target state="final"><mrk>a&#xA;b</mrk></target><note>n</note></trans-unit>`+xliffTail,
		xliffHead+`<!-- c --><group><trans-unit id="&quot;"><source><![CDATA[<]]></source></trans-unit></group>`+xliffTail)
}

func FuzzPO(f *testing.F) {
	fuzz(f, translate.PO, poHead+"\n#. state: stale\n#. note\n#, fuzzy\nmsgctxt \"a\"\nmsgid \"Fr\\\"ee\"\nmsgstr \"\"\n\"x\\n\"\n\"y\"\n", poHead+"\nmsgctxt \"a\"\nmsgid \"b\"\nmsgstr \"\"\n")
}
