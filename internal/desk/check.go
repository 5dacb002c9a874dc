package desk

import (
	"context"
	"fmt"
	"time"

	"daykit/internal/domain/fault"
)

// MinFreeDisk is how many bytes must be free for a day's work: a kit of posters
// is some 10 MB, and a backup is a copy of the workspace.
const MinFreeDisk = 200 << 20

// oldestClock is before any release of this program: a clock behind it has lost
// its battery.
var oldestClock = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// CheckItem is one thing that Check looked at.
type CheckItem struct {
	Name string `json:"name"` // disk, clock, fonts, lock, database
	OK   bool   `json:"ok"`
	What string `json:"what"` // what was found, and what to do when it is not right
}

// Check looks whether this machine is ready: room on the disk, a clock that can
// be true, fonts built in, and a workspace that is free and reads back.
func Check(ctx context.Context, opt Options) []CheckItem {
	opt = withDefaults(opt)
	items := []CheckItem{checkDisk(opt.Dir), checkClock(opt.Now())}
	d, err := Open(ctx, opt)
	items = append(items, checkLock(err), checkDatabase(err))
	if err == nil {
		items = append(items, checkFonts(d.fonts.Note()))
		_ = d.Close()
	}
	return items
}

func checkDisk(dir string) CheckItem {
	free, err := freeDisk(dir)
	switch {
	case err != nil:
		return CheckItem{"disk", false, "the free space could not be read"}
	case free < MinFreeDisk:
		return CheckItem{"disk", false, fmt.Sprintf("only %d MB free; make room for at least %d MB", free>>20, MinFreeDisk>>20)}
	default:
		return CheckItem{"disk", true, fmt.Sprintf("%d MB free", free>>20)}
	}
}

func checkClock(now time.Time) CheckItem {
	if now.Before(oldestClock) || now.After(oldestClock.AddDate(10, 0, 0)) {
		return CheckItem{"clock", false, fmt.Sprintf("the clock says %s; set the date", now.Format(time.DateOnly))}
	}
	return CheckItem{"clock", true, now.Format("2 January 2006, 15:04")}
}

func checkFonts(note string) CheckItem {
	if note != "" {
		return CheckItem{"fonts", false, note}
	}
	return CheckItem{"fonts", true, "built in"}
}

func checkLock(err error) CheckItem {
	if err != nil && fault.CodeOf(err) == fault.Locked {
		return CheckItem{"lock", false, err.Error()}
	}
	return CheckItem{"lock", true, "free"}
}

func checkDatabase(err error) CheckItem {
	if err != nil && fault.CodeOf(err) != fault.Locked {
		return CheckItem{"database", false, err.Error()}
	}
	if err != nil {
		return CheckItem{"database", true, "in use"}
	}
	return CheckItem{"database", true, "reads back"}
}
