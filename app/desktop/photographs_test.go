package desktop_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// TestPhotographsInTheWindow picks two files at once, tries every use of one, and withdraws.
func TestPhotographsInTheWindow(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	if out := must[desk.AddedPhotographs](t)(r.PickPhotographs(r.event)); len(out.Added)+len(out.Photographs) != 0 {
		t.Errorf("nothing was picked: %+v", out)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 300))); err != nil {
		t.Fatal(err)
	}
	one, letter := filepath.Join(r.dir, "one.png"), filepath.Join(r.dir, "letter.pdf")
	for path, what := range map[string][]byte{one: b.Bytes(), letter: []byte("%PDF-1.7")} {
		if err := os.WriteFile(path, what, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r.answer(t, one+"\n"+letter)
	out := must[desk.AddedPhotographs](t)(r.PickPhotographs(r.event))
	if len(out.Added) != 1 || len(out.Refused) != 1 || out.Refused[0].File != "letter.pdf" {
		t.Fatalf("got %+v", out)
	}
	photo, copied := out.Added[0], filepath.Join(r.dir, "copy.jpg")
	r.answer(t, copied)
	record := content.EventPhoto{Alt: "A table", Consent: content.PhotoConsent{
		People: content.PhotoNobody, By: "Sam", On: "2026-11-02", Uses: []content.PhotoUse{content.PhotoWeb},
	}}
	must[[]desk.Photograph](t)(r.EditPhotograph(r.event, photo, record))
	for _, use := range content.PhotoUses() {
		saved, err := r.SavePhotograph(r.event, photo, string(use))
		if allowed := use == content.PhotoWeb; (err == nil) != allowed || allowed && saved.File != copied {
			t.Errorf("%s: got %+v, %v", use, saved, err)
		} else if !allowed && fault.CodeOf(errOr(err)) != fault.Denied {
			t.Errorf("%s is refused as %v", use, err)
		}
	}
	answer := httptest.NewRecorder()
	r.Serve(http.NotFoundHandler()).ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/photo/"+r.event+"/"+photo, nil))
	if answer.Code != http.StatusOK || answer.Header().Get("Content-Type") != "image/jpeg" || answer.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("the page gets %d, %v", answer.Code, answer.Header())
	}
	if uses := must[[]desk.PrintRecord](t)(r.PhotographUses(r.event, photo)); len(uses) != 1 {
		t.Errorf("got %+v", uses)
	}
	if gone := must[desk.WithdrawnPhotograph](t)(r.WithdrawPhotograph(r.event, photo)); len(gone.TakeDown) != 1 {
		t.Errorf("got %+v", gone)
	}
	must[desk.WithdrawnPhotograph](t)(r.ForgetPhotograph(r.event, photo))
	if _, err := r.SavePhotograph(r.event, photo, "web"); fault.CodeOf(errOr(err)) != fault.Denied {
		t.Errorf("after it was erased: %v", err)
	}
	if list := must[[]desk.Photograph](t)(r.DropPhotograph(r.event, photo)); len(list) != 0 {
		t.Errorf("got %+v", list)
	}
	if n := must[desk.ThanksCounts](t)(r.ThanksCounts(r.event)); n.Crew != 0 {
		t.Errorf("got %+v", n)
	}
}
