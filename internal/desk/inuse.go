package desk

import (
	"errors"

	"daykit/internal/data/store"
)

// InUse says of a fault.Locked that another program has the workspace; else it is the
// keys that are locked.
func InUse(err error) bool { return errors.Is(err, store.ErrInUse) }
