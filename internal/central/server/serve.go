package server

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
)

// Start begins what a server does beside answering, once. Until then it takes no letters
// of visitors; Serve starts it.
func (s *Server) Start() {
	s.ingest.start()
	s.tidier.start(s)
}

// Close ends what Start began, after what was accepted is on the disk.
func (s *Server) Close() {
	s.tidier.close()
	s.ingest.close()
}

// Serve answers on ln until ctx ends, and then lets running requests finish for
// a while. It closes ln, and the server.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	s.Start()
	defer s.Close()
	hs := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       bodyTimeout,
		WriteTimeout:      bodyTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          log.New(quiet{s.Log}, "", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- hs.Serve(ln) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := hs.Shutdown(stop); err != nil {
		return errors.Join(err, hs.Close())
	}
	return nil
}

// quiet keeps net/http's own lines out of the log, since they name addresses.
type quiet struct{ log *slog.Logger }

// Write implements io.Writer.
func (q quiet) Write(p []byte) (int, error) {
	q.log.Debug("connection ended early")
	return len(p), nil
}
