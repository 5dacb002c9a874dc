package main

import (
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
	code, err := server.Invite(ctx, db, cfg.group, time.Now(), rand.Reader)
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

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
