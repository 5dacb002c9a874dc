package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"daykit/internal/central/server"
)

func invite(ctx context.Context, cfg config, db server.Accounts, stdout, stderr io.Writer) error {
	code, err := server.Invite(noting(ctx, server.ActInvite), db, cfg.group, time.Now(), rand.Reader)
	if err != nil {
		return err
	}
	if cfg.json {
		return printJSON(stdout, struct {
			Code string `json:"code"`
		}{code})
	}
	fmt.Fprintf(stderr, "This code lets one laptop of %q join. It is shown only now and works for %d days.\n",
		cfg.group, server.InvitationLife/(24*time.Hour))
	_, err = fmt.Fprintln(stdout, code)
	return err
}

func totals(ctx context.Context, cfg config, db server.Views, stdout io.Writer) error {
	all, err := server.ReadTotals(ctx, db)
	if err != nil {
		return err
	}
	if cfg.json {
		return printJSON(stdout, all)
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "event\ttitle\tgroup\tsigned up\tarrived\twalk-ins")
	for _, e := range all.Events {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%d\n", e.ID, e.Title, e.Group, e.SignedUp, e.Arrived, e.WalkIns)
	}
	fmt.Fprintf(w, "\n%d events, %d groups\n", len(all.Events), all.Groups)
	return w.Flush()
}

// devices lists what a group's devices are, so that one that was lost can be cut off.
func devices(ctx context.Context, cfg config, db server.Accounts, stdout io.Writer) error {
	ws, err := server.FindGroup(ctx, db, cfg.group)
	if err != nil {
		return err
	}
	all, err := db.Devices(ctx, ws.ID)
	if err != nil {
		return err
	}
	if cfg.json {
		out := make([]deviceJSON, len(all))
		for i, d := range all {
			out[i] = deviceJSON{d.ID, d.Role, d.Label, d.Seen.String(), d.Revoked}
		}
		return printJSON(stdout, out)
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "device\trole\tlast seen\tlabel")
	for _, d := range all {
		seen := cmp.Or(d.Seen.String(), "never")
		if d.Revoked {
			seen += ", revoked"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", d.ID, d.Role, seen, d.Label)
	}
	return w.Flush()
}

// deviceJSON is a device as --json prints it.
type deviceJSON struct {
	ID      string      `json:"id"`
	Role    server.Role `json:"role"`
	Label   string      `json:"label"`
	Seen    string      `json:"seen"`
	Revoked bool        `json:"revoked"`
}

// revoke cuts a device off, for a group that has no other way to do so.
func revoke(ctx context.Context, cfg config, db server.Accounts, stdout io.Writer) error {
	ws, err := server.FindGroup(ctx, db, cfg.group)
	if err != nil {
		return err
	}
	if err := server.Revoke(noting(ctx, server.ActRevoke), db, ws.ID, cfg.device); err != nil {
		return err
	}
	if cfg.json {
		return printJSON(stdout, struct {
			Revoked string `json:"revoked"`
		}{cfg.device})
	}
	_, err = fmt.Fprintf(stdout, "device %s of %q is cut off; what it has read it keeps\n", cfg.device, ws.Group)
	return err
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
