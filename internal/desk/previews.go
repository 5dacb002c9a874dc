package desk

import (
	"strconv"
	"sync"
)

// keptPreviews is how many previews the window may still ask pages of.
const keptPreviews = 8

// previews keeps the latest laid-out pages, so that the window can fetch them as
// pictures. The zero value is ready.
type previews struct {
	mu    sync.Mutex
	last  int
	pages map[string]printed
}

// keep stores p and gives the key of its pages. Keys never repeat within a run,
// so a picture in the window's cache is never a stale one.
func (c *previews) keep(p printed) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pages == nil {
		c.pages = map[string]printed{}
	}
	c.last++
	key := strconv.Itoa(c.last)
	c.pages[key] = p
	delete(c.pages, strconv.Itoa(c.last-keptPreviews))
	return key
}

// forget drops all pages, which may say the name of somebody who was erased.
func (c *previews) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.pages)
}

func (c *previews) find(key string) (printed, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p, ok := c.pages[key]
	return p, ok
}
