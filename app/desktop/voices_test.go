package desktop_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// TestALocalVoiceInTheWindow adds somebody, tries every use, and withdraws.
func TestALocalVoiceInTheWindow(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	own := must[desk.OwnVoice](t)(r.SaveOwnVoice(r.event, content.OwnVoice{
		Name: content.NameFirst, Credit: "Ana", Person: "Ana Example", Role: "Neighbour", Lang: "en", Quote: "We cook together.", Topics: []string{"food"},
		Scope: []content.Use{content.Print}, Given: "2026-11-01", Expires: "2099-12-31", WithdrawTo: "Sam Sample", StopWord: "sunflower",
	}))
	page := must[desk.VoicePage](t)(r.SearchVoices(r.event, `{"text":"COOK","from":"local"}`))
	if len(page.Voices) != 1 || page.Voices[0].ID != own.ID || !page.Voices[0].Local {
		t.Errorf("got %+v", page)
	}
	for _, use := range content.Uses() {
		_, err := r.MayUse(r.event, own.ID, string(use), "")
		if allowed := use == content.Print; (err == nil) != allowed {
			t.Errorf("%s: got %v", use, err)
		} else if !allowed && fault.CodeOf(errOr(err)) != fault.Denied {
			t.Errorf("%s is refused as %v", use, err)
		}
	}
	if _, err := r.Preview(r.event, desk.PrintRequest{Kind: desk.KindSocial, Design: "voice", Voice: own.ID}); fault.CodeOf(errOr(err)) != fault.Denied {
		t.Errorf("a picture for social media: %v", err)
	}
	if _, err := r.SearchVoices(r.event, `{`); fault.CodeOf(errOr(err)) != fault.Invalid {
		t.Errorf("a query that is none: %v", err)
	}

	if got := must[desk.OwnVoice](t)(r.PickVoiceForm(r.event, own.ID)); got.HasForm {
		t.Error("nothing was picked, and there is a form")
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 600))); err != nil {
		t.Fatal(err)
	}
	photo, copied := filepath.Join(r.dir, "form.png"), filepath.Join(r.dir, "copy.jpg")
	if err := os.WriteFile(photo, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r.answer(t, photo)
	if got := must[desk.OwnVoice](t)(r.PickVoiceForm(r.event, own.ID)); !got.HasForm || got.StopWord != "sunflower" {
		t.Errorf("got %+v", got)
	}
	r.answer(t, copied)
	if saved := must[desk.Saved](t)(r.SaveVoiceForm(own.ID)); saved.File != copied {
		t.Errorf("got %+v", saved)
	}

	must[[]desk.Voice](t)(r.ChooseVoice(r.event, own.ID, true))
	if check := must[desk.PackCheck](t)(r.WithdrawVoice(r.event, own.ID, "consent")); len(check.Choose) != 1 {
		t.Errorf("got %+v", check)
	}
	if _, err := r.ChooseVoice(r.event, own.ID, true); fault.CodeOf(errOr(err)) != fault.Denied {
		t.Errorf("choosing it again: %v", err)
	}
	must[desk.PackCheck](t)(r.ForgetVoice(r.event, own.ID))
	if got := must[desk.OwnVoice](t)(r.OwnVoice(own.ID)); got.Quote != "" || got.Withdrawn == "" {
		t.Errorf("after erasing: %+v", got)
	}
	if list := must[[]desk.Voice](t)(r.Voices(r.event)); len(list) < 2 {
		t.Errorf("got %d voices", len(list))
	}
}
