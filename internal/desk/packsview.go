package desk

import (
	"context"
	"time"

	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
)

// PackStatus is what this laptop has of the campaign's packs.
type PackStatus struct {
	Key       string          `json:"key"` // fingerprint of the key that is believed; empty while there is none
	Packs     []PackItem      `json:"packs"`
	Number    int64           `json:"number"`    // of the newest list of withdrawals that was seen
	Checked   string          `json:"checked"`   // RFC 3339: it was the newest then; empty for never
	Days      int             `json:"days"`      // since then
	StopsIn   int             `json:"stops_in"`  // days until no new print carries a voice; 0 when it is so already, or never
	Freshness string          `json:"freshness"` // none, fresh, due or stale
	Withdrawn []WithdrawnItem `json:"withdrawn"`
	Trouble   string          `json:"trouble"` // why the last sync did not take what the server has; in English
}

// PackItem is an edition of a pack that is here.
type PackItem struct {
	ID      string `json:"id"`
	Issuer  string `json:"issuer"`
	Version int64  `json:"version"`
	Begins  string `json:"begins"` // RFC 3339
	Ends    string `json:"ends"`   // RFC 3339
	State   string `json:"state"`  // used, waiting or expired
	Voices  int    `json:"voices"` // that may be offered
	Themes  int    `json:"themes"`
}

// WithdrawnItem is a voice that may not be used any more.
type WithdrawnItem struct {
	ID     string `json:"id"`
	Credit string `json:"credit"` // the id where nothing of the voice was ever here
	Since  string `json:"since"`  // date
	Reason string `json:"reason"` // consent, safety or mistake
}

// PackNews is what a sync brought of packs.
type PackNews struct {
	Packs     []string `json:"packs"`     // ids of packs of which a newer edition came
	Withdrawn []string `json:"withdrawn"` // ids of voices that were withdrawn since
	Trouble   string   `json:"trouble"`   // why something was not taken; in English
}

// The states of an edition.
const (
	PackUsed    = "used"
	PackWaiting = "waiting"
	PackExpired = "expired"
)

const day = 24 * time.Hour

// Packs says what this laptop has of the campaign's packs and how old its list of
// withdrawals is.
func (d *Desk) Packs(ctx context.Context) (PackStatus, error) {
	out := PackStatus{Packs: []PackItem{}, Withdrawn: []WithdrawnItem{}}
	pinned, err := sync.PackKey(ctx, d.store)
	if err != nil {
		return out, err
	}
	if key, err := wire.PackKey(pinned); err == nil {
		out.Key = wire.KeyFingerprint(key)
	}
	rec, now := d.holdings(), d.opt.Now()
	h := rec.Held
	for _, k := range h.Editions {
		out.Packs = append(out.Packs, packItem(k.Edition, h.List, now))
	}
	pack := d.pack()
	for _, w := range h.List.Voices {
		v, _ := pack.Voice(w.ID)
		out.Withdrawn = append(out.Withdrawn, WithdrawnItem{ID: w.ID, Credit: v.Credit, Since: w.Since, Reason: string(w.Reason)})
	}
	out.Number, out.Freshness, out.Trouble = h.List.Number, string(h.Freshness(now)), rec.Trouble
	if !h.Checked.IsZero() {
		out.Checked = instant(h.Checked)
		age := max(0, now.Sub(h.Checked))
		out.Days = int(age / day)
		out.StopsIn = max(0, int((content.StopAfter-age+day-1)/day))
	}
	return out, nil
}

func packItem(e content.Edition, list content.Withdrawals, now time.Time) PackItem {
	out := PackItem{
		ID: e.ID, Issuer: e.Issuer, Version: e.Version, Begins: e.NotBefore, Ends: e.Expires, State: PackUsed, Themes: len(e.Content.Themes),
	}
	switch {
	case e.Begins().After(now):
		out.State = PackWaiting
	case !e.Ends().After(now):
		out.State = PackExpired
	}
	for _, v := range e.Content.Voices {
		if !list.Names(v.ID) {
			out.Voices++
		}
	}
	return out
}
