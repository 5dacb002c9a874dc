package desk_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/fault"
)

// TestServersThatLie answers the sync with what no campaign says. Everything else is
// sent all the same.
func TestServersThatLie(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path   string
		change func(string) string
		want   string
	}{
		"another key": {"/v1/packs", func(s string) string {
			return strings.Replace(s, `"key":"`, `"key":"`+strings.Repeat("ab", 32)+`","x":"`, 1)
		}, "another key"},
		"a list that is lower":   {"/v1/packs", func(s string) string { return strings.Replace(s, `"withdrawals":2`, `"withdrawals":0`, 1) }, "fewer withdrawals"},
		"a pack that is changed": {"/v1/packs/day-2026/3", func(s string) string { return strings.Replace(s, "Words of", "Wurds of", 1) }, "as the campaign signed it"},
		"another pack":           {"/v1/packs", func(s string) string { return strings.Replace(s, `"version":3`, `"version":4`, 1) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site, l := newCampaign(t), newShelved(t)
			ctx := t.Context()
			site.publish(sampleEdition(1, "ana", "ben", "cyn"))
			site.withdraw("ana")
			site.join(ctx, l.Desk)
			site.withdraw("ben")
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			l.opt.HTTP = &http.Client{Transport: broken{path: c.path, answer: func(resp *http.Response) { rewrite(t, resp, c.change) }}}
			l.open(t)
			r := synced(ctx, t, l.Desk)
			if c.want == "" && r.Packs.Trouble != "" || !strings.Contains(r.Packs.Trouble, c.want) {
				t.Errorf("got trouble %q, want %q", r.Packs.Trouble, c.want)
			}
			if st, err := l.Packs(ctx); err != nil || st.Trouble != r.Packs.Trouble {
				t.Errorf("remembered %q, %v", st.Trouble, err)
			}
			if got := offered(t, l.Desk, ""); slices.Contains(got, "ana") || slices.Contains(got, "dan") {
				t.Errorf("offered %v", got)
			}
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			l.opt.HTTP = nil
			l.open(t)
			if r := synced(ctx, t, l.Desk); r.Packs.Trouble != "" {
				t.Errorf("with an honest server: %q", r.Packs.Trouble)
			}
			wantOffered(t, l.Desk, "", "cyn", "toby-g-mbe", "khadeja-alamary")
		})
	}
}

// TestListThatIsChanged has a list come alone, which no pack brings.
func TestListThatIsChanged(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(string) string{
		"another voice":     func(s string) string { return strings.Replace(s, "khadeja", "khadija", 1) },
		"a signature of it": func(string) string { return `{"withdrawals":"","key":"","sig":""}` },
		"a lower number":    func(s string) string { return strings.Replace(s, `number\":2`, `number\":1`, 1) },
		"no JSON":           func(string) string { return "[" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, l := newCampaign(t), newShelved(t)
			c.withdraw("toby-g-mbe")
			c.join(t.Context(), l.Desk)
			c.withdraw("khadeja-alamary")
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			l.opt.HTTP = &http.Client{Transport: broken{path: "/v1/withdrawals", answer: func(resp *http.Response) { rewrite(t, resp, change) }}}
			l.open(t)
			if r := synced(t.Context(), t, l.Desk); !strings.Contains(r.Packs.Trouble, "as the campaign signed it") {
				t.Errorf("got trouble %q", r.Packs.Trouble)
			}
			wantOffered(t, l.Desk, "", "khadeja-alamary")
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			l.opt.HTTP = nil
			l.open(t)
			synced(t.Context(), t, l.Desk)
			wantOffered(t, l.Desk, "")
		})
	}
}

func rewrite(t *testing.T, resp *http.Response, change func(string) string) {
	t.Helper()
	if resp.Header.Get("Content-Encoding") != "" {
		t.Error("an answer that cannot be rewritten here")
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	after := change(string(b))
	resp.Body = io.NopCloser(strings.NewReader(after))
	resp.ContentLength = int64(len(after))
	resp.Header.Set("Content-Length", fmt.Sprint(len(after)))
}

func TestJoiningAnotherCampaign(t *testing.T) {
	t.Parallel()
	one, two, l := newCampaign(t), newCampaign(t), newShelved(t)
	ctx := t.Context()
	one.publish(sampleEdition(7, "ana", "ben"))
	one.withdraw("ana")
	two.publish(sampleEdition(1, "cyn"))
	one.join(ctx, l.Desk)
	wantOffered(t, l.Desk, "", "ben", "toby-g-mbe", "khadeja-alamary")
	two.join(ctx, l.Desk)
	wantOffered(t, l.Desk, "", "cyn", "toby-g-mbe", "khadeja-alamary")
	if r := synced(ctx, t, l.Desk); r.Packs.Trouble != "" {
		t.Error(r.Packs.Trouble)
	}
}

// TestEventOfAnotherLaptopsPack has an event that names what is not here.
func TestEventOfAnotherLaptopsPack(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	ctx := t.Context()
	one := c.publish(sampleEdition(1, "ana"))
	if _, err := l.AddPack(ctx, one, fingerprintOf(t, c)); err != nil {
		t.Fatal(err)
	}
	id := addSample(t, l.Desk)
	if _, err := l.Edit(ctx, id, []byte(`{"voices":["ana"],"theme":"together-2026"}`)); err != nil {
		t.Fatal(err)
	}
	c.publish(sampleEdition(2))
	c.join(ctx, l.Desk)
	wantOffered(t, l.Desk, id, "toby-g-mbe", "khadeja-alamary", "ana missing")
	for way, err := range waysOut(t, l.Desk, id) {
		if err == nil || fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", way, err)
		}
	}
	if _, err := l.Edit(ctx, id, []byte(`{"title":{"en":"Another"}}`)); err != nil {
		t.Errorf("the rest can be changed: %v", err)
	}
	if _, err := l.Edit(ctx, id, []byte(`{"voices":["ana","nobody"]}`)); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("another that is not here: %v", err)
	}
}
