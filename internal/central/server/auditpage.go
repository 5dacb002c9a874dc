package server

import (
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
)

type auditView struct {
	Lines   []auditRow
	Verdict Verdict
	Short   string // of the last hash, to be noted elsewhere
	Next    int64  // before which older lines are; 0: none
	Exports []exportLink
}

type auditRow struct {
	N                       int64
	When, Who, What, Target string
}

const auditRows = 50

func (s *Server) auditPage(w http.ResponseWriter, v visit) {
	before, err := strconv.ParseInt(v.URL.Query().Get("before"), 10, 64)
	if err != nil {
		before = 0
	}
	lines, err := s.Store.LatestLines(v.Context(), before, auditRows)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	verdict, err := VerifyAudit(v.Context(), s.Store)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	who, err := s.namesOfActors(v)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	page := auditView{Verdict: verdict, Short: verdict.End, Exports: exportsOf("audit")}
	for _, l := range lines {
		page.Lines = append(page.Lines, auditRow{
			N: l.N, When: l.At.Format("2 Jan 2006, 15:04:05"), Who: who.name(l.Who), What: actText(l.What), Target: who.name(l.Target),
		})
		page.Next = l.N
	}
	if len(lines) < auditRows || page.Next <= verdict.First {
		page.Next = 0
	}
	s.roomPage(w, v, http.StatusOK, "Audit", "Audit", "coord-audit", page)
}

// actors gives names to ids, as far as they are still known here.
type actors map[string]string

func (s *Server) namesOfActors(v visit) (actors, error) {
	out := actors{WhoConsole: "the command line", WhoServer: "the server itself"}
	people, err := s.Store.Coordinators(v.Context())
	if err != nil {
		return nil, err
	}
	for _, c := range people {
		out[c.ID] = c.Name
	}
	groups, err := s.Store.Groups(v.Context(), s.Now())
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		out[g.ID] = g.Group
	}
	return out, nil
}

func (a actors) name(id string) string {
	if name, ok := a[id]; ok {
		return name
	}
	if device, ok := strings.CutPrefix(id, whoDevice); ok {
		return "device " + device
	}
	return id
}

// actWords are the acts in words.
var actWords = map[string]string{ //nolint:gosec // names of acts, and no secret
	ActInvite: "made an invitation for", ActJoin: "joined", ActPair: "was let in by a device of", ActRecover: "came back by the recovery sheet of",
	ActRevoke: "cut off device", ActAdd: "made a link to sign in for", ActRemove: "removed coordinator", ActEnrolCode: "set up codes",
	ActEnrolPasskey: "set up a passkey", ActSignInCode: "signed in with a code", ActSignInPasskey: "signed in with a passkey", ActSignOut: "signed out",
	ActExport: "exported", ActPublish: "published pack", ActCheckPack: "had a pack checked:", ActWithdraw: "withdrew by", ActWithdrawPack: "withdrew pack", ActClearMail: "deleted the letters of event", ActPruneAudit: "deleted lines that are over a year old",
}

func actText(act string) string {
	if w, ok := actWords[act]; ok {
		return w
	}
	return act
}

type auditFile struct {
	N      int64  `json:"n"`
	At     string `json:"at"`
	Who    string `json:"who"`
	What   string `json:"what"`
	Target string `json:"target"`
	Hash   string `json:"hash"`
}

// exportAudit gives all lines with their hashes, so that the chain can be checked and
// kept elsewhere.
func (s *Server) exportAudit(v visit) (exported, error) {
	rows := []auditFile{}
	e := exported{Head: []string{"n", "at", "who", "what", "target", "hash"}}
	for after := int64(0); ; {
		lines, _, err := s.Store.AuditLines(v.Context(), after, auditPage)
		if err != nil {
			return e, err
		}
		for _, l := range lines {
			row := auditFile{l.N, l.At.Format("2006-01-02T15:04:05Z"), l.Who, l.What, l.Target, hex.EncodeToString(l.Hash[:])}
			rows = append(rows, row)
			e.Cells = append(e.Cells, []string{strconv.FormatInt(row.N, 10), row.At, row.Who, row.What, row.Target, row.Hash})
			after = l.N
		}
		if len(lines) < auditPage {
			e.Rows = rows
			return e, nil
		}
	}
}
