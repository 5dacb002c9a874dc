package desk_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// localVoice is a made-up person of the group's town.
func localVoice() content.OwnVoice {
	return content.OwnVoice{
		Name: content.NameFirst, Credit: "Оксана", Person: "Оксана Примірна", Role: "Neighbour", Organisation: "Café Zażółć", Year: 2026,
		Lang: "uk", Quote: "Сусіди стали друзями.", Topics: []string{"food"},
		Scope: []content.Use{content.Print, content.Translate}, Given: "2026-12-01", Expires: "2026-12-20", WithdrawTo: "Sam Sample, 0100 000000",
		Translations: []content.Translation{{Lang: "en", Text: "Neighbours became friends.", By: "Ana Example", CheckedBy: "Ben Example"}},
		Buddy:        "Ana Example", StopWord: "sunflower", CallAfter: "Ben Example, the day after",
	}
}

func addVoice(t *testing.T, d *desk.Desk, event string, o content.OwnVoice) string {
	t.Helper()
	id, err := d.SaveOwnVoice(t.Context(), event, o)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func voiceIDs(p desk.VoicePage) (out []string) {
	for _, v := range p.Voices {
		out = append(out, v.ID)
	}
	return out
}

func TestLibraryIsSearchedInAnyScript(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	event := addSample(t, d)
	own := addVoice(t, d, event, localVoice())
	for _, tc := range []struct {
		name string
		q    desk.VoiceQuery
		want []string
	}{
		{"latin letters find cyrillic", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Text: "oksana"}}, []string{own}},
		{"no accents", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Text: "cafe ZAZOLC"}}, []string{own}},
		{"a translation", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Text: "became friends"}}, []string{own}},
		{"a campaign's words", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Text: "unity toby"}}, []string{"toby-g-mbe"}},
		{"year", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Year: 2022}}, []string{"toby-g-mbe", "khadeja-alamary"}},
		{"topic", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Topic: "food"}}, []string{own}},
		{"language of a translation and local", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Lang: "en"}, From: "local"}, []string{own}},
		{"organisation", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Organisation: "Pickwell Foundation"}}, []string{"khadeja-alamary"}},
		{"campaign", desk.VoiceQuery{From: "campaign"}, []string{"toby-g-mbe", "khadeja-alamary"}},
		{"translation is agreed", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Use: content.Translate}}, []string{own}},
		{"nothing", desk.VoiceQuery{VoiceFilter: content.VoiceFilter{Text: "nobody says this"}}, nil},
	} {
		page, err := d.SearchVoices(t.Context(), event, tc.q)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, voiceIDs(page)); diff != "" || page.All != 3 {
			t.Errorf("%s: of %d (-want +got):\n%s", tc.name, page.All, diff)
		}
	}
	_, err := d.SearchVoices(t.Context(), event, desk.VoiceQuery{From: "elsewhere"})
	wantFault(t, err, fault.Invalid, "not where voices come from")
}

