package desktop

import (
	"net/http"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/options/assetserver"

	"daykit/internal/domain/fault"
)

// policy lets the page run and load nothing but its own files. Styles may stand in
// attributes, since React Aria places its popovers that way; scripts may not.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const (
	previewPrefix = "/preview/"
	photoPrefix   = "/photo/"
)

// serve adds the headers that keep the page to itself, the previews and the
// photos, which are what drawn and photo return for the rest of the path.
func serve(drawn, photo func(name string) ([]byte, error)) assetserver.Middleware {
	return func(files http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Content-Security-Policy", policy)
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Referrer-Policy", "no-referrer")
			if name, ok := strings.CutPrefix(r.URL.Path, previewPrefix); ok {
				servePicture(w, r, "image/svg+xml", func() ([]byte, error) { return drawn(name) })
				return
			}
			if name, ok := strings.CutPrefix(r.URL.Path, photoPrefix); ok {
				servePicture(w, r, "image/jpeg", func() ([]byte, error) { return photo(name) })
				return
			}
			files.ServeHTTP(w, r)
		})
	}
}

// servePicture answers with a picture that may hold photos but runs nothing.
func servePicture(w http.ResponseWriter, r *http.Request, kind string, picture func() ([]byte, error)) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "only GET", http.StatusMethodNotAllowed)
		return
	}
	bytes, err := picture()
	if err != nil {
		http.Error(w, string(fault.CodeOf(err)), http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(bytes) // a page that went away needs no answer
}
