package desk

import (
	"errors"
	"path/filepath"

	"daykit/internal/data/backup"
	"daykit/internal/data/seal"
)

// vaultKeys are the keys of a vault as backups use them.
type vaultKeys struct{ v *vault }

var _ backup.Keys = vaultKeys{}

// Workspace implements backup.Keys.
func (k vaultKeys) Workspace() (seal.WorkspaceID, error) {
	return use(k.v, func(keys *seal.Keys) (seal.WorkspaceID, error) { return keys.Workspace(), nil })
}

// Recipients implements backup.Keys. A door helper's laptop has no list, and makes its
// backups for itself.
func (k vaultKeys) Recipients() ([]string, error) {
	var out []string
	err := k.v.view(func(bag *seal.Keybag) error {
		if bag.Role != seal.Organiser {
			out = []string{k.v.state.Recipient}
			return nil
		}
		out = []string{bag.Recovery}
		for _, d := range bag.Devices {
			if d.Role == seal.Organiser && !d.Removed {
				out = append(out, d.Recipient)
			}
		}
		return nil
	})
	return out, lockedForBackup(err)
}

// Keybag implements backup.Keys.
func (k vaultKeys) Keybag() ([]byte, error) {
	k.v.change.Lock()
	defer k.v.change.Unlock()
	if k.v.isLocked() {
		return nil, seal.ErrLocked
	}
	return readKeyFile(filepath.Join(k.v.dir, k.v.state.Keybag))
}

// Identities implements backup.Keys.
func (k vaultKeys) Identities() ([]seal.Identity, error) {
	k.v.mu.RLock()
	defer k.v.mu.RUnlock()
	if k.v.bag == nil {
		return nil, seal.ErrLocked
	}
	return []seal.Identity{k.v.id}, nil
}

// lockedForBackup says of any lock that the keys are not there.
func lockedForBackup(err error) error {
	if err != nil && !errors.Is(err, seal.ErrLocked) {
		return errors.Join(seal.ErrLocked, err)
	}
	return err
}
