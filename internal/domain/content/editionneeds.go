package content

import (
	"errors"
	"fmt"
)

const (
	maxCount = 10000 // of one role or thing
	maxScale = 5     // of likelihood and severity
)

// checkNeeds holds what an activity of an edition takes to what can be counted and
// printed.
func (a Activity) checkNeeds() error {
	return errors.Join(
		each("role", a.Roles, needID, Need.check),
		each("thing", a.Kit, needID, Need.check),
		each("risk", a.Risks, func(h Hazard) string { return h.ID }, Hazard.check),
	)
}

func needID(n Need) string { return n.ID }

func (n Need) check() error {
	if !isLine(n.Name, 1) || !isLine(n.Each, 0) || !isLine(n.Basis, 1) {
		return errors.New("its name, its measure in words or its basis is not one line")
	}
	if n.Count < 0 || n.Count > maxCount || n.ForGuests < 0 || n.ForGuests > maxCount {
		return fmt.Errorf("its number is not from 0 to %d", maxCount)
	}
	return nil
}

func (h Hazard) check() error {
	if !isLine(h.Name, 1) || !isLine(h.Who, 1) || !isLine(h.Measure, 1) || !isLine(h.Basis, 1) {
		return errors.New("its name, who could be hurt, what helps or its basis is not one line")
	}
	if h.Likelihood < 1 || h.Likelihood > maxScale || h.Severity < 1 || h.Severity > maxScale {
		return fmt.Errorf("its likelihood or severity is not from 1 to %d", maxScale)
	}
	return nil
}
