package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/domain/fault"
)

// noting has an act of this command kept in the audit.
func noting(ctx context.Context, act string) context.Context {
	return server.Noting(ctx, server.AuditLine{At: time.Now(), Who: server.WhoConsole, What: act})
}

func addCoordinator(ctx context.Context, cfg config, db server.Coordinators, stdout, stderr io.Writer) error {
	c, path, err := server.AddCoordinator(ctx, db, cfg.name, time.Now(), rand.Reader)
	if err != nil {
		return err
	}
	base := strings.TrimRight(cfg.publicURL, "/")
	if base == "" {
		base = "http://" + cfg.listen
	}
	if cfg.json {
		return printJSON(stdout, struct {
			ID   string `json:"id"`
			Name string `json:"name"`
			Link string `json:"link"`
		}{c.ID, c.Name, base + path})
	}
	fmt.Fprintf(stderr, "By this link %s sets up how to sign in. It is shown only now, works once and for %d hours.\n",
		c.Name, server.EnrolLife/time.Hour)
	if cfg.publicURL == "" {
		fmt.Fprintln(stderr, "If people reach the server by another address, put that before /coordinator, or use --public-url.")
	}
	_, err = fmt.Fprintln(stdout, base+path)
	return err
}

// coordinatorJSON is a coordinator as --json prints one.
type coordinatorJSON struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Codes    bool   `json:"codes"`
	Passkeys int    `json:"passkeys"`
	Link     string `json:"link_until,omitempty"`
}

func listCoordinators(ctx context.Context, cfg config, db server.Coordinators, stdout io.Writer) error {
	all, err := db.Coordinators(ctx)
	if err != nil {
		return err
	}
	if cfg.json {
		out := make([]coordinatorJSON, len(all))
		for i, c := range all {
			out[i] = coordinatorJSON{ID: c.ID, Name: c.Name, Codes: c.Codes, Passkeys: c.Passkeys}
			if !c.Link.IsZero() {
				out[i].Link = c.Link.Format(time.RFC3339)
			}
		}
		return printJSON(stdout, out)
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "id\tname\tsigns in with\tlink waits until")
	for _, c := range all {
		var ways []string
		if c.Codes {
			ways = append(ways, "codes")
		}
		if c.Passkeys > 0 {
			ways = append(ways, fmt.Sprintf("passkeys (%d)", c.Passkeys))
		}
		link := ""
		if !c.Link.IsZero() {
			link = c.Link.Format(time.RFC3339)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", c.ID, c.Name, strings.Join(ways, ", "), link)
	}
	return w.Flush()
}

func removeCoordinator(ctx context.Context, cfg config, db server.Coordinators, stdout io.Writer) error {
	c, err := server.RemoveCoordinator(ctx, db, cfg.name, time.Now())
	if err != nil {
		return err
	}
	if cfg.json {
		return printJSON(stdout, struct {
			Removed string `json:"removed"`
		}{c.ID})
	}
	_, err = fmt.Fprintf(stdout, "%s can do nothing here any more\n", c.Name)
	return err
}

// auditJSON is a line of the audit as --json prints one.
type auditJSON struct {
	N      int64  `json:"n"`
	At     string `json:"at"`
	Who    string `json:"who"`
	What   string `json:"what"`
	Target string `json:"target"`
}

// auditLines is how many lines are read at a time.
const auditLines = 500

func audit(ctx context.Context, cfg config, db server.Audit, stdout io.Writer) error {
	if cfg.verify {
		return verify(ctx, cfg, db, stdout)
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	out := []auditJSON{}
	for after := int64(0); ; {
		lines, _, err := db.AuditLines(ctx, after, auditLines)
		if err != nil {
			return err
		}
		for _, l := range lines {
			out = append(out, auditJSON{l.N, l.At.Format(time.RFC3339), l.Who, l.What, l.Target})
			fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", l.N, l.At.Format(time.RFC3339), l.Who, l.What, l.Target)
			after = l.N
		}
		if len(lines) == auditLines {
			continue
		}
		if cfg.json {
			return printJSON(stdout, out)
		}
		return w.Flush()
	}
}

// verify checks the chain, and fails when it is broken.
func verify(ctx context.Context, cfg config, db server.Audit, stdout io.Writer) error {
	v, err := server.VerifyAudit(ctx, db)
	if err != nil {
		return err
	}
	if cfg.json {
		err = printJSON(stdout, v)
	} else if v.Broken == 0 {
		_, err = fmt.Fprintf(stdout, "the chain holds: lines %d to %d, ending in %s\n", v.First, v.Last, v.End)
	}
	if err == nil && v.Broken != 0 {
		err = fault.New(fault.Damaged, fmt.Sprintf("the chain of the audit is broken at line %d", v.Broken),
			"that line was changed, or one before it was taken out; compare it with an export of the audit")
	}
	return err
}
