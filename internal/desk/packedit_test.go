package desk_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	central "daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// keyFile writes a fresh key as openssl does.
func keyFile(t *testing.T) (path string, private ed25519.PrivateKey) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return stickFile(t, "key.pem", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), private
}

// filledFolder is a new folder without its examples and with one voice.
func filledFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "day")
	files, err := desk.NewPackFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if head, _, _ := strings.Cut(string(readFile(t, path)), "\n"); strings.HasSuffix(path, ".csv") {
			write(t, path, head+"\n")
		}
	}
	write(t, filepath.Join(dir, "activities.json"), "[]")
	write(t, filepath.Join(dir, "pack.json"), `{"id":"day-2026","issuer":"The campaign","version":1,"not_before":"2026-11-01","expires":"2027-06-01"}`)
	voices := filepath.Join(dir, "voices.csv")
	write(t, voices, string(readFile(t, voices))+"ana,Speaker ANA,Ambassador,,2026,en,Words of ana.,,,granted,The campaign,2026-10-01,,yes,yes,,,,\n")
	return dir
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestPackFromFolderToLaptop goes the whole way: new, fill in, check, sign, add. The bytes
// are those that the server's own command signs.
func TestPackFromFolderToLaptop(t *testing.T) {
	t.Parallel()
	dir, l := filledFolder(t), newShelved(t)
	key, private := keyFile(t)
	p := desk.PackDraft{Path: dir, Now: testNow}
	up, err := desk.CheckPackDraft(p)
	if err != nil || !up.Ready || len(up.Findings) > 0 || !up.Changes.First {
		t.Fatalf("got %+v, %v, want nothing to mend", up, err)
	}
	out := filepath.Join(t.TempDir(), "day.daykit-pack")
	done, err := desk.SignPackDraft(p, key, out)
	if err != nil || done.Same || done.List != "" {
		t.Fatalf("got %+v, %v", done, err)
	}
	signed, _, err := wire.DecodeSignedPack(readFile(t, out))
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := central.SignFile([]byte(signed.Pack), central.PackKey{Public: private.Public().(ed25519.PublicKey), Private: private})
	if err != nil || !bytes.Equal(theirs, readFile(t, out)) {
		t.Errorf("the server's command signs other bytes, %v", err)
	}
	if _, err := l.AddPack(t.Context(), out, done.Fingerprint); err != nil {
		t.Fatal(err)
	}
	wantOffered(t, l.Desk, "", "ana", "toby-g-mbe", "khadeja-alamary")

	// The same again is the same file; other words need a greater version.
	p.Now = testNow.AddDate(0, 0, 3)
	if done, err = desk.SignPackDraft(p, key, out); err != nil || !done.Same || !bytes.Equal(theirs, readFile(t, out)) {
		t.Errorf("again: got %+v, %v", done, err)
	}
	voices := filepath.Join(dir, "voices.csv")
	write(t, voices, strings.Replace(string(readFile(t, voices)), "ana,Speaker", "ben,Speaker", 1))
	if done, err = desk.SignPackDraft(p, key, out); fault.CodeOf(err) != fault.Invalid || len(done.Findings) == 0 || !bytes.Equal(theirs, readFile(t, out)) {
		t.Errorf("the version that was signed: got %+v, %v", done, err)
	}
}

