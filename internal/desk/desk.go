// Package desk is what a person does with the kit, one method each: plan, choose
// voices, print, sign people up, welcome them and send the numbers. The window
// and the daykit command are two ways to call it, and show the same results.
//
// Every method that changes something is one act: it is on disk when the method
// returns, it can be undone, and after an error nothing has changed.
package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"daykit/internal/data/backup"
	"daykit/internal/data/keys"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/text/fonts"
)

// Options are what a Desk needs from its program.
type Options struct {
	Dir      string           // the data folder; made when it is not there
	Version  string           // of the program, for State
	Campaign string           // address of the campaign until the group joins; empty means CampaignAddress
	Now      func() time.Time // the wall clock
	Rand     io.Reader        // nil means crypto/rand
	HTTP     *http.Client     // nil means the client of package sync
	Log      *slog.Logger     // nil means no log

	PageScript   []byte // of the public sign-up page, as this version has it; without it nobody looks at the page
	PageEditions string // those that were released; package stranger has the form

	Passphrase string // opens the keys, where they are locked by one; empty leaves them locked
	NoKeyring  bool   // keep the device key in a file, even where there is a keyring

	Progress func(Progress) // hears how far a Merge, a Restore or a Recover is, on its goroutine; may be nil
}

// CampaignAddress is where printed codes lead until the group has joined a
// campaign. It is a reserved name (RFC 2606) on purpose: no campaign server is
// known at build time, and a note says so wherever a code is printed.
const CampaignAddress = "https://imd.example"

// Desk is one open workspace. It is safe for concurrent use.
type Desk struct {
	opt   Options
	store *store.Store
	vault *keys.Vault
	shelf *backup.Shelf
	packs packs
	fonts *fonts.Library

	mended *backup.Recovered // what was done about damage at Open; else nil

	previews previews
	counts   counts
	reduced  reducedPhotos
	setters  sync.Pool  // of *layout.Setter, which remember what they have shaped
	sending  sync.Mutex // one sync at a time
	packing  sync.Mutex // one change of packs at a time
	looking  sync.Mutex // one look at public pages at a time
}

// Open takes the workspace in opt.Dir for this program alone. It fails with
// fault.Locked while another program has it, and with fault.Damaged when neither the
// data nor a backup reads back; Mended tells of a backup that did. A wrong passphrase is
// a fault.Denied; without one that is needed it opens with names and contacts locked.
func Open(ctx context.Context, opt Options) (*Desk, error) {
	opt = withDefaults(opt)
	vault := newVault(opt)
	shelf := openShelf(opt, vault)
	st, mended, err := shelf.Open(ctx)
	if err != nil {
		return nil, err
	}
	d := &Desk{opt: opt, store: st, vault: vault, shelf: shelf, mended: mended, fonts: fonts.Open()}
	if err := d.loadPacks(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// newVault is the keys of a data folder, which are not loaded yet.
func newVault(opt Options) *keys.Vault {
	o := keys.Options{Dir: opt.Dir, Ring: seal.OSKeyring{Service: "Daykit"}, Rand: opt.Rand, Save: saveBytes}
	if opt.NoKeyring {
		o.Ring = nil
	}
	return keys.New(o)
}

func withDefaults(opt Options) Options {
	if dir, err := filepath.Abs(opt.Dir); err == nil { // SQLite knows no relative name of a copy
		opt.Dir = dir
	}
	if opt.Rand == nil {
		opt.Rand = rand.Reader
	}
	opt.Rand = &sharedRand{r: opt.Rand}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Campaign == "" {
		opt.Campaign = CampaignAddress
	}
	return opt
}

// Close gives the workspace back.
func (d *Desk) Close() error { return d.shelf.Close(d.store) }

// sharedRand lets several users draw from one source of randomness.
type sharedRand struct {
	mu sync.Mutex
	r  io.Reader
}

// Read implements io.Reader.
func (s *sharedRand) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.r.Read(p)
}
