package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	"daykit/internal/domain/fault"
)

const usage = `daykit-server is the central server of the campaign.

usage:
  daykit-server [flags]                      serve until stopped
  daykit-server invite GROUP [flags]         make a code by which a group's laptop joins
  daykit-server devices GROUP [flags]        list a group's devices
  daykit-server revoke GROUP DEVICE [flags]  cut off a device that was lost, by its id
  daykit-server totals [flags]               print the counts that groups have sent

All but the first may be used while the server runs.

flags:
  --db sqlite:PATH                the database, one file (sqlite:daykit-server.db)
  --db postgres://USER@HOST/NAME  or a PostgreSQL database, which several servers may share
                                  (either also by the environment variable DAYKIT_DB;
                                  the password may be in PGPASSWORD or in ~/.pgpass)
  --listen ADDR                   where to listen (127.0.0.1:8080); port 0 picks a free one
  --public-url URL                where people reach this server, printed on posters
  --coordinator-password-file F   turns on the page /coordinator; the first line is the password
                                  (or the environment variable DAYKIT_COORDINATOR_PASSWORD)
  --json                          print one JSON value (all but serving)
`

// config is what flags and the environment say.
type config struct {
	command   string // serve, invite, devices, revoke or totals
	group     string // to invite or to look after
	device    string // to cut off
	db        string // sqlite:PATH or postgres://…, may hold a password
	listen    string
	publicURL string
	password  string
	json      bool
	file      string // a backup
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
	var passwordFile string
	fs := flag.NewFlagSet("daykit-server", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&cfg.db, "db", defaultDB(env), "")
	fs.StringVar(&cfg.listen, "listen", "127.0.0.1:8080", "")
	fs.StringVar(&cfg.publicURL, "public-url", "", "")
	fs.StringVar(&passwordFile, "coordinator-password-file", "", "")
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
	cfg.password, err = password(passwordFile, env)
	return cfg, err
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
	case "serve", "totals":
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

// maxPassword bounds what is read of the password's file.
const maxPassword = 1024

// password prefers the flag's file to the environment.
func password(file string, env func(string) (string, bool)) (string, error) {
	if file == "" {
		p, _ := env("DAYKIT_COORDINATOR_PASSWORD")
		return p, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "the coordinators' password file cannot be read", "check the path after --coordinator-password-file")
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxPassword))
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "the coordinators' password file cannot be read", "check that it is a file")
	}
	line, _, _ := strings.Cut(string(text), "\n")
	if line = strings.TrimRight(line, "\r"); line == "" {
		return "", fault.New(fault.Invalid, "the coordinators' password file is empty", "write the password into its first line")
	}
	return line, nil
}