func TestSigningIsRefused(t *testing.T) {
	t.Parallel()
	key, private := keyFile(t)
	der, err := x509.MarshalPKIXPublicKey(private.Public())
	if err != nil {
		t.Fatal(err)
	}
	public := stickFile(t, "public.pem", pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
	examples := filepath.Join(t.TempDir(), "new")
	if _, err := desk.NewPackFolder(examples); err != nil {
		t.Fatal(err)
	}
	other := stickFile(t, "letter.txt", []byte("a letter to somebody"))
	for name, tc := range map[string]struct {
		path, key, out string
		want           fault.Code
	}{
		"examples":       {examples, key, "", fault.Invalid},
		"public key":     {filledFolder(t), public, "", fault.Denied},
		"no key":         {filledFolder(t), other, "", fault.Invalid},
		"key is missing": {filledFolder(t), "nowhere.pem", "", fault.NotFound},
		"no pack":        {"nowhere", key, "", fault.NotFound},
		"over a letter":  {filledFolder(t), key, other, fault.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := tc.out
			if out == "" {
				out = filepath.Join(t.TempDir(), "out.daykit-pack")
			}
			if _, err := desk.SignPackDraft(desk.PackDraft{Path: tc.path, Now: testNow}, tc.key, out); fault.CodeOf(err) != tc.want {
				t.Errorf("got %v, want %s", err, tc.want)
			}
			if _, err := os.Stat(out); tc.out == "" && err == nil {
				t.Error("a file was written")
			}
		})
	}
	if text := readFile(t, other); string(text) != "a letter to somebody" {
		t.Errorf("the letter is %q now", text)
	}
}

// TestExportLeavesOutWhatEnded exports one signed file as time goes by.
func TestExportLeavesOutWhatEnded(t *testing.T) {
	t.Parallel()
	dir := filledFolder(t)
	voices := filepath.Join(dir, "voices.csv")
	write(t, voices, string(readFile(t, voices))+"ben,Speaker BEN,,,2026,en,Words of ben.,,,granted,The campaign,2026-10-01,2026-12-31,yes,yes,,,,\n"+
		"cyn,Speaker CYN,,,2026,en,Words of cyn.,,,granted,The campaign,2026-10-01,,yes,no,,,,\n")
	key, private := keyFile(t)
	signed := filepath.Join(t.TempDir(), "day.daykit-pack")
	if _, err := desk.SignPackDraft(desk.PackDraft{Path: dir, Now: testNow}, key, signed); err != nil {
		t.Fatal(err)
	}
	list, err := wire.SignWithdrawals(content.Withdrawals{Format: 1, Number: 1, Issued: "2026-12-05T09:00:00Z", Voices: []content.Withdrawal{{ID: "ana", Since: "2026-12-05", Reason: content.ReasonConsent}}}, private)
	if err != nil {
		t.Fatal(err)
	}
	gone := stickFile(t, "list.daykit-withdrawal", list.Encode())
	for name, tc := range map[string]struct {
		path, list, now string
		want            fault.Code
		kept            string
	}{
		"draft":          {dir, "", "2026-12-04", "", "cyn"},
		"signed":         {signed, "", "2026-12-04", "", "cyn"},
		"consent ended":  {signed, "", "2027-01-01", "", "ben cyn"},
		"withdrawn":      {signed, gone, "2026-12-06", "", "ana cyn"},
		"over":           {signed, "", "2027-06-01", fault.Denied, ""},
		"not begun":      {signed, "", "2026-10-31", fault.Denied, ""},
		"draft that err": {dir, "", "2027-01-01", fault.Invalid, ""},
		"no list":        {signed, key, "2026-12-06", fault.Invalid, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now, err := time.Parse(time.DateOnly, tc.now)
			if err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(t.TempDir(), "day.jsonld")
			got, err := desk.ExportPackLD(desk.PackDraft{Path: tc.path, List: tc.list, Now: now}, out)
			if tc.want != "" {
				if _, serr := os.Stat(out); fault.CodeOf(err) != tc.want || serr == nil {
					t.Errorf("got %v, want %s and no file", err, tc.want)
				}
				return
			}
			if err != nil || strings.Join(got.Kept, " ") != tc.kept {
				t.Fatalf("left out %v, %v, want %s", got.Kept, err, tc.kept)
			}
			for _, id := range got.Kept {
				if strings.Contains(string(readFile(t, out)), "Words of "+id) {
					t.Errorf("%s is in it", id)
				}
			}
		})
	}
}
