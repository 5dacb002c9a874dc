package server

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"net/http"
	"time"
)

// AuditLife is how long lines of the audit are kept.
const AuditLife = 365 * 24 * time.Hour

// AuditLine says who did what and when. No line holds anything about a visitor, nor a
// name: people and devices are named by the ids that the server drew for them.
type AuditLine struct {
	At     time.Time // to the second
	Who    string    // id of a coordinator, "device:" and an id, WhoConsole or WhoServer
	What   string    // one of the acts
	Target string    // id of a workspace, a device, a coordinator or an event
}

// Who acts that is no coordinator.
const (
	WhoConsole = "console" // somebody at the server's command line
	WhoServer  = "server"  // by itself
	whoDevice  = "device:"
)

// The acts of the audit.
const (
	ActInvite        = "invite"             // made an invitation for a group
	ActJoin          = "join"               // a device got a token by an invitation
	ActPair          = "pair"               // a device got a token from another of its group
	ActRecover       = "recover"            // a device got a token by a recovery sheet
	ActRevoke        = "revoke"             // a device's token was ended
	ActAdd           = "coordinator add"    // made a link to enrol by
	ActRemove        = "coordinator remove" // with passkeys and sessions
	ActEnrolCode     = "enrol code"
	ActEnrolPasskey  = "enrol passkey" //nolint:gosec // a name, and no secret
	ActSignInCode    = "sign in code"
	ActSignInPasskey = "sign in passkey"
	ActSignOut       = "sign out"
	ActExport        = "export"
	ActPublish       = "publish pack"
	ActCheckPack     = "check pack" // looked at a file that may be published
	ActWithdraw      = "withdraw voice"
	ActWithdrawPack  = "withdraw pack"
	ActClearMail     = "clear mail"  // letters of an event that is over
	ActPruneAudit    = "prune audit" // lines older than AuditLife
)

// KeptLine is a line with its number and its hash, which covers the line before.
type KeptLine struct {
	AuditLine
	N    int64 // dense from 1
	Hash Digest
}

// AuditEnds are where the chain begins and ends: the last line that was pruned, or number
// 0 with a zero hash, and the last line of all.
type AuditEnds struct {
	FloorN, EndN int64
	Floor, End   Digest
}

// Sum gives the hash of a line that follows the one of hash prev: SHA-256 over prev, the
// number, the Unix seconds and each text behind its length, all numbers as 8 bytes.
func (l AuditLine) Sum(n int64, prev Digest) Digest {
	b := append([]byte("daykit audit 1\x00"), prev[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(n))
	b = binary.BigEndian.AppendUint64(b, uint64(l.At.Unix()))
	for _, text := range []string{l.Who, l.What, l.Target} {
		b = binary.BigEndian.AppendUint64(b, uint64(len(text)))
		b = append(b, text...)
	}
	return sha256.Sum256(b)
}

type notingKey struct{}

// Noting gives a context under which a store keeps l in the same transaction as the next
// act that it is given with it: either both are kept or neither. A Target that is empty
// becomes what the act was about, as the store knows it.
func Noting(ctx context.Context, l AuditLine) context.Context {
	return context.WithValue(ctx, notingKey{}, l)
}

// Noted gives the line that a context asks to keep.
func Noted(ctx context.Context) (AuditLine, bool) {
	l, ok := ctx.Value(notingKey{}).(AuditLine)
	return l, ok
}

// noting has an act of a device kept in the audit.
func (s *Server) noting(r *http.Request, device, act string) context.Context {
	return Noting(r.Context(), AuditLine{At: s.Now(), Who: whoDevice + device, What: act})
}

// Verdict is what reading the whole chain found.
type Verdict struct {
	Lines  int64  `json:"lines"`  // that were read
	First  int64  `json:"first"`  // number of the first that is kept
	Last   int64  `json:"last"`   // number of the last that was read
	End    string `json:"end"`    // hash of the last, in hexadecimal: one who noted it before can tell whether the chain was written anew
	Broken int64  `json:"broken"` // number of the first line that does not follow the one before, is missing or was changed; 0: none
}

const auditPage = 500

// VerifyAudit reads the chain from end to end. It finds every line that was changed, taken
// out or put in by somebody who did not also compute all later hashes anew; against one
// who did, compare Verdict.End with a hash noted elsewhere.
func VerifyAudit(ctx context.Context, s Audit) (Verdict, error) {
	var v Verdict
	var prev Digest
	first := true
	for {
		lines, ends, err := s.AuditLines(ctx, v.Last, auditPage)
		if err != nil {
			return v, err
		}
		if first {
			prev, v.Last, v.First, first = ends.Floor, ends.FloorN, ends.FloorN+1, false
		}
		for _, l := range lines {
			if l.N != v.Last+1 || l.Sum(l.N, prev) != l.Hash {
				v.Broken = v.Last + 1
				return v, nil
			}
			prev, v.Last = l.Hash, l.N
			v.Lines++
		}
		v.End = hex.EncodeToString(prev[:])
		if len(lines) == auditPage {
			continue
		}
		if ends.EndN != v.Last || ends.End != prev {
			v.Broken = v.Last + 1
		}
		return v, nil
	}
}
