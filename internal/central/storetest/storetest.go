// Package storetest is the suite that every engine of the central server must
// pass before it may hold anybody's data. It knows only the contract in
// server.Store.
package storetest

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// rules are what Run tests, each on a store of its own.
var rules = []struct {
	name string
	test func(t *testing.T, s server.Store)
}{
	{"an unknown code opens nothing", unknownCode},
	{"a code lets one device in", oneDevice},
	{"a repeated join gives the same workspace and ends the first token", joinAgain},
	{"an expired code opens nothing", expiredCode},
	{"a second invitation leads to the same workspace", secondInvitation},
	{"a code is kept once", codeOnce},
	{"a revoked device is dead and stays dead", revoke},
	{"a group is found by its folded name", groups},
	{"devices are listed with what is known of them", devices},
	{"a keybag follows the one before", keybags},
	{"keybags of helpers go with the group's", doorBags},
	{"two keybags at a time: one is kept", keybagRace},
	{"a recovery token lets devices in", recovers},
	{"a recovery token ends with the next one, and lets nobody back who was cut off", recoveryEnds},
	{"a recovery token belongs to one workspace", recoveryOnce},
	{"an offer is taken by one device until it shows its token", offers},
	{"an offer ends with its time and with its maker", offersEnd},
	{"offers are kept once and not without end", offersFull},
	{"two devices take one offer: one is let in", offerRace},
	{"a seed is drawn once", seeds},
	{"a push comes back through the feed", roundTrip},
	{"a push repeated whole or in part changes nothing", repeats},
	{"a gap keeps nothing", gap},
	{"a fork keeps nothing", fork},
	{"a refused op stands in the feed without its body", refused},
	{"sealed ops come back as they are", sealedTrip},
	{"what is redacted loses its body, before and after", redacts},
	{"a redacted page is shown no more", unshown},
	{"an erased copy is redacted for its author", markers},
	{"ops without bodies are kept as such and not shown", bodyless},
	{"an erased body is nowhere in the feed", dropped},
	{"what fails in the middle of a push leaves nothing", atomic},
	{"the digest is that of the contract", digests},
	{"the mailbox keeps each letter once", mail},
	{"two mailboxes see nothing of each other", mailIsolated},
	{"letters are posted once, to whoever owns the event", posts},
	{"a mailbox holds so many letters of an event", postsFull},
	{"answers leave sign-ups their places, and are no sign-ups of a day", answers},
	{"a mailbox is read from a letter on, be it there or gone", mailAfter},
	{"mailboxes are listed with their pages until they are cleared", mailboxes},
	{"what expired is forgotten, by many at once", expires},
	{"a mailbox is cleared of an event", mailCleared},
	{"letters posted at the same time are new once", postsTogether},
	{"chunks are kept once, so many, and for their workspace alone", blobs},
	{"a push may be refused whole", allRefused},
	{"an unknown workspace takes nothing", unknownWorkspace},
	{"whoever has stopped waiting changes nothing", cancelled},
	{"the later write wins in any order", laterWins},
	{"of two writes at one time the greater incarnation wins", sameTime},
	{"a time is late by all of its 64 bits", farTimes},
	{"what is no text is not there", strange},
	{"two workspaces see nothing of each other", isolated},
	{"an event belongs to the first workspace", firstOwner},
	{"a page can be taken down", takenDown},
	{"pages of the feed join up", paging},
	{"a stretch is limited by size", sizes},
	{"a cursor of another history is reset", resets},
	{"the chain is the one of the contract", chain},
	{"pushes at the same time lose nothing", together},
	{"the overview shows pages and reports", overview},
	{"stamps tell pages apart", stamps},
	{"a part of a report stands until it is taken back", partsStand},
	{"a part that two laptops wrote is one", partsTwice},
	{"an event has so many parts and no more", partsBounded},
	{"a part that an older server took back is swept", partsSwept},
	{"photographs of all events come without pixels", partsWithoutPixels},
	{"a link enrols one coordinator, once", links},
	{"a code lets one in", codes},
	{"a passkey is one coordinator's", keys},
	{"a session ends", sessions},
	{"a coordinator who is removed is gone at once", removed},
	{"a ceremony is taken once", ceremonies},
	{"groups are listed with what is known of them", groupList},
	{"letters are counted by day, once", tallied},
	{"the audit is one chain, whoever writes", auditChain},
	{"a line of the audit is kept exactly when its act is", auditWithAct},
	{"a pruned audit goes on from where it was cut", auditPruned},
	{"editions of a pack follow each other", packs},
	{"a list of withdrawals empties what was signed before it", withdrawals},
	{"packs and lists at the same time leave nothing of an older list", packRace},
}

