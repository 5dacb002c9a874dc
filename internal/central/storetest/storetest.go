// Package storetest is the suite that every engine of the central server must
// pass before it may hold anybody's data. It knows only the contract in
// server.Store.
package storetest

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// Run runs the whole suite. Each call of open gives a fresh, empty store, which
// the engine's own test closes by t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) server.Store) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, s server.Store)
	}{
		{"an unknown code opens nothing", unknownCode},
		{"a code lets one device in", oneDevice},
		{"a repeated join gives the same workspace and ends the first token", joinAgain},
		{"an expired code opens nothing", expiredCode},
		{"a second invitation leads to the same workspace", secondInvitation},
		{"a code is kept once", codeOnce},
		{"a revoked token is dead and stays dead", revoke},
		{"a push comes back through the feed", roundTrip},
		{"a push repeated whole or in part changes nothing", repeats},
		{"a gap keeps nothing", gap},
		{"a fork keeps nothing", fork},
		{"a refused op moves the head and stays out", refused},
		{"a push may be refused whole", allRefused},
		{"an unknown workspace takes nothing", unknownWorkspace},
		{"the later write wins in any order", laterWins},
		{"of two writes at one time the greater incarnation wins", sameTime},
		{"two workspaces see nothing of each other", isolated},
		{"an event belongs to the first workspace", firstOwner},
		{"a page can be taken down", takenDown},
		{"pages of the feed join up", paging},
		{"a stretch is limited by size", sizes},
		{"a cursor of another history is reset", resets},
		{"the chain is the one of the contract", chain},
		{"pushes at the same time lose nothing", together},
		{"the overview shows pages and reports", overview},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, open(t))
		})
	}
}

var start = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)

func secret(s string) server.Digest { return sha256.Sum256([]byte(s)) }

func invitation(code, group string) server.Invitation {
	return server.Invitation{
		Code: secret(code), Workspace: "ws-" + code, Group: group, Key: group, Expires: start.Add(time.Hour),
	}
}

// enter invites a group and joins by the device and token of the same name.
func enter(t *testing.T, s server.Store, group string) server.Workspace {
	t.Helper()
	if err := s.Invite(t.Context(), invitation(group, group)); err != nil {
		t.Fatal(err)
	}
	ws, err := s.Join(t.Context(), joining(group, group, group))
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

func joining(code, device, token string) server.Joining {
	return server.Joining{Code: secret(code), Device: secret("device " + device), Token: secret("token " + token), At: start}
}

func inc(name string) [8]byte { return [8]byte([]byte(fmt.Sprintf("%-8.8s", name))) }

// page is an op that gives an event's page the value; its hash covers what differs.
func page(writer string, seq uint32, hlc uint64, event, value string) server.Judged {
	return op(writer, seq, hlc, server.Fold{Entity: wire.EntityPage, Event: event, Value: []byte(value)})
}

func report(writer string, seq uint32, hlc uint64, event, value string) server.Judged {
	out := op(writer, seq, hlc, server.Fold{Entity: wire.EntityReport, Event: event, Value: []byte(value)})
	out.Class = 1
	return out
}

func op(writer string, seq uint32, hlc uint64, fold server.Fold) server.Judged {
	body := []byte(fold.Entity + " " + fold.Event + " " + string(fold.Value))
	sum := sha256.Sum256(binary.BigEndian.AppendUint64(append(body, writer...), hlc<<8|uint64(seq)))
	return server.Judged{
		Op: server.Op{
			Inc: inc(writer), Seq: seq, HLC: hlc, Kind: 1,
			Body: body, Hash: [16]byte(sum[:16]),
		},
		Fold: fold,
	}
}

func push(t *testing.T, s server.Store, ws server.Workspace, ops ...server.Judged) server.Pushed {
	t.Helper()
	out, err := s.Push(t.Context(), server.Batch{Workspace: ws.ID, Ops: ops})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// feed reads a whole feed by stretches of limit ops.
func feed(t *testing.T, s server.Store, ws server.Workspace, limit int) (ops []server.Op, end server.Stretch) {
	t.Helper()
	for {
		var err error
		end, err = s.Feed(t.Context(), server.FeedQuery{
			Workspace: ws.ID, Cursor: end.Cursor, Chain: end.Chain, Limit: limit, Bytes: 1 << 20,
		})
		if err != nil {
			t.Fatal(err)
		}
		if end.Reset {
			t.Fatal("got a reset, want the next stretch")
		}
		ops = append(ops, end.Ops...)
		if !end.More {
			return ops, end
		}
	}
}

func shown(t *testing.T, s server.Store, event string) string {
	t.Helper()
	got, err := s.Page(t.Context(), event)
	if err != nil {
		t.Fatal(err)
	}
	return string(got.Page)
}
