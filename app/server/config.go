package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"strings"
)

const usage = `daykit-server is the central server of the campaign.

usage:
  daykit-server [flags]                      serve until stopped
  daykit-server invite GROUP [flags]         make a code by which a group's laptop joins
  daykit-server devices GROUP [flags]        list a group's devices
  daykit-server revoke GROUP DEVICE [flags]  cut off a device that was lost, by its id
  daykit-server totals [flags]               print the counts that groups have sent
  daykit-server coordinator add NAME [flags]     make a link by which a coordinator sets up
                                                 how to sign in; again for another way in
  daykit-server coordinator list [flags]         list the coordinators
  daykit-server coordinator remove NAME [flags]  end all that a coordinator may do
  daykit-server audit [--verify] [flags]     print who did what, or check that chain
` + packUsage + `
All but the first may be used while the server runs.

flags:
  --db sqlite:PATH                the database, one file (sqlite:daykit-server.db)
  --db postgres://USER@HOST/NAME  or a PostgreSQL database, which several servers may share
                                  (either also by the environment variable DAYKIT_DB;
                                  the password may be in PGPASSWORD or in ~/.pgpass)
  --listen ADDR                   where to listen (127.0.0.1:8080); port 0 picks a free one
  --public-url URL                where people reach this server, printed on posters
  --coordinator-allow CIDR,...    networks from which /coordinator is seen (all)
  --content-coordinator NAME      who may publish and withdraw packs on the coordinators' page;
                                  give it once for each (all coordinators)
  --pack-key FILE                 the Ed25519 key of the campaign's packs, in PEM (or DAYKIT_PACK_KEY);
                                  a public one is enough to serve. Without it the server makes one
  --out FILE                      also write what was signed, for a stick
  --json                          print one JSON value (all but serving)
`

// config is what flags and the environment say.
type config struct {
	command   string // serve, invite, devices, revoke, totals, audit or one of coordinator
	group     string // to invite or to look after
	device    string // to cut off
	name      string // of a coordinator
	verify    bool   // the chain of the audit
	allow     []netip.Prefix
	db        string // sqlite:PATH or postgres://…, may hold a password
	listen    string
	publicURL string
	json      bool
	file      string // a backup
	packing
	serving
}

// usageError is a command line that makes no sense.
type usageError string

// Error implements error.
func (e usageError) Error() string { return string(e) }

// errHelp asks for the usage text.
var errHelp = errors.New("help wanted")

// parse reads the command line; flags may stand before and after the words.
func parse(args []string, env func(string) (string, bool)) (config, error) {
	var cfg config
	fs := flag.NewFlagSet("daykit-server", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&cfg.db, "db", defaultDB(env), "")
	fs.StringVar(&cfg.listen, "listen", "127.0.0.1:8080", "")
	fs.StringVar(&cfg.publicURL, "public-url", "", "")
	fs.Func("coordinator-allow", "", func(text string) (err error) {
		cfg.allow, err = networks(text)
		return err
	})
	fs.BoolVar(&cfg.verify, "verify", false, "")
	cfg.packFlags(fs, env)
	fs.BoolVar(&cfg.json, "json", false, "")
	cfg.flags(fs)
	words, err := interleaved(fs, args)
	if err != nil {
		return cfg, err
	}
	if err := cfg.setCommand(words); err != nil {
		return cfg, err
	}
	if err := checkDB(cfg.db); err != nil {
		return cfg, err
	}
	if err := checkURL(cfg.publicURL); err != nil {
		return cfg, err
	}
	if err := cfg.check(); err != nil {
		return cfg, err
	}
	if cfg.verify && cfg.command != "audit" {
		return cfg, usageError("--verify is for audit")
	}
	return cfg, nil
}

// interleaved parses flags and gives the words between them. After -- all are words.
func interleaved(fs *flag.FlagSet, args []string) (words []string, err error) {
	for len(args) > 0 {
		if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, errHelp
		} else if err != nil {
			return nil, usageError(err.Error())
		}
		rest := fs.Args()
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			return append(words, rest...), nil
		}
		if len(rest) == 0 {
			break
		}
		words, args = append(words, rest[0]), rest[1:]
	}
	return words, nil
}

func (c *config) setCommand(words []string) error {
	c.command = "serve"
	if len(words) > 0 {
		c.command, words = words[0], words[1:]
	}
	switch c.command {
	case "help":
		return errHelp
	case "coordinator":
		return c.setCoordinator(words)
	case "pack":
		return c.setPack(words)
	case "serve", "totals", "audit":
		if len(words) > 0 {
			return usageError(fmt.Sprintf("%s takes no further word, and %q is one", c.command, words[0]))
		}
	case "backup", "restore":
		if len(words) != 1 {
			return usageError(c.command + " takes the name of one file")
		}
		c.file = words[0]
	case "invite", "devices":
		if len(words) != 1 {
			return usageError(c.command + " takes the name of one group; put it in quotes when it has spaces")
		}
		c.group = words[0]
	case "revoke":
		if len(words) != 2 {
			return usageError("revoke takes the name of one group, in quotes when it has spaces, and the id of a device")
		}
		c.group, c.device = words[0], strings.ToLower(words[1])
	default:
		return usageError(fmt.Sprintf("there is no command %q", c.command))
	}
	return nil
}

// defaultDB is the database when no flag names one. The environment hides a password
// better than a command line does.
func defaultDB(env func(string) (string, bool)) string {
	if db, ok := env("DAYKIT_DB"); ok && db != "" {
		return db
	}
	return "sqlite:daykit-server.db"
}

func checkURL(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.User != nil {
		return usageError("--public-url must be an address such as https://day.example.org")
	}
	return nil
}

// setCoordinator reads what is to be done about coordinators.
func (c *config) setCoordinator(words []string) error {
	if len(words) == 0 {
		return usageError("coordinator takes add NAME, list or remove NAME")
	}
	c.command += " " + words[0]
	switch words[0] {
	case "list":
		if len(words) > 1 {
			return usageError(fmt.Sprintf("coordinator list takes no further word, and %q is one", words[1]))
		}
	case "add", "remove":
		if len(words) != 2 {
			return usageError(c.command + " takes one name; put it in quotes when it has spaces")
		}
		c.name = words[1]
	default:
		return usageError(fmt.Sprintf("there is no command %q", c.command))
	}
	return nil
}