// TestEachUseIsCheckedByItself chooses a voice for print, and tries the rest.
func TestEachUseIsCheckedByItself(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	event := addSample(t, d)
	own := addVoice(t, d, event, localVoice())
	if _, err := d.Choose(ctx, event, []string{own}); err != nil {
		t.Fatal(err)
	}
	poster := desk.PrintRequest{Kind: desk.KindPoster, Design: "voice", Lang: "en"}
	if text, err := desk.LaidOut(ctx, d, event, poster); err != nil || !strings.Contains(text, "Neighbours became friends.") {
		t.Errorf("an English poster has not the checked translation: %v", err)
	}
	if _, _, err := d.Print(ctx, event, desk.PrintRequest{Kind: desk.KindSocial, Design: "voice", Voice: own}, "png", nil, io.Discard); err == nil {
		t.Error("a picture for social media carries a voice that is for print alone")
	} else {
		wantFault(t, err, fault.Denied, "Оксана has not agreed to this use")
	}
	for use, want := range map[content.Use]string{
		content.Print: "", content.Translate: "", content.Web: "has not agreed", content.Social: "has not agreed",
		content.Press: "has not agreed", content.Photo: "has not agreed", "stickers": "is not a use",
	} {
		err := d.MayUse(ctx, event, own, use, "")
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", use, err, want)
		}
	}
	wantFault(t, d.MayUse(ctx, event, "toby-g-mbe", content.Print, "ur"), fault.Denied, "has not agreed")

	if _, err := d.Edit(ctx, event, []byte(`{"date":"2026-12-21"}`)); err != nil {
		t.Fatal(err)
	}
	wantFault(t, d.MayUse(ctx, event, own, content.Print, ""), fault.Denied, "has run out by then")
	poster.Voice = own
	_, _, err := d.Print(ctx, event, poster, "pdf", nil, io.Discard)
	wantFault(t, err, fault.Denied, "has run out by then")
	_, err = d.ChooseVoice(ctx, event, own, true)
	wantFault(t, err, fault.Denied, "has run out by then")
	page, err := d.SearchVoices(ctx, event, desk.VoiceQuery{From: "local"})
	if err != nil || len(page.Voices) != 1 || page.Voices[0].Uses[0] != (desk.VoiceUse{Use: "print", Why: "expired"}) {
		t.Errorf("got %+v, %v", page.Voices, err)
	}
}

func TestWithoutAConsentNothingCarriesAVoice(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	event := addSample(t, d)
	asked := localVoice()
	asked.Given, asked.Scope = "", content.Uses()
	own := addVoice(t, d, event, asked)
	_, err := d.Choose(ctx, event, []string{own})
	wantFault(t, err, fault.Denied, "no consent of Оксана is written down yet")
	o, err := d.OwnVoice(ctx, own)
	if err != nil {
		t.Fatal(err)
	}
	o.Given, o.Name, o.Credit = "2026-12-02", content.NameNone, ""
	addVoice(t, d, event, o.OwnVoice)
	if _, err := d.Choose(ctx, event, []string{own}); err != nil {
		t.Fatal(err)
	}
	text, err := desk.LaidOut(ctx, d, event, desk.PrintRequest{Kind: desk.KindPoster, Design: "voice", Lang: "uk"})
	if err != nil || !strings.Contains(text, "Сусіди стали друзями.") || strings.Contains(text, "Оксана") || strings.Contains(text, "Примірна") {
		t.Errorf("the poster names who wanted no name, or does not say the words: %v", err)
	}
	if label, err := d.Undo(ctx, event); err != nil || label != "voices" {
		t.Errorf("got %q, %v", label, err)
	}
	if label, err := d.Undo(ctx, event); err != nil || label != "voice.own" {
		t.Errorf("got %q, %v", label, err)
	}
	if o, err := d.OwnVoice(ctx, own); err != nil || o.Given != "" || o.Name != content.NameFirst {
		t.Errorf("after undoing: %+v, %v", o, err)
	}
}

