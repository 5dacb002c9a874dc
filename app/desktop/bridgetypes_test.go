package desktop_test

import (
	"cmp"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"daykit/app/desktop"
)

// kept are fields that are for the command line alone, by type and field.
var kept = map[string]bool{"Conflict.now_at": true, "Conflict.what": true}

// TestBridgeTypesAgree compares what Go answers with the interfaces of the page of the
// same name: each field that Go writes is declared there, and none else is.
func TestBridgeTypesAgree(t *testing.T) {
	t.Parallel()
	page := pageTypes(t)
	offered, seen := reflect.TypeFor[*desktop.Desk](), map[reflect.Type]bool{}
	for i := range offered.NumMethod() {
		m := offered.Method(i)
		if _, ok := pageCalls(t)[m.Name]; !ok {
			continue // of these tests
		}
		answersOf(m.Type.Out(0), seen)
	}
	compared := 0
	for typ := range seen {
		name, known := pageNames[typ.String()]
		if known && name == "" {
			continue
		}
		declared, ok := page[cmp.Or(name, typ.Name())]
		if !ok {
			t.Errorf("the page declares no interface for %s", typ)
			continue
		}
		compared++
		written := jsonFields(typ)
		for field := range written {
			if !declared[field] && !kept[typ.Name()+"."+field] {
				t.Errorf("%s: Go writes %q, which the page does not declare", typ.Name(), field)
			}
		}
		for field := range declared {
			if !written[field] {
				t.Errorf("%s: the page declares %q, which Go does not write", typ.Name(), field)
			}
		}
	}
	if compared < 40 {
		t.Errorf("compared %d types: the page's interfaces are not found", compared)
	}
}

// pageNames are the types that have another name on the page; none for those that are
// written there without one, where they are used.
var pageNames = map[string]string{
	"feedback.Question": "GuestQuestion", "feedback.Totals": "FeedbackTotals", "feedback.Form": "FeedbackForm", "feedback.Count": "",
	"wire.Totals": "SentTotals", "event.Event": "EventDoc", "event.Signup": "SignupSheet",
	"desk.ObjectiveItem": "Objective", "desk.SafetyDevice": "Device", "desk.SafetySheet": "Recovery",
	"desk.Exported": "", "desk.PictureState": "", // within others
	"desk.ActivityItem": "", "desk.Choice": "", "desk.LineError": "", "desk.MissingItem": "", "desk.OutgoingPage": "", "desk.OutgoingTotals": "",
	"desk.Quarter": "", "desk.SafetyBackups": "", "desk.SafetyHeld": "", "desk.SafetyMended": "", "desk.SafetyStick": "", "desk.ThemeItem": "",
	"content.OwnVoice": "", "event.Focus": "", "event.ProgrammeItem": "", "event.Texts": "",
}

// answersOf gathers the structs in what a call answers.
func answersOf(typ reflect.Type, seen map[reflect.Type]bool) {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		answersOf(typ.Elem(), seen)
	case reflect.Map:
		answersOf(typ.Elem(), seen)
	case reflect.Struct:
		if seen[typ] || !strings.HasPrefix(typ.PkgPath(), "daykit/") {
			return
		}
		seen[typ] = true
		for i := range typ.NumField() {
			answersOf(typ.Field(i).Type, seen)
		}
	default:
	}
}

// jsonFields are the names under which a struct's fields are written.
func jsonFields(typ reflect.Type) map[string]bool {
	out := map[string]bool{}
	for i := range typ.NumField() {
		f := typ.Field(i)
		if f.Anonymous {
			for name := range jsonFields(f.Type) {
				out[name] = true
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.IsExported() && name != "-" && name != "" {
			out[name] = true
		}
	}
	return out
}

// pageTypes reads the page's interfaces with the names of their fields.
func pageTypes(t *testing.T) map[string]map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../../frontend/src/bridge/*types.ts")
	if err != nil || len(files) == 0 {
		t.Fatal("the page declares no types", err)
	}
	out := map[string]map[string]bool{}
	declared := regexp.MustCompile(`(?ms)^export interface (\w+)(?: extends (\w+))? \{\n(.*?)^\}`)
	field := regexp.MustCompile(`(?m)^  (\w+)\??:`)
	bases := map[string]string{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range declared.FindAllStringSubmatch(string(source), -1) {
			fields := map[string]bool{}
			for _, f := range field.FindAllStringSubmatch(m[3], -1) {
				fields[f[1]] = true
			}
			out[m[1]], bases[m[1]] = fields, m[2]
		}
	}
	for name, base := range bases {
		for f := range out[base] {
			out[name][f] = true
		}
	}
	return out
}
