package desk_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"daykit/internal/data/canary"
	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// What a phone writes into a picture: where it was, whose it is, and what its maker notes.
var saidByPhone = []string{"51.48158 N 3.17909 W", "Kanaryphone 12", "KanarMakerNote serial 0815", "Kanarthumb"}

// phonePicture makes the picture of a phone: so wide and high, lying on its side, with EXIF, an
// XMP packet, a comment and bytes after its end. It gives the path of the file.
func phonePicture(t testing.TB, name string, w, h int) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8((x*7 + y*13) % 61), 255})
		}
	}
	var b bytes.Buffer
	must0(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}))
	said := []byte(saidByPhone[0])
	exif := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02")
	exif = append(exif, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0) // Orientation: to be turned a quarter
	exif = append(exif, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0)
	exif = append(exif, 0, 1, 0, 1, 0, 2, 0, 0, 0, byte(len(said)+1), 0, 0, 0, 56, 0, 0, 0, 0)
	exif = append(append(exif, said...), 0)
	exif = append(exif, saidByPhone[1]+"\x00"+saidByPhone[2]+"\x00"+saidByPhone[3]...)
	file := slices.Concat(b.Bytes()[:2], phoneSegment(0xe1, exif), phoneSegment(0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00"+saidByPhone[0])),
		phoneSegment(0xfe, []byte(saidByPhone[1])), b.Bytes()[2:], []byte(saidByPhone[2]))
	path := filepath.Join(t.TempDir(), name)
	must0(t, os.WriteFile(path, file, 0o600))
	return path
}

