package server_test

import (
	"context"

	"daykit/internal/central/server"
)

// fakeAudit is an audit that somebody wrote into.
type fakeAudit struct {
	server.Audit
	lines []server.KeptLine
	ends  server.AuditEnds
}

// AuditLines implements server.Audit.
func (f fakeAudit) AuditLines(_ context.Context, after int64, most int) (out []server.KeptLine, ends server.AuditEnds, err error) {
	for _, l := range f.lines {
		if l.N > after && len(out) < most {
			out = append(out, l)
		}
	}
	return out, f.ends, nil
}
