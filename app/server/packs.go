package main

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/domain/fault"
)

// packing is what flags say of the campaign's packs.
type packing struct {
	packFile string // to publish, to sign or to save
	voice    string // to withdraw, or a pack
	whole    bool   // a pack is withdrawn, with all that is in it
	reason   string
	unknown  bool
	out      string
	keyFile  string
	editors  []string // coordinators who may publish and withdraw; none: all
}

const packUsage = `  daykit-server pack publish FILE [flags]    sign a pack (or take a signed one) and serve it
  daykit-server pack withdraw VOICE [flags]  withdraw a voice from now on, for good
                                             (--reason consent, safety or mistake)
  daykit-server pack withdraw PACK --whole [flags]
                                             withdraw a whole pack with all its voices
  daykit-server pack list [flags]            list the packs, the list of withdrawals and the key
  daykit-server pack save FILE [flags]       write the newest list of withdrawals, for a stick
  daykit-server pack sign FILE --out FILE --pack-key FILE
                                             sign a pack or a list where the key is, with no server
`

func (c *config) packFlags(fs *flag.FlagSet, env func(string) (string, bool)) {
	key, _ := env("DAYKIT_PACK_KEY")
	fs.StringVar(&c.keyFile, "pack-key", key, "")
	fs.StringVar(&c.out, "out", "", "")
	fs.StringVar(&c.reason, "reason", "consent", "")
	fs.BoolVar(&c.unknown, "unknown", false, "")
	fs.BoolVar(&c.whole, "whole", false, "")
	fs.Func("content-coordinator", "", func(name string) error {
		c.editors = append(c.editors, name)
		return nil
	})
}

// setPack reads the words after pack.
func (c *config) setPack(words []string) error {
	if len(words) == 0 {
		return usageError("write: pack publish, pack withdraw, pack list, pack save or pack sign")
	}
	c.command += " " + words[0]
	words = words[1:]
	one := ""
	if len(words) == 1 {
		one = words[0]
	}
	switch c.command {
	case "pack list":
		if len(words) > 0 {
			return usageError("pack list takes no further word")
		}
	case "pack publish", "pack save", "pack sign":
		if one == "" {
			return usageError(c.command + " takes the name of one file")
		}
		c.packFile = one
		if c.command == "pack sign" && (c.out == "" || c.keyFile == "") {
			return usageError("pack sign takes --out FILE and --pack-key FILE")
		}
	case "pack withdraw":
		if one == "" {
			return usageError("pack withdraw takes the id of one voice, or of one pack with --whole")
		}
		c.voice = one
	default:
		return usageError(fmt.Sprintf("there is no command %q", c.command))
	}
	return nil
}

// packKey gives the key of packs: of the file after --pack-key, or the zero one, which
// stands for the server's own.
func (c *config) packKey() (server.PackKey, error) {
	if c.keyFile == "" {
		return server.PackKey{}, nil
	}
	b, err := readInput(c.keyFile)
	if err != nil {
		return server.PackKey{}, err
	}
	return server.ReadPackKey(b)
}

// keyOf gives the key of packs, the server's own where no file was named.
func keyOf(ctx context.Context, cfg config, db server.Vault) (server.PackKey, error) {
	key, err := cfg.packKey()
	if err != nil || len(key.Public) > 0 {
		return key, err
	}
	return server.SeedPackKey(ctx, db, rand.Reader)
}

// servedKey is keyOf for a server, which must not serve what laptops would not believe.
func servedKey(ctx context.Context, cfg config, db server.Store) (server.PackKey, error) {
	key, err := keyOf(ctx, cfg, db)
	if err != nil {
		return key, err
	}
	return key, server.CheckPackKey(ctx, db, key)
}

