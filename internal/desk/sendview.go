package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
)

// SendView is what an event's report to the campaign would hold, part by part, and what of
// it is to be sent.
type SendView struct {
	Parts  []SendPart `json:"parts"`  // in the order of SendKinds
	Takes  bool       `json:"takes"`  // the campaign's server takes more than numbers; false also until it was asked
	Joined bool       `json:"joined"` // there is a campaign
	Locked bool       `json:"locked"` // names are: what could be sent is not known, and nothing but pages goes
	Sends  bool       `json:"sends"`  // this laptop is an organiser's: a helper's sends nothing of it
}

// SendPart is one kind of part.
type SendPart struct {
	Kind  string     `json:"kind"`
	On    bool       `json:"on"`    // it is ticked
	Items []SendItem `json:"items"` // that there are: one, but of comments and photographs
	Going int        `json:"going"` // of the items, those that stand at the server or go with the next sync
	There int        `json:"there"` // parts that the campaign has or that are on their way there, those to be taken back too
}

// SendItem is one thing that could be sent.
type SendItem struct {
	ID      string              `json:"id"`    // of the form or the photograph; empty for what there is one of
	On      bool                `json:"on"`    // it is ticked, and so is its kind
	Why     string              `json:"why"`   // why it does not go though it is ticked; empty when it goes
	Found   []string            `json:"found"` // names and ways to reach people that stand in its words
	Words   string              `json:"words"` // of comments, captions and what was learned
	Lang    string              `json:"lang"`
	Alt     string              `json:"alt"`
	Consent wire.PartConsent    `json:"consent"`
	Totals  *wire.Totals        `json:"totals"`     // of the numbers
	Asked   *wire.PartAnswered  `json:"evaluation"` // of the evaluation
	Form    []wire.PartFormLine `json:"form"`
}

// Send gives what an event's report to the campaign would hold and what of it is ticked.
func (d *Desk) Send(ctx context.Context, id string) (SendView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return SendView{}, err
	}
	return d.sendView(ctx, ev)
}

func (d *Desk) sendView(ctx context.Context, ev event.Event) (SendView, error) {
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return SendView{}, err
	}
	book, err := d.sendBook(ctx)
	if err != nil {
		return SendView{}, err
	}
	out := SendView{Parts: []SendPart{}, Takes: book.takes, Joined: m.Joined(), Locked: d.names() != nil, Sends: d.vault.Role() != seal.DoorHelper}
	if out.Locked {
		return out, nil
	}
	ticks, err := d.ticks(ctx, ev.ID)
	if err != nil {
		return out, err
	}
	all, err := d.candidates(ctx, ev)
	if err != nil {
		return out, err
	}
	numbers, err := d.numbersPart(ctx, ev)
	if err != nil {
		return out, err
	}
	judged := book.judge(ev.ID, ticks, append([]candidate{numbers}, all...))
	for _, kind := range SendKinds() {
		out.Parts = append(out.Parts, sendPart(kind, partTick(ticks, kind).On, judged, book.standing[ev.ID]))
	}
	return out, nil
}

func sendPart(kind string, on bool, judged []judgement, standing []standingPart) SendPart {
	p := SendPart{Kind: kind, On: on, Items: []SendItem{}}
	for _, j := range judged {
		if j.kind != kind {
			continue
		}
		if j.on && j.why == "" {
			p.Going++
		}
		p.Items = append(p.Items, j.view())
	}
	for _, s := range standing {
		if s.kind == kind {
			p.There++
		}
	}
	return p
}

func (j judgement) view() SendItem {
	i := SendItem{ID: j.item, On: j.on, Why: j.why, Found: orEmpty(j.found), Words: strings.TrimSpace(j.words), Form: append([]wire.PartFormLine{}, j.part.Form...)}
	i.Totals, i.Asked = j.part.Numbers, j.part.Evaluation
	i.Consent.Uses = []string{}
	if c := j.part.Comment; c != nil {
		i.Lang, i.Consent = c.Lang, c.Consent
	}
	if p := j.part.Photo; p != nil {
		i.Words, i.Alt, i.Lang, i.Consent = p.Caption, p.Alt, p.Lang, p.Consent
	}
	return i
}

// judgement is a candidate with what was decided about it.
type judgement struct {
	candidate

	on bool
	id string // EVENT/PART, where it goes
}

