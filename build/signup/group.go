package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"filippo.io/age"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// group is a group's laptop, as far as pages and letters go.
type group struct {
	token string
	seq   uint32
}

func newGroup(ctx context.Context, s *server.Server, db server.Store) (*group, error) {
	token, err := joined(ctx, s, db, "Sample Neighbours")
	return &group{token: token}, err
}

// publish puts a page up, or another in its place.
func (g *group) publish(s *server.Server, p *sample) error {
	g.seq++
	op, err := signed(wire.Op{
		Inc: "0102030405060708", Seq: g.seq, HLC: uint64(time.Now().UnixMilli()) << 16, Kind: 1,
		Body: wire.Raw(map[string]any{"en": wire.EntityPage, "id": p.event, "f": map[string]any{wire.FieldPage: p.page}}),
	})
	if err != nil {
		return err
	}
	reply, err := ask[wire.PushReply](s, http.MethodPost, wire.PathOps, g.token, wire.PushRequest{Ops: []wire.Op{op}})
	if err == nil && reply.Rejected != nil {
		err = fmt.Errorf("%s was refused: %+v", p.event, reply.Rejected)
	}
	return err
}

// letters opens all that waits for an event: sign-ups, or answers of one that is over.
func (g *group) letters(s *server.Server, p *sample) (out []any, err error) {
	out = []any{}
	for after, more := "", true; more; {
		reply, err := ask[wire.MailboxReply](s, http.MethodGet, wire.PathMailbox+"?limit=200&feedback=1&after="+after, g.token, nil)
		if err != nil {
			return nil, err
		}
		for _, l := range reply.Letters {
			after = l.ID
			if l.Event != p.event {
				continue
			}
			plain, err := open(p.opens, l.Body)
			if err != nil {
				return nil, err
			}
			content, said, err := read(p, plain)
			if err != nil {
				return nil, err
			}
			if said != l.ID {
				return nil, fmt.Errorf("a letter is sent as %s and says %s", l.ID, said)
			}
			out = append(out, content)
		}
		more = reply.More
	}
	return out, nil
}

// read gives what is in an opened letter, and the id that it says.
func read(p *sample, plain []byte) (content any, id string, err error) {
	if p.page.Feedback != nil {
		f, err := wire.DecodeFeedback(plain)
		return f, f.ID, err
	}
	signup, err := wire.DecodeSignup(plain)
	return signup, signup.ID, err
}

func open(id age.Identity, body []byte) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(body), id)
	if err != nil {
		return nil, fmt.Errorf("open a letter: %w", err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("open a letter: %w", err)
	}
	return plain, nil
}

// ask sends a request to the server in this process.
func ask[T any](s *server.Server, method, path, token string, body any) (reply T, err error) {
	r := httptest.NewRequestWithContext(context.Background(), method, path, bytes.NewReader(wire.Raw(body)))
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code >= http.StatusMultipleChoices {
		return reply, fmt.Errorf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &reply); err != nil {
		return reply, fmt.Errorf("%s %s: %w", method, path, err)
	}
	return reply, nil
}