func readInput(path string) ([]byte, error) {
	f, err := os.Open(path) //nolint:gosec // by whoever runs the server
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, "cannot open the file", "check its name")
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, server.MaxPackInput+1))
	switch {
	case err != nil:
		return nil, fault.Wrap(err, fault.Invalid, "cannot read the file", "check that it is a file")
	case len(b) > server.MaxPackInput:
		return nil, fault.Invalidf("", "the file is longer than %d MB", server.MaxPackInput>>20)
	}
	return b, nil
}

func writeOutput(path string, b []byte) error {
	if err := os.WriteFile(path, b, 0o644); err != nil { //nolint:gosec // what is signed is for everybody
		return fault.Wrap(err, fault.Denied, "cannot write the file", "choose another place")
	}
	return nil
}

// signPack signs with no server.
func signPack(cfg config) error {
	key, err := cfg.packKey()
	if err != nil {
		return err
	}
	b, err := readInput(cfg.packFile)
	if err != nil {
		return err
	}
	signed, err := server.SignFile(b, key)
	if err != nil {
		return err
	}
	return writeOutput(cfg.out, signed)
}

// packs runs the commands of packs that need the database.
func packs(ctx context.Context, cfg config, db server.Store, stdout io.Writer) error {
	key, err := keyOf(ctx, cfg, db)
	if err != nil {
		return err
	}
	now := time.Now()
	switch cfg.command {
	case "pack list":
		return listPacks(ctx, cfg, db, key, now, stdout)
	case "pack save":
		b, err := server.SaveWithdrawals(ctx, db, key, now)
		if err != nil {
			return err
		}
		return writeOutput(cfg.packFile, b)
	case "pack withdraw":
		ctx = noting(ctx, server.ActWithdraw)
		if cfg.whole {
			done, err := server.WithdrawPack(ctx, db, key, cfg.voice, cfg.reason, now)
			return packDone(cfg, done, err, stdout)
		}
		done, err := server.WithdrawVoice(ctx, db, key, cfg.voice, cfg.reason, cfg.unknown, now)
		return packDone(cfg, done, err, stdout)
	}
	b, err := readInput(cfg.packFile)
	if err != nil {
		return err
	}
	done, err := server.PublishPack(noting(ctx, server.ActPublish), db, key, b, now)
	return packDone(cfg, done, err, stdout)
}

// packDone says what was done, and writes it for a stick.
func packDone(cfg config, done server.PackDone, err error, stdout io.Writer) error {
	if err != nil {
		return err
	}
	if cfg.out != "" {
		if err := writeOutput(cfg.out, done.File); err != nil {
			return err
		}
	}
	if cfg.json {
		return printJSON(stdout, done)
	}
	if done.ID != "" {
		_, err = fmt.Fprintf(stdout, "%s, version %d, is published\n", done.ID, done.Version)
		return err
	}
	fmt.Fprintf(stdout, "list of withdrawals number %d is in force\n", done.Number)
	if len(done.Again) > 0 {
		fmt.Fprintf(stdout, "signed again without what was withdrawn: %s\n", strings.Join(done.Again, ", "))
	}
	if len(done.Emptied) > 0 {
		fmt.Fprintf(stdout, "served no more until they are signed again with this list: %s\n", strings.Join(done.Emptied, ", "))
	}
	return nil
}

func listPacks(ctx context.Context, cfg config, db server.Packs, key server.PackKey, now time.Time, stdout io.Writer) error {
	all, err := server.ListPacks(ctx, db, key, now)
	if err != nil {
		return err
	}
	if cfg.json {
		return printJSON(stdout, all)
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "pack\tversion\tfrom\tuntil\tvoices\tstate")
	for _, p := range all.Packs {
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%d\t%s\n", p.ID, p.Version, p.NotBefore, p.Expires, p.Voices, p.State)
	}
	fmt.Fprintf(w, "\nwithdrawn (list %d): %s\nfingerprint of the key: %s\n", all.Number, strings.Join(all.Withdrawn, ", "), all.Fingerprint)
	return w.Flush()
}
