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
// a while. It closes ln, and the server. A listener of crypto/tls makes it speak
// HTTPS, and HTTP/2 with it.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	s.Start()
	defer s.Close()
	return Listen(ctx, ln, s, s.Log)
}

// Listen answers on ln, which it closes, with limits of time and size that strangers
// cannot stretch, until ctx ends. Then it takes no new request, and gives those that run
// a while to finish.
func Listen(ctx context.Context, ln net.Listener, h http.Handler, l *slog.Logger) error {
	hs := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       bodyTimeout,
		WriteTimeout:      bodyTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          log.New(quiet{l}, "", 0),
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
