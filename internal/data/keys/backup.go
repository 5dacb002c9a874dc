package keys

import "daykit/internal/data/seal"

// ForBackup is a vault as package backup asks it.
type ForBackup struct{ *Vault }

// Workspace names the group; a seal.ErrLocked while the keys are not open.
func (b ForBackup) Workspace() (seal.WorkspaceID, error) {
	return use(b.Vault, func(k *seal.Keys) (seal.WorkspaceID, error) { return k.Workspace(), nil })
}

// Recipients are whom the backups of this laptop are for: the recovery sheet, and each
// laptop that may read all. A door helper's has no list, and makes them for itself.
func (b ForBackup) Recipients() (out []string, err error) {
	err = b.View(func(bag *seal.Keybag) error {
		if bag.Role != seal.Organiser {
			out = []string{b.state.Recipient}
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
	return out, err
}

// Identities are what opens the backups of this laptop, and event files that are for it.
func (v *Vault) Identities() ([]seal.Identity, error) {
	id, err := v.opened()
	if err != nil {
		return nil, err
	}
	return []seal.Identity{id}, nil
}
