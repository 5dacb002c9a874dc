package server

// SignupPolicy is what a page with a form may do.
const SignupPolicy = signupPolicy

// CoordPolicy is what a coordinator's page may do.
const CoordPolicy = coordPolicy

// Named gives how many names of addresses, events and coordinators are counted.
func (s *Server) Named() (n int) {
	for _, l := range []*limiter{s.joins, s.logins, s.names, s.drafts} {
		l.mu.Lock()
		n += len(l.buckets)
		l.mu.Unlock()
	}
	for _, m := range []*meter{s.events, s.prefixes} {
		m.mu.Lock()
		n += len(m.paces)
		m.mu.Unlock()
	}
	return n
}

// ReadUpload reads the file of a form.
var ReadUpload = readUpload

// TouchPath is the address of the coordinators' script.
func TouchPath() string { return newScriptAt("/coordinator.", coordScript).Path }
