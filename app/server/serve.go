package main

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"daykit/frontend/signup"
	"daykit/internal/central/server"
	"daykit/internal/domain/fault"
)

const usageServing = `
flags of serving in public:
  --tls-cert FILE --tls-key FILE  speak HTTPS with this certificate; the files are read
                                  again when they change
  --acme NAME[,NAME]              or get certificates for these names from Let's Encrypt,
                                  which must reach this server at port 443
  --acme-dir DIR                  where those are kept (with --acme)
  --acme-url URL                  the directory of another authority (with --acme)
  --http-listen ADDR              send those who come by plain HTTP on to --public-url
  --trusted-proxy NET[,NET]       the proxies that are believed in X-Forwarded-For, or none
                                  (127.0.0.0/8,::1/128)
  --drain TIME                    after SIGTERM, how long to go on while /readyz says that
                                  no visitor should be sent here (5s)
  --secrets-key FILE              the key that coordinators' codes are sealed with, which must
                                  not lie with copies of the database (PATH.key beside a SQLite
                                  file, made at the first start; or DAYKIT_SECRETS_KEY, or the
                                  systemd credential secrets-key). On PostgreSQL it must be given
  --log text|json                 how the log is written, to standard error (text)
  --metrics-listen ADDR           counts for Prometheus at /metrics, for those who run the
                                  server; best on 127.0.0.1 (off)

Without a certificate the server speaks plain HTTP: then put a proxy with HTTPS in front
of it. See docs/server.md.
`

// serving is what flags say about how the server is reached and run.
type serving struct {
	httpListen, metricsListen string
	drain                     time.Duration
	log                       string // text or json
	tlsCert, tlsKey           string
	acme                      []string
	acmeDir, acmeURL          string
	proxies                   []netip.Prefix // nil: as the server has it
	secretsKey                string         // file
}

func (v *serving) flags(fs *flag.FlagSet) {
	fs.StringVar(&v.tlsCert, "tls-cert", "", "")
	fs.StringVar(&v.tlsKey, "tls-key", "", "")
	fs.Func("acme", "", func(text string) error {
		v.acme = strings.Split(strings.ToLower(text), ",")
		return nil
	})
	fs.StringVar(&v.acmeDir, "acme-dir", "", "")
	fs.StringVar(&v.acmeURL, "acme-url", "", "")
	fs.StringVar(&v.httpListen, "http-listen", "", "")
	fs.Func("trusted-proxy", "", v.setProxies)
	fs.DurationVar(&v.drain, "drain", 5*time.Second, "")
	fs.StringVar(&v.log, "log", "text", "")
	fs.StringVar(&v.secretsKey, "secrets-key", "", "")
	fs.StringVar(&v.metricsListen, "metrics-listen", "", "")
}

// setProxies reads networks, or addresses of single proxies.
func (v *serving) setProxies(text string) error {
	v.proxies = []netip.Prefix{}
	if text == "none" {
		return nil
	}
	var err error
	if v.proxies, err = networks(text); err != nil {
		return fmt.Errorf("%w, or none", err)
	}
	return nil
}

