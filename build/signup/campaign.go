package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
)

// held is an event of the sample campaign, with dummies for all that people are.
type held struct {
	id, title, town, group string
	days                   int // from today
	signedUp, came, first  int
	languages              []string
	objectives             []int
	activities             []string
}

var campaignEvents = []held{
	{"TAB1E001", "A shared table", "Levenshulme", "Levenshulme Table", -2, 58, 64, 21, []string{"en", "ur", "pl", "ti"}, []int{16}, []string{"shared-meal"}},
	{"ST0R1E02", "Stories at the library", "Leeds", "Sample Readers", -2, 90, 118, 40, []string{"en", "ar"}, []int{16, 17}, []string{"living-library"}},
	{"CAFE0003", "Language café", "Cardiff", "Example Café", -2, 9, 4, 0, []string{"en", "cy", "so"}, []int{16}, []string{"language-exchange"}},
	{"1ANTERN4", "Lantern walk", "Hull", "Harbour Example", -3, 33, 0, 0, []string{"en"}, []int{16}, nil},
	{"F11M0005", "Film and soup", "Dover", "Dover Example", -2, 45, 41, 12, []string{"en", "fa", "ps"}, []int{3}, []string{"film-screening"}},
	{"CH01R006", "A choir of everybody", "Leeds", "Sample Readers", -1, 60, 77, 30, []string{"en", "uk"}, []int{16}, nil},
	{"F00TBA11", "Five-a-side", "Levenshulme", "Levenshulme Table", 3, 12, 0, 0, []string{"en", "ku"}, []int{16}, nil},
	{"QV1ET008", "Tea behind the house", "", "Quiet Example", -2, 8, 8, 0, []string{"en", "am"}, []int{15}, nil},
	{"M0R0C009", "قصص من البحر", "Cardiff", "Example Café", -2, 26, 22, 9, []string{"ar", "en"}, []int{17}, []string{"storytelling"}},
	{"DRAW0010", "Draw where you come from", "Hull", "Harbour Example", -2, 19, 2, 0, []string{"en", "ro"}, []int{16}, nil},
}

// comeByDay is how many letters come on each of the last days.
var comeByDay = []int{27, 3, 36, 88, 120, 178, 160, 280, 412, 570, 741, 960}

// campaign fills the server with events of several groups, some days after most of them.
func (w *show) campaign(ctx context.Context, db server.Store) error {
	tokens := map[string]string{}
	for i, e := range campaignEvents {
		if tokens[e.group] == "" {
			token, err := joined(ctx, w.s, db, e.group)
			if err != nil {
				return err
			}
			tokens[e.group] = token
		}
		if err := e.send(w.s, tokens[e.group], uint32(i)); err != nil {
			return err
		}
		if e.id == tells {
			if err := tell(w.s, tokens[e.group]); err != nil {
				return err
			}
		}
	}
	if _, err := server.Invite(ctx, db, "Invited Example", time.Now(), rand.Reader); err != nil {
		return err
	}
	if err := w.content(ctx, db); err != nil {
		return err
	}
	return leave(ctx, db)
}

func joined(ctx context.Context, s *server.Server, db server.Store, group string) (string, error) {
	code, err := server.Invite(ctx, db, group, time.Now(), rand.Reader)
	if err != nil {
		return "", err
	}
	device := make([]byte, 32)
	if _, err := rand.Read(device); err != nil {
		return "", fmt.Errorf("draw a device: %w", err)
	}
	reply, err := ask[wire.JoinReply](s, http.MethodPost, wire.PathJoin, "", wire.JoinRequest{Code: code, Device: hex.EncodeToString(device), Label: "laptop of " + group})
	return reply.Token, err
}

// send publishes an event, and its numbers.
func (e held) send(s *server.Server, token string, n uint32) error {
	day := time.Now().AddDate(0, 0, e.days).Format(time.DateOnly)
	page := wire.Page{
		Title: map[string]string{e.languages[0]: e.title}, Group: e.group, Date: day, Start: "17:30", End: "20:30", Timezone: "Europe/London",
		Place: e.town, Town: e.town, Hidden: e.town == "", Listed: e.town != "", Languages: e.languages,
	}
	totals := wire.Totals{
		Title: e.title, Date: day, SignedUp: e.signedUp, Arrived: e.came, FirstTime: e.first,
		Languages: e.languages, Objectives: e.objectives, Activities: e.activities,
	}
	var ops []wire.Op
	for class, body := range []map[string]any{
		{"en": wire.EntityPage, "id": e.id, "f": map[string]any{wire.FieldPage: page}},
		{"en": wire.EntityReport, "id": e.id, "f": map[string]any{wire.FieldTotals: totals}},
	} {
		op, err := signed(wire.Op{
			Inc: fmt.Sprintf("%08x%08x", n+1, class), Seq: 1, HLC: uint64(time.Now().UnixMilli()) << 16, Class: uint8(class), Kind: 1, Body: wire.Raw(body),
		})
		if err != nil {
			return err
		}
		ops = append(ops, op)
	}
	reply, err := ask[wire.PushReply](s, http.MethodPost, wire.PathOps, token, wire.PushRequest{Ops: ops[:1], Also: [][]wire.Op{ops[1:]}})
	if err == nil && (reply.Rejected != nil || len(reply.Also) != 1 || reply.Also[0].Rejected != nil) {
		err = fmt.Errorf("%s was refused: %+v", e.id, reply)
	}
	return err
}

func signed(op wire.Op) (wire.Op, error) {
	h, err := op.Header()
	if err != nil {
		return op, err
	}
	inner, err := op.InnerSum()
	if err != nil {
		return op, err
	}
	sum := h.Sum(inner)
	op.Hash = hex.EncodeToString(sum[:])
	return op, nil
}

// leave has letters come on each day.
func leave(ctx context.Context, db server.Store) error {
	today := server.DayOf(time.Now())
	n := 0
	var letters []feed.Letter
	for i, many := range comeByDay {
		for range many {
			n++
			letters = append(letters, feed.Letter{
				UUID: fmt.Sprintf("%08x-0000-4000-8000-000000000000", n), Event: "TAB1E001", Body: []byte("age-encryption.org/v1\n"),
				Day: int64(today) - int64(len(comeByDay)-1-i),
			})
		}
	}
	_, err := db.Post(ctx, letters, wire.MaxWaiting)
	return err
}

// enrol makes a link for a coordinator, below the address that allows passkeys.
func (w *show) enrol(r *http.Request) (any, error) {
	_, path, err := server.AddCoordinator(r.Context(), w.db, r.PathValue("name"), time.Now(), rand.Reader)
	return w.public + path, err
}
