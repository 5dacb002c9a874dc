package keys

import (
	"io"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
)

var _ oplog.Sealer = (*Vault)(nil)

// use is View for what gives something. While the vault is locked its fault is a
// seal.ErrLocked, so that what arrives is kept unread.
func use[T any](v *Vault, do func(*seal.Keys) (T, error)) (out T, err error) {
	err = v.View(func(bag *seal.Keybag) (err error) {
		out, err = do(bag.Keys)
		return err
	})
	return out, err
}

// Seal implements oplog.Sealer. Public and report are sealed by nobody, so a locked
// laptop can still publish.
func (v *Vault) Seal(c oplog.Class, id oplog.OpID, plain []byte) (epoch uint32, body []byte, err error) {
	if c == oplog.Public || c == oplog.Report {
		return 0, plain, nil
	}
	err = v.View(func(bag *seal.Keybag) (err error) {
		epoch, body, err = bag.Keys.Seal(c, id, plain)
		return err
	})
	return epoch, body, err
}

// Open implements oplog.Sealer.
func (v *Vault) Open(c oplog.Class, epoch uint32, id oplog.OpID, body []byte) ([]byte, error) {
	if epoch == 0 && (c == oplog.Public || c == oplog.Report) {
		return body, nil
	}
	return use(v, func(k *seal.Keys) ([]byte, error) { return k.Open(c, epoch, id, body) })
}

// Workspace names the group whose keys these are; it is zero while they are locked.
func (v *Vault) Workspace() seal.WorkspaceID {
	id, _ := use(v, func(k *seal.Keys) (seal.WorkspaceID, error) { return k.Workspace(), nil })
	return id
}

// SealColumn seals a value for its place in the database.
func (v *Vault) SealColumn(c oplog.Class, cell seal.Cell, plain []byte) ([]byte, error) {
	return use(v, func(k *seal.Keys) ([]byte, error) { return k.SealColumn(c, cell, plain) })
}

// OpenColumn opens what SealColumn made for the same place.
func (v *Vault) OpenColumn(c oplog.Class, cell seal.Cell, sealed []byte) ([]byte, error) {
	return use(v, func(k *seal.Keys) ([]byte, error) { return k.OpenColumn(c, cell, sealed) })
}

// SealFile starts a sealed file.
func (v *Vault) SealFile(dst io.Writer, c oplog.Class, label string) (io.WriteCloser, error) {
	return use(v, func(k *seal.Keys) (io.WriteCloser, error) { return k.SealFile(dst, c, label) })
}

// OpenFile opens what SealFile made with the same label.
func (v *Vault) OpenFile(src io.Reader, label string) (io.Reader, error) {
	return use(v, func(k *seal.Keys) (io.Reader, error) { return k.OpenFile(src, label) })
}

// WriteExport writes content as an export that the group signs, for recipients alone.
func (v *Vault) WriteExport(dst io.Writer, content io.Reader, recipients ...string) error {
	return v.View(func(bag *seal.Keybag) error { return bag.Keys.WriteExport(dst, content, recipients...) })
}

// SealChunk seals a part of an attachment for its place.
func (v *Vault) SealChunk(c oplog.Class, at seal.Chunk, plain []byte) ([]byte, error) {
	return use(v, func(k *seal.Keys) ([]byte, error) { return k.SealChunk(c, at, plain) })
}

// OpenChunk opens what SealChunk made for the same place.
func (v *Vault) OpenChunk(c oplog.Class, at seal.Chunk, sealed []byte) ([]byte, error) {
	return use(v, func(k *seal.Keys) ([]byte, error) { return k.OpenChunk(c, at, sealed) })
}
