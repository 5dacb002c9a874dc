package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

func partOp(seq uint32, event, id string, p any) wire.Op {
	return sign(wire.Op{Inc: "5152535455565758", Seq: seq, Class: 1, Body: set(wire.EntityReport, wire.PartID(event, id), wire.FieldPart, p)})
}

// partNo is the id of the nth part.
func partNo(n int) string { return fmt.Sprintf("%016x", n) }

func comment(text, lang string) wire.Part {
	return wire.Part{Kind: wire.PartComment, Comment: &wire.PartWords{
		Text: text, Lang: lang, Consent: wire.PartConsent{How: "form", Uses: []string{wire.UseQuote}},
	}}
}

func pictured(t *testing.T) wire.Part {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	return wire.Part{Kind: wire.PartPhoto, Photo: &wire.PartPicture{
		JPEG: b.Bytes(), Alt: "A long table with bread & soup.", Caption: "The table", Credit: "Sample Neighbours", Lang: "en",
		Consent: wire.PartConsent{How: "sheet", On: "2026-12-18", Until: "2027-01-31", Uses: []string{"report", wire.UseCampaign}},
	}}
}

func evaluation(forms int, yes, no wire.PartAnswer) wire.Part {
	yes.Keys, no.Keys = []string{"yes"}, append([]string{"no"}, no.Keys...)
	return wire.Part{Kind: wire.PartEvaluation, Evaluation: &wire.PartAnswered{Forms: forms, Questions: []wire.PartQuestion{
		{Key: "again", Answers: []wire.PartAnswer{yes, no}},
	}}}
}

// told is a site to which a group sent one part of each kind.
func told(t *testing.T) (s *site, token string) {
	t.Helper()
	s = newSite(t)
	token = s.enter("Sample Neighbours")
	s.publish(token, totalsOp(1, eventID, wire.Totals{Title: "A shared table", Date: "2026-12-18", SignedUp: 80, Arrived: 61, WalkIns: 12}))
	s.publish(token,
		partOp(1, eventID, partNo(1), comment("My mum danced. <b>She</b> has not danced since we came.", "en")),
		partOp(2, eventID, partNo(2), comment("تعليق للاختبار", "ar")),
		partOp(3, eventID, partNo(3), pictured(t)),
		partOp(4, eventID, partNo(4), evaluation(27, wire.PartAnswer{N: 20}, wire.PartAnswer{Hidden: true})),
		partOp(5, eventID, partNo(5), wire.Part{Kind: wire.PartForm, Form: []wire.PartFormLine{{Key: "name", Label: "Name of the event", Value: "=A shared table"}}}),
		partOp(6, eventID, partNo(6), wire.Part{Kind: wire.PartLearned, Learned: "Begin earlier.\nBring chairs."}),
		partOp(7, otherID, partNo(7), evaluation(12, wire.PartAnswer{N: 7}, wire.PartAnswer{N: 0})),
		partOp(8, "0N1YREP0", partNo(8), evaluation(14, wire.PartAnswer{N: 8}, wire.PartAnswer{N: 6, Keys: []string{"none"}})))
	return s, token
}

const eventPage = "/coordinator/events/" + eventID