// Run runs the whole suite. Each call of open gives a fresh, empty store, which
// the engine's own test closes by t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) server.Store) {
	for _, c := range rules {
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
	m, err := s.Join(t.Context(), secret(group), newcomer(group, group))
	if err != nil {
		t.Fatal(err)
	}
	return m.Workspace
}

func newcomer(device, token string) server.Newcomer {
	return server.Newcomer{Device: secret("device " + device), Token: secret("token " + token), At: start}
}

func inc(name string) oplog.Incarnation {
	return oplog.Incarnation([]byte(fmt.Sprintf("%-8.8s", name)))
}

// page is an op that gives an event's page the value.
func page(writer string, seq uint32, hlc oplog.HLC, event, value string) server.Judged {
	return shows(oplog.Public, writer, seq, hlc, server.Fold{Entity: wire.EntityPage, Event: event, Value: []byte(value)})
}

func report(writer string, seq uint32, hlc oplog.HLC, event, value string) server.Judged {
	return shows(oplog.Report, writer, seq, hlc, server.Fold{Entity: wire.EntityReport, Event: event, Value: []byte(value)})
}

func shows(class oplog.Class, writer string, seq uint32, hlc oplog.HLC, fold server.Fold) server.Judged {
	return signed(oplog.Op{
		Inc: inc(writer), Seq: seq, HLC: hlc, Class: class, Kind: oplog.Set,
		Body: []byte(fold.Entity + " " + fold.Event + " " + string(fold.Value)),
	}, fold)
}

// sealed is an op that the server cannot read.
func sealed(writer string, seq uint32, hlc oplog.HLC, body string) server.Judged {
	return signed(oplog.Op{
		Inc: inc(writer), Seq: seq, HLC: hlc, Class: oplog.Roster, Kind: oplog.Set, Epoch: 1<<32 - 1, Body: []byte(body),
	}, server.Fold{})
}

// redact is an op that has the body of another dropped.
func redact(writer string, seq uint32, hlc oplog.HLC, target server.Judged) server.Judged {
	return signed(oplog.Op{
		Inc: inc(writer), Seq: seq, HLC: hlc, Class: oplog.Work, Kind: oplog.Redact, Target: target.Op.ID(),
	}, server.Fold{})
}

func signed(o oplog.Op, fold server.Fold) server.Judged {
	o.Hash = o.Sum()
	return server.Judged{Judged: feed.Judged{Op: o}, Fold: fold}
}

// as gives an op as it is kept without its body.
func as(j server.Judged, s oplog.BodyState) server.Judged {
	return server.Judged{Judged: feed.Judged{Op: j.Op.Bare(s)}}
}

func push(t *testing.T, s server.Store, ws server.Workspace, ops ...server.Judged) feed.Pushed {
	t.Helper()
	out, err := server.Push(t.Context(), s, rand.Reader, ws.ID, ops)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// wide is a limit that nothing here reaches.
var wide = feed.Limit{Ops: 1000, Bytes: 1 << 20}

// pull reads a whole feed by stretches of limit ops.
func pull(t *testing.T, s server.Store, ws server.Workspace, limit int) (ops []oplog.Op, end feed.Stretch) {
	t.Helper()
	for {
		var err error
		end, err = server.Pull(t.Context(), s, ws.ID, end.Next, feed.Limit{Ops: limit, Bytes: wide.Bytes})
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
