package desk

import (
	"context"
	"errors"
	"slices"

	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// FetchPacks asks the campaign's server for its packs and what was withdrawn, and nothing
// else: as any visitor may, without the token of the group, so nothing of the group's is
// sent. It is done while a backup that was put back waits for Release too, since what
// somebody withdrew is obeyed everywhere. Denied on a laptop that joined no campaign.
func (d *Desk) FetchPacks(ctx context.Context) (PackNews, error) {
	d.sending.Lock()
	defer d.sending.Unlock()
	return d.fetchPacks(ctx)
}

// fetchPacks is FetchPacks for who holds sending.
func (d *Desk) fetchPacks(ctx context.Context) (PackNews, error) {
	if err := d.joined(ctx); err != nil {
		return PackNews{}, err
	}
	client := d.client()
	if err := client.Reach(ctx); err != nil {
		return PackNews{}, err // a line that is down is no trouble with the packs
	}
	return d.syncPacks(ctx, client)
}

// joined refuses what needs a campaign.
func (d *Desk) joined(ctx context.Context) error {
	m, err := sync.Membership(ctx, d.store)
	if err == nil && !m.Joined() {
		err = fault.New(fault.Denied, "this kit has not joined a campaign yet", "join with the invitation code first")
	}
	return err
}

// heldBack is the refusal of a sync while a backup that was put back waits. What was
// withdrawn is fetched all the same, and the refusal says so.
func (d *Desk) heldBack(ctx context.Context, held error) error {
	var f *fault.Error
	if news, err := d.fetchPacks(ctx); err != nil || news.Trouble != "" || !errors.As(held, &f) {
		return held
	}
	return fault.Wrap(held, f.Code, f.Message+"; what the campaign withdrew was fetched, and nothing was sent", f.Hint)
}

// syncPacks takes in what the campaign's server has of packs and withdrawals. What it
// refuses keeps nothing else from being sent or taken: it says why.
func (d *Desk) syncPacks(ctx context.Context, client *sync.Client) (PackNews, error) {
	before := d.holdings().Held
	err := d.takePacks(ctx, client)
	if ctx.Err() != nil {
		return PackNews{}, ctx.Err()
	}
	news := newsOf(before, d.holdings().Held)
	if err != nil {
		news.Trouble = plain(err)
	}
	return news, d.noteTrouble(ctx, news.Trouble)
}

// plain are the words of a fault, which are for people.
func plain(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Error()
	}
	return err.Error()
}

func newsOf(before, now content.Holdings) PackNews {
	news := PackNews{Packs: []string{}, Withdrawn: []string{}}
	for _, k := range now.Editions {
		if id := k.Edition.ID; k.Edition.Version > before.Newest(id) && !slices.Contains(news.Packs, id) {
			news.Packs = append(news.Packs, id)
		}
	}
	for _, w := range now.List.Voices {
		if !before.List.Names(w.ID) {
			news.Withdrawn = append(news.Withdrawn, w.ID)
		}
	}
	return news
}

// takePacks takes packs first: each was signed with a list that is no newer than the
// server's. A pack that is refused keeps no other and no list away.
func (d *Desk) takePacks(ctx context.Context, client *sync.Client) error {
	reply, err := client.Packs(ctx)
	if notThere(err) {
		return nil // a server from before packs
	}
	if err != nil {
		return err
	}
	key, err := wire.PackKey(reply.Key)
	if err != nil {
		return err
	}
	// A membership from before packs takes the key that its server shows first.
	if err := sync.PinPackKey(ctx, d.store, key); err != nil {
		return err
	}
	if err := d.changePacks(ctx, func(h content.Holdings) (content.Holdings, error) { return h, nil }); err != nil {
		return err
	}
	var refused error
	for _, p := range reply.Packs {
		if p.Version > d.holdings().Held.Newest(p.ID) {
			refused = errors.Join(refused, d.takePack(ctx, client, p, key))
		}
	}
	return errors.Join(d.takeList(ctx, client, reply.Withdrawals, key), refused)
}

func notThere(err error) bool { return err != nil && fault.CodeOf(err) == fault.NotFound }

func (d *Desk) takePack(ctx context.Context, client *sync.Client, item wire.PackItem, key []byte) error {
	b, err := client.Pack(ctx, item)
	if notThere(err) {
		return nil // a newer one took its place meanwhile
	}
	if err != nil {
		return err
	}
	signed, e, err := wire.DecodeSignedPack(b)
	switch {
	case err != nil:
		return notSigned(err)
	case hexKey(signed.Key) != hexKey(key):
		return sync.OtherPackKey()
	case e.ID != item.ID || e.Version != item.Version:
		return fault.New(fault.Conflict, "the server gave another pack than it named", "ask the campaign to look at its server")
	}
	now := d.opt.Now()
	return packFault(d.changePacks(ctx, func(h content.Holdings) (content.Holdings, error) { return h.Take(e, sumOf(b), now) }))
}

// takeList takes the newest list where it is not here, and takes down that what is here
// is the newest.
func (d *Desk) takeList(ctx context.Context, client *sync.Client, newest int64, key []byte) error {
	now := d.opt.Now()
	if newest > d.holdings().Held.List.Number {
		b, err := client.Withdrawals(ctx)
		if err != nil {
			return err
		}
		signed, list, err := wire.DecodeSignedWithdrawals(b)
		switch {
		case err != nil:
			return notSigned(err)
		case hexKey(signed.Key) != hexKey(key):
			return sync.OtherPackKey()
		}
		newest = max(newest, list.Number)
		if err := d.changePacks(ctx, func(h content.Holdings) (content.Holdings, error) { return h.Withdraw(list, now) }); err != nil {
			return packFault(err)
		}
	}
	err := d.changePacks(ctx, func(h content.Holdings) (content.Holdings, error) { return h.Check(newest, now) })
	if errors.Is(err, content.ErrRollback) {
		return fault.Wrap(err, fault.Conflict, "the server knows of fewer withdrawals than this laptop has seen", "ask the campaign to look at its server; what was withdrawn stays so here")
	}
	return err
}