func phoneSegment(marker byte, body []byte) []byte {
	return append([]byte{0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
}

func addPhotographs(ctx context.Context, t testing.TB, d *desk.Desk, id string, paths ...string) []string {
	t.Helper()
	out, err := d.AddPhotographs(ctx, id, paths)
	if err != nil || len(out.Refused) > 0 {
		t.Fatalf("got %+v, %v", out.Refused, err)
	}
	return out.Added
}

func photographOf(ctx context.Context, t testing.TB, d *desk.Desk, id, photo string) desk.Photograph {
	t.Helper()
	all, err := d.Photographs(ctx, id)
	must0(t, err)
	i := slices.IndexFunc(all, func(p desk.Photograph) bool { return p.ID == photo })
	if i < 0 {
		t.Fatalf("no photograph %s in %v", photo, all)
	}
	return all[i]
}

// agreedTo is a record that is complete, for some uses.
func agreedTo(uses ...content.PhotoUse) content.EventPhoto {
	return content.EventPhoto{
		Caption: "Kanaria at the stove", Alt: "Two people cook", Credit: "Kanarpix",
		Consent: content.PhotoConsent{
			People: content.PhotoEveryone, How: content.AskedSheet, By: "Kanaskerin", On: "2026-12-03", Children: content.NoChildren, Uses: uses,
		},
	}
}

// TestPhotographsAreUsedAsAgreed takes one photograph through its life: kept and not
// offered, agreed to for each use by itself, withdrawn, and erased.
func TestPhotographsAreUsedAsAgreed(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx, id := t.Context(), addSample(t, d)
	photo := addPhotographs(ctx, t, d, id, phonePicture(t, "IMG_0001.jpg", 2400, 1800))[0]
	p := photographOf(ctx, t, d, id, photo)
	if p.W != 1200 || p.H != 1600 || p.Added != "2026-12-04" {
		t.Errorf("it is %d by %d of %s, want it upright and no larger than 1600", p.W, p.H, p.Added)
	}
	if want := []string{"people", "by", "on", "uses"}; !slices.Equal(p.Missing, want) {
		t.Errorf("it lacks %v, want %v", p.Missing, want)
	}
	for _, agreed := range content.PhotoUses() {
		if _, err := d.EditPhotograph(ctx, id, photo, agreedTo(agreed)); err != nil {
			t.Fatal(err)
		}
		for _, use := range content.PhotoUses() {
			path := filepath.Join(t.TempDir(), "out.jpg")
			err := d.SavePhotograph(ctx, id, photo, use, path)
			switch may := photographOf(ctx, t, d, id, photo).May(use); {
			case (may == nil) != (err == nil):
				t.Errorf("%s where %s was agreed: may %v, saved %v", use, agreed, may, err)
			case use == agreed && err != nil:
				t.Errorf("%s was agreed: %v", use, err)
			case use != agreed && (fault.CodeOf(err) != fault.Denied || !errors.Is(err, content.ErrOutOfScope)):
				t.Errorf("%s was not agreed: got %v", use, err)
			case use != agreed:
				if _, err := os.Stat(path); err == nil {
					t.Errorf("%s was not agreed, and there is a file", use)
				}
			}
		}
	}
	out, err := d.WithdrawPhotograph(ctx, id, photo)
	if err != nil || len(out.TakeDown) != len(content.PhotoUses()) || out.TakeDown[0].Kind != "photograph" {
		t.Fatalf("withdrawn: got %+v, %v", out.TakeDown, err)
	}
	for _, use := range content.PhotoUses() {
		if _, _, err := d.PhotographFor(ctx, id, photo, use); !errors.Is(err, content.ErrWithdrawn) {
			t.Errorf("%s after it was withdrawn: %v", use, err)
		}
	}
	if _, err := d.EditPhotograph(ctx, id, photo, agreedTo(content.PhotoWeb)); fault.CodeOf(err) != fault.Denied {
		t.Errorf("the record of a withdrawn one was changed: %v", err)
	}
	if _, err := d.Undo(ctx, id); err != nil {
		t.Fatal(err)
	}
	must0(t, photographOf(ctx, t, d, id, photo).May(content.PhotoCampaign)) // whoever chose the wrong one
	out, err = d.ForgetPhotograph(ctx, id, photo)
	if err != nil || len(out.TakeDown) != len(content.PhotoUses()) {
		t.Fatalf("erased: got %+v, %v", out.TakeDown, err)
	}
	if p := photographOf(ctx, t, d, id, photo); p.Caption != "" || p.Erased == "" || p.Refused["web"] != desk.PhotoErased {
		t.Errorf("after it was erased: %+v", p)
	}
	if _, err := d.PhotographJPEG(ctx, id, photo); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("the picture is there after it was erased: %v", err)
	}
}

func TestWhatIsNoPhotographIsRefused(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx, id, dir := t.Context(), addSample(t, d), t.TempDir()
	write := func(name string, b []byte) string {
		path := filepath.Join(dir, name)
		must0(t, os.WriteFile(path, b, 0o600))
		return path
	}
	good := phonePicture(t, "good.jpg", 60, 40)
	whole, err := os.ReadFile(good)
	must0(t, err)
	huge := filepath.Join(dir, "huge.jpg")
	must0(t, os.WriteFile(huge, nil, 0o600))
	must0(t, os.Truncate(huge, 33<<20))
	paths := []string{write("letter.pdf", []byte("%PDF-1.7")), write("cut.jpg", whole[:len(whole)/2]), huge, filepath.Join(dir, "gone.jpg"), good}
	out, err := d.AddPhotographs(ctx, id, paths)
	if err != nil || len(out.Added) != 1 || len(out.Refused) != 4 || len(out.Photographs) != 1 {
		t.Fatalf("got %+v, %v", out, err)
	}
	for i, r := range out.Refused {
		if r.File != filepath.Base(paths[i]) || r.Why == "" || r.Hint == "" {
			t.Errorf("got %+v for %s", r, filepath.Base(paths[i]))
		}
	}
	many := slices.Repeat([]string{good}, desk.MaxPhotographs)
	if out, err = d.AddPhotographs(ctx, id, many); err != nil || len(out.Added) != desk.MaxPhotographs-1 || len(out.Refused) != 1 {
		t.Errorf("got %d and %v, %v", len(out.Added), out.Refused, err)
	}
	if list, err := d.DropPhotograph(ctx, id, out.Added[0]); err != nil || len(list) != desk.MaxPhotographs-1 {
		t.Errorf("after one was taken off: %d, %v", len(list), err)
	}
	bad := agreedTo("billboard")
	if _, err := d.EditPhotograph(ctx, id, out.Added[1], bad); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a use that there is not: %v", err)
	}
	bad = agreedTo(content.PhotoWeb)
	bad.Consent.On = "2027-01-01"
	if _, err := d.EditPhotograph(ctx, id, out.Added[1], bad); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("asked on a day that is to come: %v", err)
	}
}

// failing is randomness that fails from one draw on: each seal, id and incarnation draws, so
// that adding breaks off at every step.
type failing struct {
	counter

	left int // draws; under 0 for no end
}

var errCutOff = errors.New("cut off")

func (f *failing) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, errCutOff
	}
	f.left--
	return f.counter.Read(p)
}