// TestALocalWithdrawalReachesTheLedger prints a local voice, withdraws it, and goes
// through what must follow.
func TestALocalWithdrawalReachesTheLedger(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	event := addSample(t, d)
	own := addVoice(t, d, event, localVoice())
	if err := d.AttachForm(ctx, own, formFile(t)); err != nil {
		t.Fatal(err)
	}
	if b, err := d.VoiceForm(ctx, own); err != nil || !bytes.HasPrefix(b, []byte{0xff, 0xd8}) || len(b) > 160<<10 {
		t.Errorf("the form: %d bytes, %v", len(b), err)
	}
	if _, err := d.Choose(ctx, event, []string{own, "toby-g-mbe"}); err != nil {
		t.Fatal(err)
	}
	request := desk.PrintRequest{Kind: desk.KindPoster, Design: "voice", Lang: "en", Copies: 9}
	if _, _, err := d.Print(ctx, event, request, "pdf", nil, io.Discard); err != nil {
		t.Fatal(err)
	}
	check, err := d.WithdrawVoice(ctx, own, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(check.TakeDown) != 1 || check.TakeDown[0].Since != "2026-12-04" || check.TakeDown[0].Credit != "Оксана" ||
		check.TakeDown[0].Print.Copies != 9 || len(check.Choose) != 1 || check.Choose[0].Voice != own {
		t.Errorf("got %+v", check)
	}
	prints, err := d.Prints(ctx, event)
	if err != nil || len(prints) != 1 || !slices.Equal(prints[0].Withdrawn, []string{own}) {
		t.Errorf("the ledger: %+v, %v", prints, err)
	}
	for _, kind := range []string{desk.KindPoster, desk.KindProgramme, desk.KindSocial} {
		req := desk.PrintRequest{Kind: kind, Lang: "en"}
		if kind != desk.KindProgramme {
			req.Design = "voice"
		}
		_, err := desk.LaidOut(ctx, d, event, req)
		wantFault(t, err, fault.Denied, "was withdrawn")
	}
	wantOffered(t, d, event, "toby-g-mbe", "khadeja-alamary", own+" withdrawn")
	_, err = d.SaveOwnVoice(ctx, event, func() content.OwnVoice { o := localVoice(); o.ID = own; return o }())
	wantFault(t, err, fault.Denied, "was withdrawn")
	if err := d.ForgetVoice(ctx, own); err != nil {
		t.Fatal(err)
	}
	if o, err := d.OwnVoice(ctx, own); err != nil || o.Quote != "" || o.StopWord != "" || o.Withdrawn == "" {
		t.Errorf("after forgetting: %+v, %v", o, err)
	}
	if _, err := d.VoiceForm(ctx, own); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("the photo after forgetting: %v", err)
	}
	if check, err := d.CheckPacks(ctx); err != nil || len(check.TakeDown) != 1 {
		t.Errorf("after forgetting: %+v, %v", check, err)
	}
}

func formFile(t *testing.T) string {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 1700, 2400))
	for i := range img.Pix {
		img.Pix[i] = byte(i * 7 >> 3)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return stickFile(t, "signed.png", b.Bytes())
}

func TestOwnVoicesAreRefusedWithTheField(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	event := addSample(t, d)
	for want, change := range map[string]func(*content.OwnVoice){
		"quote:":               func(o *content.OwnVoice) { o.Quote = " " },
		"lang:":                func(o *content.OwnVoice) { o.Lang = "zz-none" },
		"scope:":               func(o *content.OwnVoice) { o.Scope = append(o.Scope, "stickers") },
		"given: 2026-12-05":    func(o *content.OwnVoice) { o.Given = "2026-12-05" },
		"expires: it ends":     func(o *content.OwnVoice) { o.Expires = "2026-11-01" },
		"withdraw_to:":         func(o *content.OwnVoice) { o.WithdrawTo = "" },
		"credit: they agreed":  func(o *content.OwnVoice) { o.Credit = o.Person },
		"another name":         func(o *content.OwnVoice) { o.Name, o.Credit = content.NamePseudonym, "Oksana" },
		"leave it empty":       func(o *content.OwnVoice) { o.Name = content.NameNone },
		"checked_by: somebody": func(o *content.OwnVoice) { o.Translations[0].CheckedBy = "ana example" },
		"there twice":          func(o *content.OwnVoice) { o.Translations[0].Lang = "uk" },
	} {
		o := localVoice()
		change(&o)
		_, err := d.SaveOwnVoice(t.Context(), event, o)
		wantFault(t, err, fault.Invalid, want)
	}
}

