package event_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

const guestLimit = 20 << 20

func TestReadThePeopleSample(t *testing.T) {
	t.Parallel()
	l, err := event.ReadGuests(bytes.NewReader(sample(t, "people-500.csv")), guestLimit)
	if err != nil || len(l.Errors) > 0 {
		t.Fatalf("%v %v", err, l.Errors)
	}
	if len(l.Guests) != 500 || len(l.Ignored) != 0 {
		t.Fatalf("got %d guests, ignored %q; want 500 and none", len(l.Guests), l.Ignored)
	}
	want := event.Guest{
		ID: "3", Name: "欧阳海燕", Lang: "zh-Hans", Org: "Glasgow Allotments Together",
		URL: "https://kit.example.org/i/0003-agtumc86?e=18dec", Party: 1,
	}
	if d := cmp.Diff(want, l.Guests[2]); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestReadGuestsShapes(t *testing.T) {
	t.Parallel()
	amal := []event.Guest{{ID: "1", Name: "Amal", Lang: "ar", Party: 3}}
	tests := map[string]struct {
		file string
		want []event.Guest
	}{
		"commas":         {"id,name,lang,party\n1,Amal,ar,3\n", amal},
		"any order":      {"party,lang,name,id\n3,ar,Amal,1\n", amal},
		"any case":       {"ID,Name,LANG,Party\n1,Amal,AR,3\n", amal},
		"semicolons":     {"id;name;lang;party\n1;Amal;ar;3\n", amal},
		"tabs":           {"id\tname\tlang\tparty\n1\tAmal\tar\t3\n", amal},
		"byte order":     {"\xef\xbb\xbfid,name,lang,party\n1,Amal,ar,3\n", amal},
		"windows lines":  {"id,name,lang,party\r\n1,Amal,ar,3\r\n", amal},
		"no last line":   {"id,name,lang,party\n1,Amal,ar,3", amal},
		"blank lines":    {"\nid,name,lang,party\n\n,,,\n1,Amal,ar,3\n\n", amal},
		"white space":    {" id , name ,lang,party\n 1 ,  Amal ,ar, 3 \n", amal},
		"other headings": {"Ref,Full name,Language,How many\n1,Amal,Arabic,3\n", amal},
		"own name":       {"id,name,lang,party\n1,Amal,العربية,3\n", amal},
		"short lines":    {"id,name,lang,party,notes,url\n1,Amal,ar,3\n", amal},
		"long empty":     {"id,name,lang,party\n1,Amal,ar,3,,,\n", amal},
		"script ignored": {"id,name,script,lang,party\n1,Amal,Arab,ar,3\n", amal},
		"formula":        {"id,name\n1,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\n", []event.Guest{{ID: "1", Name: `=HYPERLINK("http://x","y")`, Party: 1}}},
		"guarded":        {"id,name,phone\n1,'@Amal,'+44 1\n", []event.Guest{{ID: "1", Name: "@Amal", Phone: "+44 1", Party: 1}}},
		"line in a cell": {"id,name,notes\n1,Amal,\"two\nlines\"\n", []event.Guest{{ID: "1", Name: "Amal", Notes: "two\nlines", Party: 1}}},
		"header only":    {"id,name\n", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, bad, err := event.DecodeGuests(strings.NewReader(tt.file), guestLimit)
			if err != nil || len(bad) > 0 {
				t.Fatalf("%v %v", err, bad)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestReadGuestsLineErrors(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file string
		want []string
	}{
		"no name":        {"id,name\n1,\n2,Amal\n", []string{"line 2, name: is empty"}},
		"bad language":   {"id,name,lang\n1,Amal,xx\n", []string{`line 2, lang: "xx" is not a language Daykit knows`}},
		"which Kurdish":  {"id,name,lang\n1,Amal,Kurdish\n", []string{`line 2, lang: "Kurdish"`}},
		"party of 0":     {"id,name,party\n1,Amal,0\n", []string{"line 2, party: is not a number from 1 to 50"}},
		"party of 51":    {"id,name,party\n1,Amal,51\n", []string{"line 2, party:"}},
		"party in words": {"id,name,party\n1,Amal,two\n", []string{"line 2, party:"}},
		"same id":        {"id,name\n7,Amal\n\n7,Jo\n", []string{`line 4, id: "7" is the id of line 2 as well`}},
		"slash in id":    {"id,name\n1/2,Amal\n", []string{"line 2, id:"}},
		"script address": {"id,name,url\n1,Amal,javascript:alert(1)\n", []string{"line 2, url: is not a web address"}},
		"control":        {"id,name\n1,A\x07\n", []string{"line 2, name: has the character U+0007"}},
		"too many cells": {"id,name\n1,Amal,Leeds\n", []string{"line 2: has 3 cells for 2 columns"}},
		"open quote":     {"id,name\n1,Amal\n2,\"Jo\n3,Bo\n", []string{`line 3: a quotation mark " is open`}},
		"stray quote":    {"id,name\n1,Am\"al\n", []string{`line 2: a quotation mark "`}},
		"several":        {"id,name,party\n1,,x\n2,Jo,99\n", []string{"line 2, party", "line 2, name", "line 3, party"}},
		"after a long cell": {
			"id,name,notes\n1,Amal,\"a\nb\nc\"\n2,,\n", []string{"line 5, name"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, bad, err := event.DecodeGuests(strings.NewReader(tt.file), guestLimit)
			if err != nil {
				t.Fatal(err)
			}
			if len(bad) != len(tt.want) {
				t.Fatalf("got %v, want %q", bad, tt.want)
			}
			for i, w := range tt.want {
				if !strings.HasPrefix(bad[i].Error(), w) {
					t.Errorf("got %q, want %q", bad[i], w)
				}
			}
		})
	}
}

func TestReadGuestsRefusesTheFile(t *testing.T) {
	t.Parallel()
	var many strings.Builder
	many.WriteString("id,name\n")
	for i := range event.MaxGuestList + 1 {
		fmt.Fprintf(&many, "%d,Amal\n", i)
	}
	tests := map[string]struct{ file, want string }{
		"empty":        {"", "the guest list is empty"},
		"no name":      {"id,lang\n1,ar\n", "no column called name"},
		"no header":    {"1,Amal,ar\n", "no column called name"},
		"two names":    {"name,Full name\na,b\n", "two columns for name"},
		"bad utf-8":    {"id,name\n1,Amal\n2,Jos\xe9\n", "line 3 of the guest list is not valid UTF-8"},
		"utf-16":       {"\xff\xfei\x00d\x00", "UTF-16"},
		"too many":     {many.String(), "more than 20000 guests"},
		"header quote": {"\"id,name\n1,Amal\n", "line 1 of the guest list does not read as CSV"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _, err := event.DecodeGuests(strings.NewReader(tt.file), guestLimit)
			if err == nil || !strings.Contains(err.Error(), tt.want) || fault.CodeOf(err) != fault.Invalid {
				t.Errorf("got %d guests and %v, want %q", len(got), err, tt.want)
			}
		})
	}
	if _, _, err := event.DecodeGuests(strings.NewReader("name\n"+strings.Repeat("x", 3<<20)), 2<<20); err == nil || !strings.Contains(err.Error(), "larger than 2 MB") {
		t.Errorf("too large: got %v", err)
	}
}

func TestOtherColumnsAreNamed(t *testing.T) {
	t.Parallel()
	l, err := event.ReadGuests(strings.NewReader("Timestamp,Name,Nationality,script,\n1,Amal,x,y,\n"), guestLimit)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"Timestamp", "Nationality"}; !cmp.Equal(want, l.Ignored) {
		t.Errorf("got %q, want %q", l.Ignored, want)
	}
}

func TestMadeIDsStayTheSame(t *testing.T) {
	t.Parallel()
	read := func(file string) []event.Guest {
		l, bad, err := event.DecodeGuests(strings.NewReader(file), guestLimit)
		if err != nil || len(bad) > 0 {
			t.Fatal(err, bad)
		}
		return l
	}
	a := read("name,party\nAmal,1\nJo,2\nAmal,1\n")
	b := read("name,party\nJo,5\nAmal,1\nAmal,1\n")
	if a[0].ID == a[2].ID {
		t.Errorf("two guests of one name got one id %q", a[0].ID)
	}
	if a[1].ID != b[0].ID || a[0].ID != b[1].ID || a[2].ID != b[2].ID {
		t.Errorf("ids depend on more than who it is: %v and %v", a, b)
	}
}

func TestWriteCSVNeutralisesFormulas(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	err := event.WriteCSV(&b, [][]string{{"=1+1", "+44", "-1", "@x", "\t=1", "'=1", "plain", "it's"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := "'=1+1,'+44,'-1,'@x,'\t=1,''=1,plain,it's\r\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestGuestErrorsKeepWhatPeopleWroteOut(t *testing.T) {
	t.Parallel()
	const canary = "Canaria Testperson"
	_, bad, err := event.DecodeGuests(strings.NewReader(
		"id,name,org,url,party,notes\n1,"+canary+"\x07,"+canary+"\x07,"+canary+","+canary+","+canary+"\x07\n"), guestLimit)
	if err != nil {
		t.Fatal(err)
	}
	if len(bad) == 0 {
		t.Fatal("got no errors")
	}
	for _, e := range bad {
		if strings.Contains(e.Error(), "Canaria") {
			t.Errorf("the error repeats the cell: %v", e)
		}
	}
}

func TestGuestValidate(t *testing.T) {
	t.Parallel()
	if err := (event.Guest{ID: "1", Name: "Amal"}).Validate(); err != nil {
		t.Error(err)
	}
	err := event.Guest{ID: "1", Name: "Amal", Party: 51}.Validate()
	if err == nil || fault.CodeOf(err) != fault.Invalid || !strings.HasPrefix(err.Error(), "party: 51") {
		t.Errorf("got %v", err)
	}
}
