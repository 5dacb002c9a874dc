package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/sync"
	"daykit/internal/domain/fault"
)

// PictureNews says what a sync did about pictures.
type PictureNews struct {
	PictureState

	Sent    int    `json:"sent"`    // pictures of which something went
	Fetched int    `json:"fetched"` // that came from other laptops
	Trouble string `json:"trouble"` // why something stays behind; empty for none
}

// pictureTrip is one sync's work on pictures.
type pictureTrip struct {
	d      *Desk
	client *sync.Client
	here   string              // the workspace at the server
	named  map[string][]string // by event
	lists  []pictureList
	lacks  map[string]bool // chunks of the lists that the server does not have

	known bool                      // what the server has is known
	held  map[string]bool           // pictures that it has whole
	after map[string][]store.Change // what the log is to say of it, by event
	news  PictureNews
}

// withPictures is what follows a sync of the log: pictures, and once more the log where it
// is to say of them.
func (d *Desk) withPictures(ctx context.Context, client *sync.Client, m sync.Member, out SyncResult) (SyncResult, error) {
	news, wrote, err := d.syncPictures(ctx, client, m)
	out.Pictures = news
	if err != nil || !wrote {
		return out, err
	}
	again, err := d.syncLog(ctx, client, m)
	again.Pushed, again.Pulled, again.Letters = again.Pushed+out.Pushed, again.Pulled+out.Pulled, again.Letters+out.Letters
	again.Pictures = news
	return again, err
}

// syncPictures brings to the server what other laptops lack of the pictures that events
// name, fetches what is not here, and lets go what no event names any more. It comes after
// the log: what pictures meet keeps nothing else from being sent or taken, and is said in
// the news. wrote says that the log has something new.
func (d *Desk) syncPictures(ctx context.Context, client *sync.Client, m sync.Member) (news PictureNews, wrote bool, err error) {
	p := &pictureTrip{d: d, client: client, here: m.Workspace, held: map[string]bool{}, lacks: map[string]bool{}, after: map[string][]store.Change{}}
	trouble := p.run(ctx)
	if ctx.Err() != nil {
		return p.news, false, ctx.Err()
	}
	if trouble != nil {
		p.news.Trouble = plain(trouble)
	}
	if err := p.remember(ctx); err != nil {
		return p.news, false, err
	}
	for key, changes := range p.after { // also after a line that broke: what is there is there
		if err := d.write(ctx, key, "", changes...); err != nil { // nobody did it, so nobody undoes it
			return p.news, wrote, err
		}
		wrote = true
	}
	p.news.PictureState, err = d.pictureState(ctx)
	return p.news, wrote, err
}

func (p *pictureTrip) run(ctx context.Context) (err error) {
	if p.d.vault.Locked() {
		return nil
	}
	if p.named, err = p.d.namedPictures(ctx); err != nil {
		return err
	}
	if p.lists, err = p.d.pictureLists(ctx); err != nil {
		return err
	}
	if !p.d.organises() {
		return p.helps(ctx)
	}
	missing, err := p.client.MissingChunks(ctx, p.chunks(func(pictureList) bool { return true }))
	if notThere(err) {
		return nil // a server from before attachments
	}
	if err != nil {
		return err
	}
	for _, name := range missing {
		p.lacks[name] = true
	}
	p.known = true
	var all error
	for _, step := range []func(context.Context) error{p.letGo, p.sendAll, p.fetchAll} { // what goes first makes room
		err := step(ctx)
		all = errors.Join(all, err)
		if err != nil && (ctx.Err() != nil || fault.CodeOf(err) == fault.Offline) {
			break
		}
	}
	return foremost(all)
}

// helps fetches what a helper's laptop needs. The server does not tell it what it has, so
// what the log says has to do.
func (p *pictureTrip) helps(ctx context.Context) error {
	p.known = true
	for _, l := range p.lists {
		p.held[l.file()] = true
	}
	return p.fetchAll(ctx)
}

// remember takes down what the server has.
func (p *pictureTrip) remember(ctx context.Context) error {
	if !p.known {
		return nil
	}
	record := picturesRecord{Workspace: p.here, Held: slices.Sorted(maps.Keys(p.held))}
	return p.d.store.SetSetting(ctx, settingPictures, string(raw(record)))
}

