package server

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"

	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// MaxBlobBytes is how much one group may keep of attachments: some 800 chunks, or 400
// photographs as Daykit keeps them.
const MaxBlobBytes = 200 << 20

const typeBytes = "application/octet-stream"

// blobRoutes names where laptops leave sealed chunks of attachments for each other.
func (s *Server) blobRoutes(mux *router) {
	mux.HandleFunc("POST "+wire.PathMissing, s.organised(s.told(s.missingBlobs)))
	mux.HandleFunc("POST "+wire.PathDrop, s.organised(s.told(s.dropBlobs)))
	mux.HandleFunc("PUT "+wire.PathBlobs+"{sha}", s.organised(s.putBlob))
	mux.HandleFunc("GET "+wire.PathBlobs+"{sha}", s.held(s.blob)) // helpers too: who can name one has read its name in the log
}

func (s *Server) missingBlobs(r *http.Request, m Member) (any, error) {
	names, err := blobNames(r)
	if err != nil {
		return nil, err
	}
	missing, err := s.Store.MissingBlobs(r.Context(), m.ID, names)
	reply := wire.Blobs{Blobs: make([]string, len(missing))}
	for i, d := range missing {
		reply.Blobs[i] = fmt.Sprintf("%x", d[:])
	}
	return reply, err
}

// dropBlobs lets chunks go. Which of them a picture still needs only the group knows, for
// whoever has it sends it again.
func (s *Server) dropBlobs(r *http.Request, m Member) (any, error) {
	names, err := blobNames(r)
	if err != nil {
		return nil, err
	}
	return wire.Done{Done: true}, s.Store.DropBlobs(r.Context(), m.ID, names)
}

// blobNames reads the chunks that a request names.
func blobNames(r *http.Request) ([]Digest, error) {
	req, err := sent(r, wire.DecodeBlobs)
	if err != nil {
		return nil, err
	}
	names := make([]Digest, len(req.Blobs))
	for i, text := range req.Blobs {
		if names[i], err = digestOf(text); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// blobName reads the name of a chunk; there is nothing under any other.
func blobName(r *http.Request) (Digest, error) {
	text := r.PathValue("sha")
	if !wire.IsBlob(text) {
		return Digest{}, ErrNotFound
	}
	return digestOf(text)
}

func (s *Server) putBlob(w http.ResponseWriter, r *http.Request, m Member) {
	status, err := s.takeBlob(r, m)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	sendJSON(w, r, status, wire.Done{Done: true})
}

func (s *Server) takeBlob(r *http.Request, m Member) (status int, err error) {
	name, err := blobName(r)
	if err != nil {
		return 0, err
	}
	if r.Header.Get("Content-Encoding") != "" {
		return 0, malformed("a chunk is sent as it is")
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, wire.MaxChunk+1))
	switch {
	case err != nil:
		return 0, unreadable(err)
	case len(body) > wire.MaxChunk:
		return 0, errTooLarge
	case len(body) == 0 || sha256.Sum256(body) != name:
		return 0, fault.Invalidf("send it again", "the chunk is not what its name says")
	}
	fresh, err := s.keepBlob(r.Context(), m.ID, name, body)
	switch {
	case errors.Is(err, ErrFull):
		return 0, fault.Wrap(err, fault.Conflict, "your group keeps as many pictures here as there is room for", "delete some that are not needed any more")
	case err != nil:
		return 0, err
	case fresh:
		return http.StatusCreated, nil
	}
	return http.StatusOK, nil
}

// keepBlob keeps a chunk. One that lies here spoilt makes room for what is right: whoever
// sends it has shown that they have it.
func (s *Server) keepBlob(ctx context.Context, workspace string, name Digest, body []byte) (fresh bool, err error) {
	fresh, err = s.Store.PutBlob(ctx, workspace, name, body, MaxBlobBytes)
	if fresh || err != nil {
		return fresh, err
	}
	if _, err := s.soundBlob(ctx, workspace, name); !errors.Is(err, ErrNotFound) {
		return false, err
	}
	return s.Store.PutBlob(ctx, workspace, name, body, MaxBlobBytes)
}

// soundBlob gives a chunk that is what its name says. One that is spoilt is let go and not
// there any more, so that laptops are told that it is missing, and one that has it sends it
// again.
func (s *Server) soundBlob(ctx context.Context, workspace string, name Digest) (body []byte, err error) {
	for range 2 { // a disk may read wrongly once
		body, err = s.Store.Blob(ctx, workspace, name)
		if err != nil || sha256.Sum256(body) == name {
			return body, err
		}
	}
	s.Log.ErrorContext(ctx, "a picture's chunk was spoilt on the disk; it is let go, and a laptop that has it will send it again")
	if err := s.Store.DropBlobs(ctx, workspace, []Digest{name}); err != nil {
		return nil, err
	}
	return nil, ErrNotFound
}

func (s *Server) blob(w http.ResponseWriter, r *http.Request, m Member) {
	name, err := blobName(r)
	var body []byte
	if err == nil {
		body, err = s.soundBlob(r.Context(), m.ID, name)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	send(w, r, http.StatusOK, typeBytes, body)
}
