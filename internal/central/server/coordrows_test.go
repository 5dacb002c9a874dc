package server_test

import (
	"net/http"
	"strings"

	"daykit/internal/central/server"
)

// coordRows are the addresses of coordinators, who are no devices: for them all is open
// to anybody, and what is seen without a session another test says.
func coordRows() []call {
	const get, post = http.MethodGet, http.MethodPost
	link := "/coordinator/enrol/" + strings.Repeat("0", 64)
	group := "/coordinator/groups/" + strings.Repeat("0", 32)
	out := []call{
		row(anybody, get, "/coordinator/sign-in", "/coordinator/sign-in", nil),
		row(anybody, post, "/coordinator/sign-in", "/coordinator/sign-in", []byte("name=evil&code=123456")),
		row(anybody, post, "/coordinator/sign-in/begin", "/coordinator/sign-in/begin", []byte("{}")),
		row(anybody, post, "/coordinator/sign-in/finish", "/coordinator/sign-in/finish", []byte(`{"ceremony":"evil"}`)),
		row(anybody, get, "/coordinator/enrol/{link}", link, nil),
		row(anybody, post, "/coordinator/enrol/{link}", link, []byte("code=123456")),
		row(anybody, post, "/coordinator/enrol/{link}/begin", link+"/begin", []byte("{}")),
		row(anybody, post, "/coordinator/enrol/{link}/finish", link+"/finish", []byte(`{"ceremony":"evil"}`)),
		row(anybody, post, "/coordinator/sign-out", "/coordinator/sign-out", nil),
		row(anybody, post, "/coordinator/groups", "/coordinator/groups", []byte("group=Evil")),
		row(anybody, get, "/coordinator/groups/{group}", group, nil),
		row(anybody, post, "/coordinator/groups/{group}/revoke", group+"/revoke", []byte("device=0011223344556677")),
		row(anybody, get, "/coordinator/events/{id}", "/coordinator/events/"+eventID, nil),
		row(anybody, get, "/coordinator/events/{id}/photos/{photo}", "/coordinator/events/"+eventID+"/photos/0123456789abcdef", nil),
		row(anybody, get, "/coordinator/export/{file}", "/coordinator/export/events.csv", nil),
		row(anybody, post, "/coordinator/content/check", "/coordinator/content/check", []byte("file=evil")),
		row(anybody, post, "/coordinator/content/publish", "/coordinator/content/publish", []byte("draft="+strings.Repeat("0", 64))),
		row(anybody, get, "/coordinator/content/packs/{pack}/{version}", "/coordinator/content/packs/day-2026/1", nil),
		row(anybody, get, "/coordinator/content/withdraw", "/coordinator/content/withdraw?voice=ana", nil),
		row(anybody, post, "/coordinator/content/withdraw", "/coordinator/content/withdraw", []byte("voice=ana&reason=consent&sure=yes&anyway=yes")),
		row(anybody, get, "/coordinator/content/list.json", "/coordinator/content/list.json?voice=ana&reason=consent", nil),
		row(anybody, get, "/events.css", "/events.css", nil),
	}
	for _, path := range []string{
		"/coordinator", "/coordinator/events", "/coordinator/groups", "/coordinator/totals", "/coordinator/summary", "/coordinator/audit",
		"/coordinator/content",
		"/coordinator.css", server.TouchPath(), "/events",
	} {
		out = append(out, row(anybody, get, path, path, nil))
	}
	return out
}
