package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"filippo.io/age"

	"daykit/internal/data/canary"
	"daykit/internal/data/wire"
)

// control is what tests ask beside what a browser can.
func (w *show) control() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /letters/{page}", w.answer(func(r *http.Request) (any, error) {
		p, err := w.sample(r)
		if err != nil {
			return nil, err
		}
		return w.group.letters(w.s, p)
	}))
	mux.HandleFunc("POST /state/{page}/{state}", w.answer(func(r *http.Request) (any, error) {
		p, err := w.sample(r)
		if err != nil {
			return nil, err
		}
		s, err := p.page.Signup.Statement.Open()
		if err != nil {
			return nil, err
		}
		p.sign(r.PathValue("state"), s.Ask, time.Now())
		return true, w.group.publish(w.s, p)
	}))
	mux.HandleFunc("POST /database/{lost}", w.answer(func(r *http.Request) (any, error) {
		w.db.lost.Store(r.PathValue("lost") == "lost")
		return true, nil
	}))
	mux.HandleFunc("POST /coordinator/{name}", w.answer(w.enrol))
	mux.HandleFunc("GET /names", w.answer(func(*http.Request) (any, error) { return names, nil }))
	mux.HandleFunc("GET /kept", w.answer(func(*http.Request) (any, error) { return canary.FindIn(os.DirFS(w.dir), names) }))
	mux.HandleFunc("POST /find", w.answer(func(r *http.Request) (any, error) {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, fmt.Errorf("read: %w", err)
		}
		return append([]string{}, canary.Find(b, names)...), nil
	}))
	mux.HandleFunc("POST /seal", w.answer(sealMany))
	mux.HandleFunc("POST /open", w.answer(openMany))
	return mux
}

// names are those that nothing may hold.
var names = canary.Names(100)

func (w *show) sample(r *http.Request) (*sample, error) {
	if p, ok := w.pages[r.PathValue("page")]; ok {
		return p, nil
	}
	return nil, fmt.Errorf("there is no page %q", r.PathValue("page"))
}

func (w *show) answer(do func(*http.Request) (any, error)) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		v, err := do(r)
		if err != nil {
			http.Error(rw, err.Error(), http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(rw).Encode(v) // the test may be gone
	}
}

// batch is what interoperation is tried with.
type batch struct {
	Recipient string   `json:"recipient,omitempty"`
	Identity  string   `json:"identity,omitempty"`
	Plain     [][]byte `json:"plain,omitempty"`
	Letters   [][]byte `json:"letters,omitempty"`
}

func readBatch(r *http.Request) (b batch, err error) {
	if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
		return b, fmt.Errorf("read: %w", err)
	}
	return b, nil
}

// sealMany seals each text with Go's age.
func sealMany(r *http.Request) (any, error) {
	b, err := readBatch(r)
	if err != nil {
		return nil, err
	}
	to, err := age.ParseRecipients(strings.NewReader(b.Recipient))
	if err != nil {
		return nil, fmt.Errorf("read a recipient: %w", err)
	}
	for _, plain := range b.Plain {
		var out bytes.Buffer
		w, err := age.Encrypt(&out, to...)
		if err != nil {
			return nil, fmt.Errorf("seal: %w", err)
		}
		if _, err := w.Write(plain); err != nil {
			return nil, fmt.Errorf("seal: %w", err)
		}
		if err := w.Close(); err != nil {
			return nil, fmt.Errorf("seal: %w", err)
		}
		b.Letters = append(b.Letters, out.Bytes())
	}
	return batch{Letters: b.Letters}, nil
}

// openMany opens each letter with Go's age, and holds it to be a sign-up.
func openMany(r *http.Request) (any, error) {
	b, err := readBatch(r)
	if err != nil {
		return nil, err
	}
	ids, err := age.ParseIdentities(strings.NewReader(b.Identity))
	if err != nil || len(ids) != 1 {
		return nil, fmt.Errorf("read an identity: %w", err)
	}
	for _, letter := range b.Letters {
		if err := wire.CheckLetter(letter); err != nil {
			return nil, err
		}
		plain, err := open(ids[0], letter)
		if err != nil {
			return nil, err
		}
		if _, err := wire.DecodeSignup(plain); err != nil {
			return nil, err
		}
		b.Plain = append(b.Plain, plain)
	}
	return batch{Plain: b.Plain}, nil
}