func TestPartsAreShown(t *testing.T) {
	t.Parallel()
	s, _ := told(t)
	who := s.coordinator("Cora")
	w := s.get(eventPage, who)
	wantStatus(t, w, http.StatusOK)
	wantHas(t, w, "My mum danced. &lt;b&gt;She&lt;/b&gt; has", `dir="rtl" lang="ar"`, "the guest ticked that these words may be quoted without a name",
		`<img src="/coordinator/events/`+eventID+`/photos/`+partNo(3)+`" alt="A long table with bread &amp; soup."`,
		"everyone in it signed the consent sheet, on 18 Dec 2026; until 31 Jan 2027", "Photograph: <bdi>Sample Neighbours</bdi>",
		"27 forms were filled in", "Would you come again?", `<td class="n">20</td>`, `<td class="n">withheld</td>`, "Begin earlier.", "=A shared table")
	golden(t, "said", w.Body.Bytes())
	wantHas(t, s.get("/coordinator/totals", who), "What the forms of guests say", `<td class="n">35</td>`, ">0, and 2 withheld<", "3 events")
	wantHas(t, s.get("/coordinator/events/"+otherID, who), "12 forms were filled in", `<td class="n">0</td>`)

	p := s.get(eventPage+"/photos/"+partNo(3), who)
	wantStatus(t, p, http.StatusOK)
	h := p.Header()
	if h.Get("Content-Type") != "image/jpeg" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" ||
		!strings.Contains(h.Get("Content-Security-Policy"), "sandbox") || !bytes.Equal(p.Body.Bytes(), pictured(t).Photo.JPEG) {
		t.Errorf("the picture comes as %v", h)
	}
	for _, path := range []string{eventPage + "/photos/" + partNo(1), eventPage + "/photos/x", "/coordinator/events/" + otherID + "/photos/" + partNo(3)} {
		wantStatus(t, s.get(path, who), http.StatusNotFound)
	}
	if w := s.get(eventPage + "/photos/" + partNo(3)); w.Code == http.StatusOK && w.Header().Get("Content-Type") == "image/jpeg" {
		t.Error("a picture is given to anybody")
	}
	s.wait(62 * 24 * time.Hour) // past the last day of the photograph's consent
	who = s.coordinator("Dora")
	wantHasNot(t, s.get(eventPage, who), "<img")
	wantStatus(t, s.get(eventPage+"/photos/"+partNo(3), who), http.StatusNotFound)
}

