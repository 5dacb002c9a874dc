package desk

import (
	"context"

	serverfeed "daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/sync"
)

// ServerFeed calls yield with every body that a server's store keeps of the group.
func ServerFeed(ctx context.Context, d *Desk, store feedReader, yield func(body []byte)) error {
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return err
	}
	return store.LookFeed(ctx, m.Workspace, func(disk serverfeed.Disk) error {
		rows, err := disk.After(0, serverfeed.Limit{Ops: 1 << 20})
		for _, r := range rows {
			yield(r.Op.Body)
		}
		return err
	})
}

// feedReader is a server's store, as far as it is read here.
type feedReader interface {
	LookFeed(ctx context.Context, workspace string, do func(serverfeed.Disk) error) error
}

// LosePicture takes the picture of a photograph from this laptop, as though it had not come
// yet.
func LosePicture(ctx context.Context, d *Desk, id, photo string) error {
	_, err := d.store.EraseAll(ctx, oplog.Entity{Kind: entityPhotoBytes, ID: id + "/" + photo})
	return err
}
