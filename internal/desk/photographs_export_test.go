package desk

import "context"

// PicturesKept is how many pictures of photographs the log of an event holds.
func PicturesKept(ctx context.Context, d *Desk, id string) (int, error) {
	all, err := d.store.Stamps(ctx, entityPhotoBytes, id+"/", "one")
	return len(all), err
}