// chunks are those of some lists, each once.
func (p *pictureTrip) chunks(of func(pictureList) bool) []string {
	set := map[string]bool{}
	for _, l := range p.lists {
		if of(l) {
			for _, name := range l.Chunks {
				set[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// whole reports whether the server has all chunks of a list.
func (p *pictureTrip) whole(l pictureFact) bool {
	return !slices.ContainsFunc(l.Chunks, func(name string) bool { return p.lacks[name] })
}

// sendAll brings each picture that is here and named to the server, where it is not there
// whole. Of a picture that the server lost, each laptop that has it can send the same.
func (p *pictureTrip) sendAll(ctx context.Context) error {
	type place struct{ key, file string }
	var todo []place
	for _, key := range slices.Sorted(maps.Keys(p.named)) {
		for _, file := range p.named[key] {
			switch {
			case slices.ContainsFunc(p.lists, func(l pictureList) bool { return l.event == key && l.file() == file && p.whole(l.pictureFact) }):
				p.held[file] = true
			case p.d.hasPicture(file): // else whoever has it sends it
				todo = append(todo, place{key, file})
			}
		}
	}
	for _, at := range todo {
		if err := p.send(ctx, at.key, at.file); err != nil {
			return err
		}
	}
	return nil
}

// send seals a picture, leaves at the server what that lacks of it, and then says so in
// the log of its event.
func (p *pictureTrip) send(ctx context.Context, key, file string) error {
	b, err := p.d.Picture(file)
	if err != nil {
		return err
	}
	own, err := p.d.sealedPicture(b)
	if err != nil {
		return err
	}
	sent, err := p.client.SendChunks(ctx, own.Chunks, func(_ context.Context, name string) ([]byte, error) {
		return p.d.sealPart(own, b, slices.Index(own.Chunks, name))
	})
	if sent > 0 {
		p.news.Sent++
	}
	if err != nil {
		return err
	}
	for _, name := range own.Chunks {
		delete(p.lacks, name)
	}
	p.held[file] = true
	for _, l := range p.lists {
		if l.event == key && l.same(own) {
			return nil
		}
	}
	p.after[key] = append(p.after[key], newFact(factPicture, own))
	p.lists = append(p.lists, pictureList{pictureFact: own, event: key})
	return nil
}

// sealedPicture cuts a picture and gives the names of its sealed chunks.
func (d *Desk) sealedPicture(b []byte) (pictureFact, error) {
	sum := sha256.Sum256(b)
	p := pictureFact{SHA256: hex.EncodeToString(sum[:]), Size: len(b)}
	p.Chunks = make([]string, (len(b)+seal.ChunkSize-1)/seal.ChunkSize)
	for n := range p.Chunks {
		sealed, err := d.sealPart(p, b, n)
		if err != nil {
			return p, err
		}
		p.Chunks[n] = sync.ChunkName(sealed)
	}
	return p, nil
}

// sealPart seals the nth chunk of a picture, under the key of plans: it belongs to the plan
// of its event, and a helper at the event prints from it.
func (d *Desk) sealPart(p pictureFact, b []byte, n int) ([]byte, error) {
	from := n * seal.ChunkSize
	return d.vault.SealChunk(oplog.Work, p.at(n), b[from:min(from+seal.ChunkSize, len(b))])
}

// letGo drops chunks that no picture needs, and takes back the lists that name them. It
// keeps all while something of the log cannot be read: an event in it may need them. Should
// another laptop name one at the same time, its next sync sends it again.
func (p *pictureTrip) letGo(ctx context.Context) error {
	c, err := p.d.store.Counts(ctx)
	if err != nil || c.Quarantined > 0 {
		return err
	}
	idle := func(l pictureList) bool {
		return l.fact != "" && (!slices.Contains(p.named[l.event], l.file()) || p.outdone(l))
	}
	needed := p.chunks(func(l pictureList) bool { return !idle(l) })
	drop := slices.DeleteFunc(p.chunks(idle), func(name string) bool { return p.lacks[name] || slices.Contains(needed, name) })
	if len(drop) > 0 {
		if err := p.client.DropChunks(ctx, drop); notThere(err) {
			return nil // a server from before that call keeps them
		} else if err != nil {
			return err
		}
	}
	for _, l := range p.lists {
		if idle(l) {
			p.after[l.event] = append(p.after[l.event], store.VoidChange{Class: oplog.Work, Fact: l.fact})
		}
	}
	return nil
}

// outdone reports whether the server lost something of a list and has another of the same
// picture whole: of sealed chunks that nobody can make any more, since the keys changed.
func (p *pictureTrip) outdone(l pictureList) bool {
	return !p.whole(l.pictureFact) && slices.ContainsFunc(p.lists, func(o pictureList) bool {
		return o.event == l.event && o.SHA256 == l.SHA256 && p.whole(o.pictureFact)
	})
}