// TestAddingThatBreaksOffLeavesNothingHalf breaks off at each step of adding, and opens the
// workspace again.
func TestAddingThatBreaksOffLeavesNothingHalf(t *testing.T) {
	t.Parallel()
	l, r := newLaptop(t, 870), &failing{counter: counter{n: 870}, left: -1}
	l.opt.Rand = r
	var id string
	l.with(t, func(_ context.Context, d *desk.Desk) { id = addSample(t, d) })
	path, broke, whole := phonePicture(t, "a.jpg", 60, 40), 0, 0
	for n := 0; whole == 0; n++ {
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			r.left = n
			out, err := d.AddPhotographs(ctx, id, []string{path})
			r.left = -1
			if err == nil {
				whole = len(out.Added)
				return
			}
			broke++
			if all, err := d.Photographs(ctx, id); err != nil || len(all) != 0 {
				t.Errorf("broken off at draw %d: %d photographs, %v", n, len(all), err)
			}
		})
	}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		all, err := d.Photographs(ctx, id)
		if err != nil || len(all) != 1 || broke < 3 {
			t.Fatalf("%d photographs after %d breaks, %v", len(all), broke, err)
		}
		if _, err := d.PhotographJPEG(ctx, id, all[0].ID); err != nil {
			t.Error(err)
		}
	})
}

// filesWith names the files in a folder that have some bytes in them.
func filesWith(t *testing.T, dir string, part []byte) (names []string) {
	t.Helper()
	must0(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, part) {
			names = append(names, filepath.Base(path))
		}
		return err
	}))
	return names
}

// TestPhotographCanaries searches every byte that photographs leave: for what the phone
// said of them, for the names in their words, and for their pixels.
func TestPhotographCanaries(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 880)
	marks := slices.Concat(saidByPhone, []string{"Kanaria", "Kanarpix", "Kanaskerin"})
	out := t.TempDir()
	var picture []byte
	var photos []string
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		for i := range 3 {
			photos = append(photos, addPhotographs(ctx, t, d, x.id, phonePicture(t, fmt.Sprintf("IMG_%d.jpg", i), 900+i, 700))...)
		}
		for i, until := range []string{"", "2027-06-30", "2027-06-30"} {
			in := agreedTo(content.PhotoReport)
			in.Consent.Until = until
			_, err := d.EditPhotograph(ctx, x.id, photos[i], in)
			must0(t, err)
		}
		_, err := d.WithdrawPhotograph(ctx, x.id, photos[2])
		must0(t, err)
		picture, err = d.PhotographJPEG(ctx, x.id, photos[1])
		must0(t, err)
		must0(t, d.SavePhotograph(ctx, x.id, photos[1], content.PhotoReport, filepath.Join(out, "saved.jpg")))
		_, err = d.Export(ctx, x.id, filepath.Join(out, "event.daykit"), "")
		must0(t, err)
		synced(ctx, t, d)
	})
	looked := map[string]string{"data folder": x.a.opt.Dir, "server": x.dir, "files": out}
	for what, dir := range looked {
		for path, hits := range rawIn(t, dir, marks) {
			t.Errorf("the %s has %q in %s", what, hits, path)
		}
		if got := filesWith(t, dir, picture[len(picture)/2:len(picture)/2+64]); what == "files" && !slices.Equal(got, []string{"saved.jpg"}) || what != "files" && len(got) > 0 {
			t.Errorf("the pixels are in these of the %s: %v", what, got)
		}
	}
	if hits := canary.Find(picture, saidByPhone); len(hits) > 0 || bytes.Contains(picture, []byte("Exif")) {
		t.Errorf("the picture says %v", hits)
	}
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		got, err := d.PhotographJPEG(ctx, x.id, photos[1])
		if err != nil || !bytes.Equal(got, picture) {
			t.Errorf("the second laptop has %d bytes of %d, %v", len(got), len(picture), err)
		}
		if photographOf(ctx, t, d, x.id, photos[2]).May(content.PhotoReport) == nil {
			t.Error("the second laptop would use one that was withdrawn")
		}
	})
	x.a.now = x.a.now.AddDate(0, 0, 100) // after the day, when names are to go
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Purge(ctx, x.id)
		must0(t, err)
		for i, want := range []fault.Code{fault.NotFound, "", fault.NotFound} {
			if _, err := d.PhotographJPEG(ctx, x.id, photos[i]); fault.CodeOf(err) != want && err != nil || (err == nil) != (want == "") {
				t.Errorf("photograph %d after the names went: %v", i, err)
			}
		}
		if due, err := d.Deletions(ctx); err != nil || len(due) > 0 {
			t.Errorf("still to delete: %v, %v", due, err)
		}
	})
	x.a.now = x.a.now.AddDate(1, 0, 0)
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		if due, err := d.Deletions(ctx); err != nil || len(due) != 1 {
			t.Errorf("the one that may be kept no longer is not told of: %v, %v", due, err)
		}
		gone, err := d.Purge(ctx, x.id)
		if err != nil || gone.People != 0 {
			t.Errorf("got %+v, %v", gone, err)
		}
		if _, err := d.PhotographJPEG(ctx, x.id, photos[1]); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("it is there: %v", err)
		}
	})
}