// judge says of each candidate whether it is ticked, why it does not go, and under which id
// it goes otherwise.
func (b sendBook) judge(ev event.ID, ticks map[string]tick, all []candidate) []judgement {
	count := map[string]int{}
	out := make([]judgement, 0, len(all))
	for _, c := range all {
		t := partTick(ticks, c.kind)
		if c.item != "" {
			t = itemTick(ticks, c.kind, c.item)
		}
		j := judgement{candidate: c, on: t.On}
		if j.why == "" && len(c.found) > 0 && ticks[c.key()].Seen != sumOfWords(c.words) {
			j.why = SendNames
		}
		if j.why == "" && j.on {
			if count[c.kind]++; count[c.kind] > mostOf(c.kind) {
				j.why = SendMany
			} else {
				j.place(ev, t, b)
			}
		}
		out = append(out, j)
	}
	return out
}

func mostOf(kind string) int {
	switch kind {
	case wire.PartComment:
		return wire.MaxComments
	case wire.PartPhoto:
		return wire.MaxPhotos
	}
	return 1
}

// place finds the id under which a candidate goes, and says why it does not go all the same.
// What somebody agreed to and was taken back is not sent again before it is ticked anew;
// numbers and words of the organisers' own go under another id.
func (j *judgement) place(ev event.ID, t tick, b sendBook) {
	if j.kind == wire.PartNumbers && !b.gone[string(ev)] {
		j.id = string(ev) // as a server of before takes them too
		return
	}
	for n := t.N; ; n += "+" {
		id := wire.PartID(string(ev), j.hash(n))
		if b.gone[id] && manyOf(j.kind) {
			j.why = SendTaken
			return
		}
		if !b.gone[id] {
			j.id = id
			break
		}
	}
	switch {
	case !b.takes:
		j.why = SendServer
	case j.waits && !b.has(ev, j.id):
		j.why = SendNotHere
	}
}

// sendBook is what is known of reports at the campaign: read once for all events.
type sendBook struct {
	takes    bool                        // the server takes more than totals
	gone     map[string]bool             // ids under which nothing can be sent any more
	standing map[event.ID][]standingPart // what was written and not taken back
}

// standingPart is what was written of an event's report and not taken back.
type standingPart struct {
	kind string      // empty where a newer Daykit wrote it
	id   string      // EVENT, or EVENT/PART
	at   oplog.Stamp // of its write: an order that all laptops agree on
}

func (d *Desk) sendBook(ctx context.Context) (sendBook, error) {
	b := sendBook{gone: map[string]bool{}, standing: map[event.ID][]standingPart{}}
	n, err := sync.Parts(ctx, d.store)
	if err != nil {
		return b, err
	}
	b.takes = n >= wire.ReportParts
	all, err := d.store.Erased(ctx)
	if err != nil {
		return b, err
	}
	for _, e := range all {
		if e.Kind == wire.EntityReport {
			b.gone[e.ID] = true
		}
	}
	whole, err := d.store.Stamps(ctx, wire.EntityReport, "", wire.FieldTotals)
	if err != nil {
		return b, err
	}
	for id, at := range whole {
		b.standing[event.ID(id)] = append(b.standing[event.ID(id)], standingPart{wire.PartNumbers, id, at})
	}
	parts, err := d.store.Stamps(ctx, wire.EntityReport, "", wire.FieldPart)
	for id, at := range parts {
		ev, _, _ := strings.Cut(id, "/")
		b.standing[event.ID(ev)] = append(b.standing[event.ID(ev)], standingPart{kindOfID(id), id, at})
	}
	for _, list := range b.standing {
		slices.SortFunc(list, func(a, b standingPart) int { return strings.Compare(a.id, b.id) })
	}
	return b, err
}

// partDigits begin the ids of parts, so that their kinds are known without reading them:
// a photograph is large.
var partDigits = map[string]string{
	wire.PartNumbers: "1", wire.PartEvaluation: "2", wire.PartComment: "3", wire.PartPhoto: "4", wire.PartLearned: "5", wire.PartForm: "6",
}

// kindOfID gives the kind of the part under an id; empty where a newer Daykit wrote it.
func kindOfID(id string) string {
	_, part, _ := strings.Cut(id, "/")
	for _, kind := range SendKinds() {
		if strings.HasPrefix(part, partDigits[kind]) {
			return kind
		}
	}
	return ""
}

// kindOfPart reads the kind of a part as it was written.
func kindOfPart(r store.Row) string {
	var p struct {
		Kind string `json:"kind"`
	}
	if json.Unmarshal(r.Fields[wire.FieldPart], &p) != nil || !slices.Contains(SendKinds(), p.Kind) {
		return ""
	}
	return p.Kind
}