// networks reads networks, or single addresses.
func networks(text string) (out []netip.Prefix, err error) {
	for _, one := range strings.Split(text, ",") {
		p, err := netip.ParsePrefix(one)
		if addr, single := netip.ParseAddr(one); single == nil {
			p, err = netip.PrefixFrom(addr, addr.BitLen()), nil
		}
		if err != nil {
			return nil, errors.New("want networks such as 10.0.0.0/8,2001:db8::/32")
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// check refuses what does not go together.
func (v *serving) check() error {
	switch {
	case (v.tlsCert == "") != (v.tlsKey == ""):
		return usageError("--tls-cert and --tls-key go together")
	case v.tlsCert != "" && v.acme != nil:
		return usageError("--tls-cert and --acme are two ways to one end; give one")
	case (v.acme == nil) != (v.acmeDir == "") || v.acme == nil && v.acmeURL != "":
		return usageError("--acme and --acme-dir go together, and --acme-url goes with them")
	case v.httpListen != "" && !v.secure():
		return usageError("--http-listen sends visitors on to HTTPS; give --tls-cert or --acme too")
	case v.log != "text" && v.log != "json":
		return usageError("--log is text or json")
	case v.drain < 0:
		return usageError("--drain is a time such as 5s")
	}
	for _, name := range v.acme {
		if !isHost(name) {
			return usageError("--acme takes names of hosts, with commas between them")
		}
	}
	return nil
}

// secure reports whether this program speaks HTTPS itself.
func (v *serving) secure() bool { return v.tlsCert != "" || v.acme != nil }

func (v *serving) logger(w io.Writer) *slog.Logger {
	if v.log == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}

// door is one listener and what answers there.
type door struct {
	ln    net.Listener
	serve func(context.Context, net.Listener) error
}

func serve(ctx context.Context, cfg config, db server.Store, stderr io.Writer) (err error) {
	log := cfg.logger(stderr)
	certificates, err := cfg.certificates(log)
	if err != nil {
		return err
	}
	packKey, err := servedKey(ctx, cfg, db)
	if err != nil {
		return err
	}
	secrets, err := cfg.secrets(ctx, cfg.db, db, log)
	if err != nil {
		return err
	}
	var doors []door
	defer func() {
		for _, d := range doors {
			d.ln.Close() // what was served is closed already
		}
	}()
	open := func(flag, addr string, serve func(context.Context, net.Listener) error) error {
		ln, err := listen(ctx, flag, addr)
		if err == nil {
			doors = append(doors, door{ln, serve})
		}
		return err
	}
	var s *server.Server
	err = open("--listen", cfg.listen, func(ctx context.Context, ln net.Listener) error {
		if certificates != nil {
			ln = tls.NewListener(ln, certificates.config)
		}
		return s.Serve(ctx, ln)
	})
	if err != nil {
		return err
	}
	here := cfg.here(doors[0].ln.Addr())
	rules := cfg.server(db, here, log)
	rules.PackKey, rules.SecretsKey = packKey, secrets
	s = server.New(rules)
	if cfg.httpListen != "" {
		err = open("--http-listen", cfg.httpListen, func(ctx context.Context, ln net.Listener) error {
			return server.Listen(ctx, ln, certificates.answer(onward(s.PublicURL)), log)
		})
	}
	if err == nil && cfg.metricsListen != "" {
		mux := http.NewServeMux()
		mux.Handle("GET /metrics", s.Metrics.Handler())
		err = open("--metrics-listen", cfg.metricsListen, func(ctx context.Context, ln net.Listener) error {
			return server.Listen(ctx, ln, mux, log)
		})
	}
	if err != nil {
		return err
	}
	ctx, stop := untilStopped(ctx, cfg.drain, s.Drain)
	defer stop()
	cfg.announce(stderr, log, here, doors)
	return together(ctx, doors)
}

// server is what the rules need.
func (c *config) server(db server.Store, here string, log *slog.Logger) server.Config {
	out := server.Config{
		Store: db, Now: time.Now, Rand: rand.Reader, Log: log,
		PublicURL: c.publicURL, CoordinatorAllow: c.allow, ContentCoordinators: c.editors, Script: signup.Script(), Faces: signup.Faces(),
		Proxies: c.proxies, Metrics: server.NewMetrics(version),
	}
	if out.PublicURL == "" {
		out.PublicURL = here
	}
	return out
}

// here is the address of this program, for those on this machine or by its first name.
func (c *config) here(addr net.Addr) string {
	switch {
	case c.acme != nil:
		return "https://" + c.acme[0]
	case c.secure():
		return "https://" + addr.String()
	}
	return "http://" + addr.String()
}

func (c *config) announce(stderr io.Writer, log *slog.Logger, here string, doors []door) {
	if c.log == "text" {
		fmt.Fprintln(stderr, "listening on", here)
		doors = doors[1:]
	}
	for _, d := range doors {
		log.Info("listening", "address", d.ln.Addr().String())
	}
}

func listen(ctx context.Context, flag, addr string) (net.Listener, error) {
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "cannot listen on "+addr,
			"another program may use that port; choose another with "+flag)
	}
	return ln, nil
}

// untilStopped gives a context that ends when the server is to stop: at an interrupt, or
// when drain is over after SIGTERM, at whose beginning begin is called. A second signal
// ends the waiting.
func untilStopped(ctx context.Context, drain time.Duration, begin func()) (stopped context.Context, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		defer cancel()
		select {
		case <-ctx.Done():
			return
		case got := <-signals:
			if got != syscall.SIGTERM {
				return
			}
		}
		begin()
		wait := time.NewTimer(drain)
		defer wait.Stop()
		select {
		case <-wait.C:
		case <-signals:
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel()
	}
}

// together serves at all doors until ctx ends or one of them fails, and waits for all.
func together(ctx context.Context, doors []door) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, len(doors))
	for _, d := range doors {
		go func() { ended <- d.serve(ctx, d.ln) }()
	}
	var all error
	for range doors {
		all = errors.Join(all, <-ended)
		cancel()
	}
	return all
}
