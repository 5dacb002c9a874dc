package desk_test

import (
	"context"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// TestPicturesWithoutARecordGo: a photograph whose adding was taken back is erased at the
// purge, though nothing shows it any more; and an erased one is not written on.
func TestPicturesWithoutARecordGo(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 380)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, err := d.CreateEvent(ctx, "Supper", "2026-12-05", "Neighbours")
		must0(t, err)
		photos := addPhotographs(ctx, t, d, id, phonePicture(t, "a.jpg", 400, 300), phonePicture(t, "b.jpg", 300, 400))
		_, err = d.Undo(ctx, id)
		must0(t, err)
		kept := func(want int) {
			t.Helper()
			if n, err := desk.PicturesKept(ctx, d, id); err != nil || n != want {
				t.Errorf("%d pictures are kept, want %d; %v", n, want, err)
			}
		}
		kept(2)
		l.now = testNow.Add(3 * 24 * time.Hour)
		_, err = d.Purge(ctx, id)
		must0(t, err)
		kept(0)
		_, err = d.EditPhotograph(ctx, id, photos[0], agreedTo(content.PhotoReport))
		wantFault(t, err, fault.Denied, "was erased")
		if due, err := d.Deletions(ctx); err != nil || len(due) != 0 {
			t.Errorf("got %v, %v", due, err)
		}
	})
}

// TestThanksKnowWhenAConsentEnds: a voice is not named in print after its last day.
func TestThanksKnowWhenAConsentEnds(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 390)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		voice, err := d.SaveOwnVoice(ctx, id, content.OwnVoice{
			Name: content.NamePseudonym, Credit: "Rosa", Person: "Kanarieva Realname", Quote: "Neighbours became friends.", Lang: "en",
			Given: "2026-12-01", Expires: "2026-12-31", Scope: []content.Use{content.Print}, WithdrawTo: "Sam Sample",
		})
		must0(t, err)
		_, err = d.ChooseVoice(ctx, id, voice, true)
		must0(t, err)
		for day, want := range map[string]int{"2026-12-31": 1, "2027-01-01": 0} {
			l.now, err = time.Parse(time.DateOnly, day)
			must0(t, err)
			if n, err := d.ThanksCounts(ctx, id); err != nil || n.Voices != want {
				t.Errorf("%s: got %+v, %v, want %d", day, n, err, want)
			}
		}
	})
}

// TestWordsOfPhotographsForgetWhoIsErased: who asked and who is named goes, the rest of what
// is said stays, and somebody else can ask again. The purge erases that too.
func TestWordsOfPhotographsForgetWhoIsErased(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 410)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, err := d.CreateEvent(ctx, "Supper", "2026-12-05", "Neighbours")
		must0(t, err)
		photo := addPhotographs(ctx, t, d, id, phonePicture(t, "a.jpg", 400, 300))[0]
		_, err = d.EditPhotograph(ctx, id, photo, agreedTo(content.PhotoReport))
		must0(t, err)
		makeBackup(ctx, t, d)
		who := addMember(ctx, t, d, id, desk.MemberInput{Name: "Kanaskerin"})
		e, err := d.EraseGuest(ctx, id, who)
		if err != nil || e.People != 1 {
			t.Fatalf("got %+v, %v", e, err)
		}
		p := photographOf(ctx, t, d, id, photo)
		if p.Consent.By != "" || p.Caption != "Kanaria at the stove" || p.Credit != "Kanarpix" || p.May(content.PhotoReport) == nil {
			t.Errorf("got %+v", p)
		}
		anew := agreedTo(content.PhotoReport)
		anew.Consent.By = "Kananewasker"
		_, err = d.EditPhotograph(ctx, id, photo, anew)
		must0(t, err)
		if err := photographOf(ctx, t, d, id, photo).May(content.PhotoReport); err != nil {
			t.Error(err)
		}
		l.now = testNow.Add(3 * 24 * time.Hour)
		_, err = d.Purge(ctx, id)
		must0(t, err)
		if p := photographOf(ctx, t, d, id, photo); p.Consent.By != "" || p.Caption != "" {
			t.Errorf("after the purge: %+v", p)
		}
	})
	if found := traces(t, l, []string{"Kanaskerin", "Kananewasker"}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}
