package sqlstore

import (
	"fmt"

	"daykit/internal/central/server"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// tables are where each entity that is shown lies.
var tables = map[string]string{wire.EntityPage: "event_pub", wire.EntityReport: "report"}

// Claim implements server.Disk.
func (d *disk) Claim(event string) (ours bool, err error) {
	if err := d.exec("INSERT INTO event (id, ws) VALUES ($1, $2) ON CONFLICT DO NOTHING", event, d.ws); err != nil {
		return false, err
	}
	return d.there("SELECT 1 FROM event WHERE id = $1 AND ws = $2", event, d.ws)
}

// Fold implements server.Disk. Times are 64 bits without a sign in columns that have
// one: those that look negative are the late ones, in their order.
func (d *disk) Fold(by oplog.Stamp, f server.Fold) error {
	if f.Part != "" {
		return d.foldPart(by, f)
	}
	table, known := tables[f.Entity]
	if !known {
		return fmt.Errorf("nothing shows a %q", f.Entity)
	}
	return d.exec(`INSERT INTO `+table+` (event, hlc, inc, value) VALUES ($1, $2, $3, $4)
		ON CONFLICT (event) DO UPDATE SET hlc = excluded.hlc, inc = excluded.inc, value = excluded.value
		WHERE (excluded.hlc < 0, excluded.hlc, excluded.inc) > (`+table+`.hlc < 0, `+table+`.hlc, `+table+`.inc)`, f.Event, int64(by.HLC), by.Inc[:], string(f.Value))
}

// Unfold implements server.Disk. It keeps to events of the workspace, since a
// copied disk may write under one incarnation in two.
func (d *disk) Unfold(by oplog.Stamp) error {
	for _, table := range tables {
		err := d.exec(`UPDATE `+table+` SET value = 'null' WHERE hlc = $1 AND inc = $2
			AND event IN (SELECT id FROM event WHERE ws = $3)`, int64(by.HLC), by.Inc[:], d.ws)
		if err != nil {
			return err
		}
	}
	return d.exec("DELETE FROM part WHERE hlc = $1 AND inc = $2 AND event IN (SELECT id FROM event WHERE ws = $3)", int64(by.HLC), by.Inc[:], d.ws)
}

// foldPart keeps a part of a report. One that comes again under its id, from two laptops
// that made the same of the same, is the later one's. It is a server.ErrMany where the
// event has too many others of its kind.
func (d *disk) foldPart(by oplog.Stamp, f server.Fold) error {
	var others int
	err := d.tx.QueryRowContext(d.ctx, "SELECT count(*) FROM part WHERE event = $1 AND kind = $2 AND id <> $3", f.Event, f.Kind, f.Part).Scan(&others)
	if err != nil {
		return err
	}
	if others >= server.MostParts(f.Kind) {
		return server.ErrMany
	}
	return d.exec(`INSERT INTO part (event, id, kind, hlc, inc, value) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (event, id) DO UPDATE SET kind = excluded.kind, hlc = excluded.hlc, inc = excluded.inc, value = excluded.value
		WHERE (excluded.hlc < 0, excluded.hlc, excluded.inc) > (part.hlc < 0, part.hlc, part.inc)`,
		f.Event, f.Part, f.Kind, int64(by.HLC), by.Inc[:], string(f.Value))
}
