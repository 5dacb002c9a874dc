package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
)

func line(what string) server.AuditLine {
	return server.AuditLine{At: start, Who: "id-cora", What: what, Target: "ziel"}
}

func wantChain(t *testing.T, s server.Store, first, lines int64) server.Verdict {
	t.Helper()
	v, err := server.VerifyAudit(t.Context(), s)
	if err != nil || v.Broken != 0 || v.First != first || v.Lines != lines || v.Last != first+lines-1 {
		t.Fatalf("the chain is %+v, %v, want %d lines from %d", v, err, lines, first)
	}
	return v
}

func auditChain(t *testing.T, s server.Store) {
	wantChain(t, s, 1, 0)
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for n := range 10 {
				if err := s.Note(t.Context(), line(fmt.Sprint("act ", w, " ", n))); err != nil {
					t.Errorf("note: %v", err)
				}
			}
		})
	}
	wg.Wait()
	wantChain(t, s, 1, 40)
	wantPages(t, s)
}

// wantPages reads parts of a chain of 40 lines.
func wantPages(t *testing.T, s server.Store) {
	t.Helper()
	newest, err := s.LatestLines(t.Context(), 0, 3)
	if err != nil || len(newest) != 3 || newest[0].N != 40 || newest[2].N != 38 || newest[0].Who != "id-cora" || !newest[0].At.Equal(start) {
		t.Errorf("newest are %+v, %v", newest, err)
	}
	if older, err := s.LatestLines(t.Context(), 3, 10); err != nil || len(older) != 2 || older[0].N != 2 {
		t.Errorf("older are %+v, %v", older, err)
	}
	some, ends, err := s.AuditLines(t.Context(), 38, 1)
	if err != nil || len(some) != 1 || some[0].N != 39 || ends.EndN != 40 || ends.FloorN != 0 {
		t.Errorf("got %+v, %+v, %v", some, ends, err)
	}
}

// auditWithAct holds that a line is kept exactly when its act is.
func auditWithAct(t *testing.T, s server.Store) {
	ctx := server.Noting(t.Context(), server.AuditLine{At: start, Who: server.WhoConsole, What: "test"})
	if err := s.Invite(ctx, invitation("a", "a")); err != nil {
		t.Fatal(err)
	}
	if err := s.Invite(ctx, invitation("a", "a")); !errors.Is(err, server.ErrConflict) {
		t.Fatalf("got %v", err)
	}
	_, err := s.Join(ctx, secret("wrong"), newcomer("a", "a"))
	wantDenied(t, err)
	m, err := s.Join(ctx, secret("a"), newcomer("a", "a"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Revoke(ctx, m.ID, "0011223344556677"); !errors.Is(err, server.ErrNotFound) {
		t.Fatalf("got %v", err)
	}
	if err := s.Revoke(ctx, m.ID, m.Device); err != nil {
		t.Fatal(err)
	}
	if err := s.ClearMail(ctx, "nothing is there"); err != nil {
		t.Fatal(err)
	}
	coordinatorActs(ctx, t, s)
	wantChain(t, s, 1, 7)
	lines, _, err := s.AuditLines(t.Context(), 0, 100)
	var targets []string
	for _, l := range lines {
		targets = append(targets, l.Target)
	}
	want := []string{"ws-a", "ws-a", m.Device, "id-cora", "id-cora", "id-cora", "id-cora"}
	if d := cmp.Diff(want, targets); err != nil || d != "" {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
}

// coordinatorActs does four acts to a coordinator, and two that have no effect.
func coordinatorActs(ctx context.Context, t *testing.T, s server.Store) {
	t.Helper()
	c, err := s.AddCoordinator(ctx, enrolment("cora", "link"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.EnrolCode(ctx, secret("link"), server.CodeSecret{Secret: []byte("x")}, session(c.ID, "t")); err != nil {
		t.Fatal(err)
	}
	if err := s.SpendCode(ctx, 0, session(c.ID, "u")); !errors.Is(err, server.ErrStale) {
		t.Fatalf("got %v", err)
	}
	for range 2 {
		if err := s.SignOut(ctx, secret("t")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.RemoveCoordinator(ctx, "cora"); err != nil {
		t.Fatal(err)
	}
}

func auditPruned(t *testing.T, s server.Store) {
	for n := range 6 {
		l := line(fmt.Sprint(n))
		l.At = start.Add(time.Duration([]int{0, 1, 9, 2, 3, 4}[n]) * time.Hour) // a clock that went back
		if err := s.Note(t.Context(), l); err != nil {
			t.Fatal(err)
		}
	}
	before := wantChain(t, s, 1, 6)
	if err := s.PruneAudit(t.Context(), start.Add(3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if after := wantChain(t, s, 3, 4); after.End != before.End {
		t.Errorf("the end was %s and is %s", before.End, after.End)
	}
	by := server.Noting(t.Context(), server.AuditLine{At: start.Add(10 * time.Hour), Who: server.WhoServer, What: server.ActPruneAudit})
	for range 2 {
		if err := s.PruneAudit(by, start.Add(10*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	wantChain(t, s, 7, 1) // that it was pruned
	if err := s.PruneAudit(t.Context(), start.Add(99*time.Hour)); err != nil {
		t.Fatal(err)
	}
	wantChain(t, s, 8, 0)
	if err := s.Note(t.Context(), line("next")); err != nil {
		t.Fatal(err)
	}
	wantChain(t, s, 8, 1)
}