// TestEvaluationsOfTwoLaptopsCountOnce: each laptop of a group sent what it knew before it
// heard of the other. The later one counts, whichever id it has.
func TestEvaluationsOfTwoLaptopsCountOnce(t *testing.T) {
	t.Parallel()
	for name, ids := range map[string][2]int{"the later id is later": {14, 24}, "the later id is earlier": {24, 14}} {
		s, token := told(t)
		again := func(inc string, id, yes int, hlc uint64) wire.Op {
			return sign(wire.Op{Inc: inc, Seq: 1, HLC: hlc, Class: 1, Body: set(wire.EntityReport, wire.PartID(otherID, partNo(id)), wire.FieldPart,
				evaluation(30, wire.PartAnswer{N: yes}, wire.PartAnswer{N: 30 - yes}))})
		}
		base := partOp(1, eventID, partNo(1), nil).HLC
		s.publish(token, again("a152535455565758", ids[0], 20, base+1000))
		s.publish(token, again("b152535455565758", ids[1], 25, base+2000))
		who := s.coordinator("Cora")
		wantHas(t, s.get("/coordinator/events/"+otherID, who), "30 forms were filled in", `<td class="n">25</td>`)
		totals := s.get("/coordinator/totals", who)
		wantHas(t, totals, "3 events", `<td class="n">53</td>`) // 20, 25 and 8
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func TestPartsAreExported(t *testing.T) {
	t.Parallel()
	s, _ := told(t)
	who := s.coordinator("Cora")
	for file, want := range map[string][]string{
		"comments.csv":     {"event,text,lang,consent\r\n", "My mum danced.", "تعليق للاختبار,ar"},
		"comments.json":    {`"text": "تعليق للاختبار"`},
		"photographs.csv":  {"event,path,alt,caption,credit,lang,consent", eventPage + "/photos/" + partNo(3), "signed the consent sheet"},
		"evaluation.csv":   {eventID + ",again,yes,20,0", eventID + ",again,no,withheld,0", otherID + ",again,no,0,0", "0N1YREP0,again,no none,6,0", "all,again,yes,35,0", "all,again,no,0,2"},
		"evaluation.json":  {`"hidden_in": 2`},
		"forms.csv":        {eventID + ",name,Name of the event,'=A shared table", eventID + ",learned,What was learned,\"Begin earlier."},
		"photographs.json": {`"alt": "A long table with bread`},
	} {
		w := s.get("/coordinator/export/"+file, who)
		wantStatus(t, w, http.StatusOK)
		wantHas(t, w, want...)
	}
	wantHas(t, s.get("/coordinator/audit", who), "comments.csv")
}

// TestPartsAreTakenBack: once a part is redacted, its bytes are in no answer to anybody.
func TestPartsAreTakenBack(t *testing.T) {
	t.Parallel()
	s, token := told(t)
	who := s.coordinator("Cora")
	gone := partOp(1, eventID, partNo(1), comment("My mum danced. <b>She</b> has not danced since we came.", "en"))
	photo := partOp(3, eventID, partNo(3), pictured(t))
	for i, op := range []wire.Op{gone, photo} {
		s.publish(token, sign(wire.Op{Inc: "6162636465666768", Seq: uint32(i + 1), Class: 2, Kind: wire.KindRedact, TargetInc: op.Inc, TargetSeq: op.Seq}))
	}
	wantHasNot(t, s.get(eventPage, who), "danced", "<img")
	wantStatus(t, s.get(eventPage+"/photos/"+partNo(3), who), http.StatusNotFound)
	wantHasNot(t, s.get("/coordinator/export/comments.json", who), "danced")
	feed := s.feed(token, "")
	for _, op := range feed.Ops {
		if bytes.Contains(op.Body, []byte("danced")) || op.Seq == 3 && op.Class == 1 && op.State != wire.StateErased {
			t.Errorf("the feed has what was taken back: %+v", op)
		}
	}
	wantHas(t, s.get(eventPage, who), "تعليق للاختبار")
}

// TestPartsThatAreNotTaken: what nobody agreed to is refused by itself and blocks nothing.
func TestPartsThatAreNotTaken(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	noQuote, withdrawn, forGroup, exif := comment("x", "en"), comment("x", "en"), pictured(t), pictured(t)
	noQuote.Comment.Consent.Uses = []string{"print"}
	withdrawn.Comment.Consent.Withdrawn = "2026-12-20"
	forGroup.Photo.Consent.Uses = []string{"web"}
	exif.Photo.JPEG = append([]byte("\xFF\xD8\xFF\xE1\x00\x08Exif\x00\x00"), exif.Photo.JPEG[2:]...)
	more := map[string]any{}
	if err := json.Unmarshal(wire.Raw(comment("x", "en")), &more); err != nil {
		t.Fatal(err)
	}
	more["name"] = "Amina"
	bad := partOp(7, eventID, "0123456789ABCDEF", comment("x", "en"))
	two := sign(wire.Op{Inc: "5152535455565758", Seq: 8, Class: 1, Body: wire.Raw(map[string]any{
		"en": wire.EntityReport, "id": wire.PartID(eventID, partNo(8)), "f": map[string]any{wire.FieldPart: comment("x", "en"), wire.FieldTotals: nil},
	})})
	public := partOp(9, eventID, partNo(9), comment("x", "en"))
	public.Class = 0
	many := wire.Part{Kind: wire.PartNumbers, Numbers: &wire.Totals{Arrived: -1}}
	ops := []wire.Op{
		partOp(1, eventID, partNo(1), noQuote), partOp(2, eventID, partNo(2), withdrawn), partOp(3, eventID, partNo(3), forGroup),
		partOp(4, eventID, partNo(4), exif), partOp(5, eventID, partNo(5), more), partOp(6, eventID, partNo(6), nil), bad, two, sign(public),
		partOp(10, eventID, partNo(10), many),
		partOp(11, eventID, partNo(11), comment("This may stand.", "en")),
	}
	want := []string{"nobody agreed", "withdrawn", "nobody agreed", "more than its pixels", "not one that is known", "not known here", "not the id", "one field", "not the id", "a total must be"}
	got := answer[wire.PushReply](t, s.push(token, ops...), http.StatusOK)
	if len(got.Rejected) != len(want) || got.Head != uint32(len(ops)) {
		t.Fatalf("got %+v", got)
	}
	for i, r := range got.Rejected {
		if !strings.Contains(r.Reason, want[i]) {
			t.Errorf("op %d: got %q, want %q", r.Seq, r.Reason, want[i])
		}
	}
	who := s.coordinator("Cora")
	wantHas(t, s.get(eventPage, who), "This may stand.")
	// Totals that were taken back and are sent again come as a part, and are the totals.
	s.publish(token, partOp(12, eventID, partNo(12), wire.Part{Kind: wire.PartNumbers, Numbers: &wire.Totals{Title: "A shared table", Arrived: 61}}))
	wantHas(t, s.get(eventPage, who), "<dd>61</dd>")
}

// TestHelloTellsOfParts, by which a laptop knows that it need not keep them.
func TestHelloTellsOfParts(t *testing.T) {
	t.Parallel()
	if h := answer[wire.Hello](t, newSite(t).get(wire.PathHello), http.StatusOK); h.Parts != wire.ReportParts {
		t.Errorf("got %+v", h)
	}
}

// TestReportsOfLaterLaptops: totals with a field of a later version are taken without it; a
// field of a report that is not known, and a part of a kind that is not, are refused by
// themselves, and what follows is taken.
func TestReportsOfLaterLaptops(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	later := func(seq uint32, id, field string, value any) wire.Op {
		return sign(wire.Op{Inc: "7172737475767778", Seq: seq, Class: 1, Body: set(wire.EntityReport, id, field, value)})
	}
	got := answer[wire.PushReply](t, s.push(token,
		later(1, eventID, wire.FieldTotals, map[string]any{"title": "A shared table", "arrived": 61, "names": []string{"Canaria"}}),
		later(2, eventID, "weather", "rain"),
		later(3, wire.PartID(eventID, partNo(3)), wire.FieldPart, map[string]any{"kind": "film", "film": "x"}),
		later(4, wire.PartID(eventID, partNo(4)), "weather", "rain"),
		later(5, wire.PartID(eventID, partNo(5)), wire.FieldPart, comment("This may stand.", "en"))), http.StatusOK)
	var seqs []uint32
	for _, r := range got.Rejected {
		seqs = append(seqs, r.Seq)
	}
	if got.Head != 5 || fmt.Sprint(seqs) != "[2 3 4]" {
		t.Errorf("got %+v", got)
	}
	page := s.get(eventPage, s.coordinator("Cora"))
	wantHas(t, page, "<dd>61</dd>", "This may stand.")
	wantHasNot(t, page, "Canaria", "rain")
}

// TestFormsTellNoNeighbour: what a group's form says of its own event must not give away the
// few people of another one in the sums of both.
func TestFormsTellNoNeighbour(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("Sample Neighbours")
	s.publish(token,
		totalsOp(1, eventID, wire.Totals{Title: "A shared table", Date: "2026-12-18", Arrived: 60, FirstTime: 30}),
		totalsOp(2, otherID, wire.Totals{Title: "A walk", Date: "2026-12-18", Arrived: 3, FirstTime: 2}))
	looks := func(want server.Look, sum server.Look) {
		t.Helper()
		all, err := server.ReadTotals(t.Context(), s.store)
		if err != nil {
			t.Fatal(err)
		}
		f := server.FiguresOf(all, s.now())
		for _, of := range []func(server.Counts) server.Cell{
			func(c server.Counts) server.Cell { return c.Came }, func(c server.Counts) server.Cell { return c.FirstTime },
		} {
			for _, e := range f.Events {
				if look := of(e.Counts).Look; e.ID == eventID && look != want || e.ID == otherID && look != server.Under {
					t.Errorf("%s: %v", e.Title, of(e.Counts))
				}
			}
			if of(f.Whole.Counts).Look != sum {
				t.Errorf("all events: %v", of(f.Whole.Counts))
			}
		}
	}
	looks(server.Withheld, server.Shown)
	form := wire.Part{Kind: wire.PartForm, Form: []wire.PartFormLine{{Key: "attendance", Label: "How many people came", Value: "60"}}}
	s.publish(token, partOp(1, eventID, partNo(1), form))
	looks(server.Shown, server.Withheld)
}