// TestLocalVoicesStayWithTheGroup publishes and syncs everything, and looks for what the
// server was told.
func TestLocalVoicesStayWithTheGroup(t *testing.T) {
	t.Parallel()
	for _, line := range desk.ClassTable() {
		if strings.HasPrefix(line, "voice") && (strings.HasSuffix(line, "P0") || strings.HasSuffix(line, "P1")) {
			t.Errorf("%s travels in the clear", line)
		}
	}
	c, l := newCampaign(t), newLaptop(t, 40)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		event := addSample(t, d)
		o := localVoice()
		o.Credit, o.Person, o.Quote, o.StopWord = "Kanarixa", "Kanarixa Kanmailova", "Kanarstraquote here.", "Crewkanarstop"
		own := addVoice(t, d, event, o)
		if err := d.AttachForm(ctx, own, formFile(t)); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Choose(ctx, event, []string{own}); err != nil {
			t.Fatal(err)
		}
		c.join(ctx, d)
		p := printSheet(ctx, t, d, desk.RecoveryRequest{})
		if _, err := d.CheckGroups(ctx, p.groups()); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Publish(ctx, event); err != nil {
			t.Fatal(err)
		}
		synced(ctx, t, d)
		out, err := d.Outgoing(ctx)
		if err != nil {
			t.Fatal(err)
		}
		page, err := desk.PublicPage(ctx, d, event)
		if err != nil {
			t.Fatal(err)
		}
		for _, mark := range allMarks() {
			if bytes.Contains(page, []byte(mark)) || strings.Contains(fmt.Sprintf("%+v", out), mark) {
				t.Errorf("%q is on the page or in what is to go", mark)
			}
		}
	})
	for _, dir := range []string{c.dir, l.opt.Dir} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			for _, mark := range []string{"Kanarixa", "Kanmailova", "Kanarstraquote", "Crewkanarstop"} {
				if bytes.Contains(b, []byte(mark)) {
					t.Errorf("%s has %q in the clear", filepath.Base(path), mark)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnEventWithNoNamedVoice plans, prints, publishes and reports one.
func TestAnEventWithNoNamedVoice(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newLaptop(t, 41)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		event := addSample(t, d)
		if _, err := d.Choose(ctx, event, []string{}); err != nil {
			t.Fatal(err)
		}
		v, err := d.AddTask(ctx, event, "Borrow the tea urn", "2026-12-10", "")
		if err != nil || len(v.Tasks) == 0 {
			t.Fatalf("plan: %v", err)
		}
		for _, kind := range []string{desk.KindPoster, desk.KindFlyer, desk.KindProgramme, desk.KindSigns} {
			text, err := desk.LaidOut(ctx, d, event, desk.PrintRequest{Kind: kind, Lang: "en"})
			if err != nil || strings.Contains(text, "Toby") || strings.Contains(text, "Khadeja") {
				t.Errorf("%s: names somebody, or %v", kind, err)
			}
		}
		if _, err := desk.LaidOut(ctx, d, event, desk.PrintRequest{Kind: desk.KindPoster, Design: "voice", Lang: "en"}); err != nil {
			t.Errorf("the voice poster: %v", err)
		}
		c.join(ctx, d)
		p := printSheet(ctx, t, d, desk.RecoveryRequest{})
		if _, err := d.CheckGroups(ctx, p.groups()); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Publish(ctx, event); err != nil {
			t.Fatal(err)
		}
		synced(ctx, t, d)
		file := filepath.Join(t.TempDir(), "report.json")
		if _, err := d.SaveReport(ctx, event, file); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(file); err != nil || len(b) < 50 || bytes.Contains(b, []byte("Toby")) {
			t.Errorf("the report: %s, %v", b, err)
		}
	})
}

// TestLockedVoicesSayNothing locks the names: what was agreed is known all the same, and no
// words are.
func TestLockedVoicesSayNothing(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	event := addSample(t, d)
	own := addVoice(t, d, event, localVoice())
	if _, err := d.Choose(ctx, event, []string{own}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SetPassphrase(ctx, "kettle river orange stone"); err != nil {
		t.Fatal(err)
	}
	if err := d.Lock(); err != nil {
		t.Fatal(err)
	}
	wantOffered(t, d, event, "toby-g-mbe", "khadeja-alamary", own+" locked")
	_, err := desk.LaidOut(ctx, d, event, desk.PrintRequest{Kind: desk.KindPoster, Design: "voice", Lang: "en"})
	wantFault(t, err, fault.Locked, "locked or erased")
	if _, err := d.OwnVoice(ctx, own); fault.CodeOf(err) != fault.Locked {
		t.Errorf("the record: %v", err)
	}
	if check, err := d.CheckPacks(ctx); err != nil || len(check.TakeDown) != 0 {
		t.Errorf("got %+v, %v", check, err)
	}
}
