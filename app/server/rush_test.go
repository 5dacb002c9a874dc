package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"
	"net/http"
	"strconv"

	"filippo.io/age"

	"daykit/internal/data/wire"
)

const (
	visitors = 12
	laptops  = 4
	events   = 40 // among which sign-ups go, so that no event is in a hurry
)

// prepare joins a group and publishes its events, all of which take sign-ups.
func (r *rush) prepare() {
	r.t.Helper()
	r.letters, r.ops = map[string]bool{}, map[string]uint32{}
	var made struct{ Code string }
	command(r.t, &made, "invite", "Sample Neighbours", "--db", r.db, "--json")
	var joined wire.JoinReply
	device := sha256.Sum256([]byte("laptop"))
	call(r.t, http.MethodPost, r.url+wire.PathJoin, "", wire.JoinRequest{Code: made.Code, Device: hex.EncodeToString(device[:])}, &joined)
	r.token = joined.Token
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		r.t.Fatal(err)
	}
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	var req wire.PushRequest
	for i := range events {
		id := fmt.Sprintf("7KQ2M%03d", i)
		r.events = append(r.events, id)
		text := string(wire.Raw(wire.Statement{Version: 1, Event: id, Recipient: identity.Recipient().String(), NotAfter: "9999-01-01T00:00:00Z"}))
		p := wire.Page{Title: map[string]string{"en": "A shared table"}, Date: "2026-12-18", Languages: []string{"en"}}
		p.Signup = &wire.PageSignup{State: wire.SignupOpen, Statement: wire.SignedStatement{
			Statement: text, Key: key.Public().(ed25519.PublicKey), Signature: ed25519.Sign(key, wire.Purposed(wire.PurposeSignup, []byte(text))),
		}}
		body := wire.Raw(map[string]any{"en": wire.EntityPage, "id": id, "f": map[string]any{wire.FieldPage: p}})
		req.Ops = append(req.Ops, sealed(wire.Op{Inc: "0102030405060708", Seq: uint32(i + 1), HLC: 1790000000000 << 16, Kind: 1, Body: body}))
	}
	var pushed wire.PushReply
	call(r.t, http.MethodPost, r.url+wire.PathOps, r.token, req, &pushed)
	if len(pushed.Rejected) > 0 {
		r.t.Fatalf("pages are refused: %+v", pushed.Rejected)
	}
}

// sealed gives an operation its hash.
func sealed(op wire.Op) wire.Op {
	var inc [8]byte
	if _, err := hex.Decode(inc[:], []byte(op.Inc)); err != nil {
		panic(err)
	}
	h := wire.Header{Inc: inc, Seq: op.Seq, HLC: op.HLC, Class: op.Class, Kind: op.Kind, Epoch: op.Epoch}
	sum := h.Sum(sha256.Sum256(op.Body))
	op.Hash = hex.EncodeToString(sum[:])
	return op
}

// signUp sends sign-ups one after the other until ctx ends. Each is sent until it is
// acknowledged, as a visitor's browser does.
func (r *rush) signUp(ctx context.Context, side int) {
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	body := append([]byte("age-encryption.org/v1\n-> "), make([]byte, 480)...)
	for n := 0; ctx.Err() == nil; n++ {
		id := newUUID()
		path := wire.PathEvent + r.events[(side+n*visitors)%len(r.events)] + "/signups/" + id
		for work := ""; ctx.Err() == nil; {
			status, reply := r.send(ctx, client, http.MethodPut, path, body, work)
			if status == http.StatusCreated || status == http.StatusOK {
				r.kept(func() { r.letters[id] = true })
				break
			}
			if status == http.StatusTooManyRequests {
				work = worked(reply, id, body)
				continue
			}
			if status != 0 && status != http.StatusServiceUnavailable {
				r.t.Errorf("a sign-up got %d: %s", status, reply)
				r.giveUp()
				return
			}
		}
	}
}

// push sends sealed operations of an incarnation of its own.
func (r *rush) push(ctx context.Context, side int) {
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	inc := fmt.Sprintf("%016x", side+1)
	for seq := uint32(1); ctx.Err() == nil; seq++ {
		op := sealed(wire.Op{Inc: inc, Seq: seq, HLC: 1790000000000<<16 + uint64(seq), Class: 2, Kind: 1, Epoch: 1, Body: make([]byte, 170)})
		body := wire.Raw(wire.PushRequest{Ops: []wire.Op{op}})
		for ctx.Err() == nil {
			status, reply := r.send(ctx, client, http.MethodPost, wire.PathOps, body, "")
			if status == http.StatusOK {
				r.kept(func() { r.ops[inc] = seq })
				break
			}
			if status != 0 && status != http.StatusServiceUnavailable {
				r.t.Errorf("a push got %d: %s", status, reply)
				r.giveUp()
				return
			}
		}
	}
}

// send sends one request once there is a server. An answer that does not come is 0.
func (r *rush) send(ctx context.Context, client *http.Client, method, path string, body []byte, work string) (status int, reply []byte) {
	r.gate.RLock()
	defer r.gate.RUnlock()
	req, err := http.NewRequestWithContext(ctx, method, r.url+path, bytes.NewReader(body))
	if err != nil {
		r.t.Error(err)
		return 0, nil
	}
	req.Header.Set("Authorization", "Bearer "+r.token)
	req.Header.Set("X-Forwarded-For", neighbourhood())
	if work != "" {
		req.Header.Set(wire.HeaderWork, work)
	}
	res, err := client.Do(req)
	if err == nil {
		defer res.Body.Close()
		var b bytes.Buffer
		_, err = b.ReadFrom(res.Body)
		status, reply = res.StatusCode, b.Bytes()
	}
	if (err != nil || status == http.StatusServiceUnavailable) && !errors.Is(err, context.Canceled) {
		r.mu.Lock()
		r.retries++
		r.mu.Unlock()
	}
	if err != nil {
		return 0, nil
	}
	return status, reply
}

// worked does the work that a challenge asks for.
func worked(reply []byte, id string, body []byte) string {
	var p wire.Problem
	if err := json.Unmarshal(reply, &p); err != nil || p.Challenge == nil {
		return ""
	}
	sum := sha256.Sum256(body)
	for n := 0; ; n++ {
		answer := p.Challenge.Token + "." + strconv.Itoa(n)
		got := sha256.Sum256([]byte(answer + "." + id + "." + hex.EncodeToString(sum[:])))
		if bits.LeadingZeros32(uint32(got[0])<<24|uint32(got[1])<<16|uint32(got[2])<<8|uint32(got[3])) >= p.Challenge.Bits {
			return answer
		}
	}
}

// neighbourhood is where a proxy says that a request comes from: each from another one,
// as from a city.
func neighbourhood() string {
	var b [2]byte
	_, _ = rand.Read(b[:]) // never fails
	return fmt.Sprintf("10.%d.%d.1", b[0], b[1])
}

func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
