package wire

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Bounds of what a laptop believes of an answer.
const (
	maxChain    = 64   // bytes, before hexadecimal
	maxSentence = 4096 // bytes of a reason
)

// strictly reads one value, and refuses fields that are not known.
func strictly[T any](what string, raw []byte) (v T, err error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return v, fmt.Errorf("the %s is not one that is known here", what)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return v, fmt.Errorf("something follows the %s", what)
	}
	return v, nil
}

// DecodeFeed reads the answer to a pull. Fields of later versions are passed
// over. It checks the form of each op's header and not whether the op makes
// sense: one that does not must be kept, or the feed would stop at it.
func DecodeFeed(raw []byte) (FeedReply, error) {
	var r FeedReply
	if err := json.Unmarshal(raw, &r); err != nil {
		return r, fmt.Errorf("feed: %w", err)
	}
	chain, err := hex.DecodeString(r.Chain)
	switch {
	case err != nil || len(chain) > maxChain:
		return r, errors.New("feed: the chain is not one")
	case r.Cursor < 0:
		return r, errors.New("feed: the cursor is below zero")
	case len(r.Ops) > MaxOps:
		return r, fmt.Errorf("feed: more than %d ops", MaxOps)
	case r.Reset && (len(r.Ops) > 0 || r.More):
		return r, errors.New("feed: a reset goes alone")
	}
	for i, o := range r.Ops {
		if err := o.header(); err != nil {
			return r, fmt.Errorf("feed: op %d: %w", i, err)
		}
	}
	return r, nil
}

// header checks what an op must have to be kept at all.
func (o Op) header() error {
	if o.Seq == 0 {
		return errors.New("op has no number")
	}
	if _, err := o.Header(); err != nil {
		return err
	}
	if _, err := o.InnerSum(); err != nil {
		return err
	}
	_, err := o.Sum()
	return err
}

// DecodePushReply reads the answer to a push, of status 200 or 409.
func DecodePushReply(raw []byte) (PushReply, error) {
	var r PushReply
	if err := json.Unmarshal(raw, &r); err != nil {
		return r, fmt.Errorf("push reply: %w", err)
	}
	if len(r.Also) > MaxStreams {
		return r, fmt.Errorf("push reply: more than %d streams", MaxStreams)
	}
	for _, a := range append(r.Also, r) {
		if err := a.check(); err != nil {
			return r, fmt.Errorf("push reply: %w", err)
		}
	}
	for _, a := range r.Also {
		if len(a.Also) > 0 {
			return r, errors.New("push reply: a stream in a stream")
		}
	}
	return r, nil
}

// check looks at what is said of one stream.
func (r PushReply) check() error {
	if len(r.Rejected) > MaxOps {
		return fmt.Errorf("more than %d rejections", MaxOps)
	}
	for _, x := range r.Rejected {
		if x.Seq == 0 || len(x.Reason) > maxSentence {
			return errors.New("a rejection is not one")
		}
	}
	return nil
}
