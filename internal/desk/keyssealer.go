package desk

import (
	"io"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
)

var _ oplog.Sealer = (*vault)(nil)

// use lets do work with the keys, which nobody wipes meanwhile. While the vault is
// locked it gives seal.ErrLocked, so that what arrives is kept unread.
func use[T any](v *vault, do func(*seal.Keys) (T, error)) (T, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.bag == nil {
		var none T
		return none, seal.ErrLocked
	}
	return do(v.bag.Keys)
}

// Seal implements oplog.Sealer. Public and report are sealed by nobody, so a locked
// laptop can still publish.
func (v *vault) Seal(c oplog.Class, id oplog.OpID, plain []byte) (epoch uint32, body []byte, err error) {
	if c == oplog.Public || c == oplog.Report {
		return 0, plain, nil
	}
	body, err = use(v, func(k *seal.Keys) (b []byte, err error) {
		epoch, b, err = k.Seal(c, id, plain)
		return b, err
	})
	return epoch, body, err
}

// Open implements oplog.Sealer.
func (v *vault) Open(c oplog.Class, epoch uint32, id oplog.OpID, body []byte) ([]byte, error) {
	if epoch == 0 && (c == oplog.Public || c == oplog.Report) {
		return body, nil
	}
	return use(v, func(k *seal.Keys) ([]byte, error) { return k.Open(c, epoch, id, body) })
}

// Workspace names the group whose keys these are; it is zero while they are locked.
func (v *vault) Workspace() seal.WorkspaceID {
	id, _ := use(v, func(k *seal.Keys) (seal.WorkspaceID, error) { return k.Workspace(), nil })
	return id
}

// SealColumn seals a value for its place in the database.
func (v *vault) SealColumn(c oplog.Class, cell seal.Cell, plain []byte) ([]byte, error) {
	return use(v, func(k *seal.Keys) ([]byte, error) { return k.SealColumn(c, cell, plain) })
}

// OpenColumn opens what SealColumn made for the same place.
func (v *vault) OpenColumn(c oplog.Class, cell seal.Cell, sealed []byte) ([]byte, error) {
	return use(v, func(k *seal.Keys) ([]byte, error) { return k.OpenColumn(c, cell, sealed) })
}

// SealFile starts a sealed file, such as a photograph.
func (v *vault) SealFile(dst io.Writer, c oplog.Class, label string) (io.WriteCloser, error) {
	return use(v, func(k *seal.Keys) (io.WriteCloser, error) { return k.SealFile(dst, c, label) })
}

// OpenFile opens what SealFile made with the same label.
func (v *vault) OpenFile(src io.Reader, label string) (io.Reader, error) {
	return use(v, func(k *seal.Keys) (io.Reader, error) { return k.OpenFile(src, label) })
}
