package server

import (
	"net/http"
	"time"

	"daykit/internal/data/wire"
)

const (
	slowest = 20_000 / 8                                   // bytes a second of the slowest line that is of any use, 20 kbit/s
	inTime  = int64(bodyTimeout/time.Second) / 2 * slowest // bytes that are through within half of bodyTimeout on it
)

// uploading gives a member the time that a large body takes on a slow line: a keybag goes
// whole or not at all. Strangers have bodyTimeout and no more.
func uploading(w http.ResponseWriter, r *http.Request) {
	size := min(r.ContentLength, wire.MaxBody)
	if size <= inTime {
		return
	}
	until := time.Now().Add(bodyTimeout + onSlowLine(size)) //nolint:forbidigo // the clock of the connection
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(until)
	_ = c.SetWriteDeadline(until.Add(bodyTimeout)) // which began with the request
}

// downloading gives a large answer that time. It is at most wire.MaxPackFile to strangers.
func downloading(w http.ResponseWriter, size int64) {
	if size > inTime {
		until := time.Now().Add(bodyTimeout + onSlowLine(size)) //nolint:forbidigo // the clock of the connection
		_ = http.NewResponseController(w).SetWriteDeadline(until)
	}
}

func onSlowLine(size int64) time.Duration { return time.Duration(size) * time.Second / slowest }
