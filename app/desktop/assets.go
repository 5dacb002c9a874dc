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

const previewPrefix = "/preview/"

// serve adds the headers that keep the page to itself, and the previews.
// A preview is what drawn returns for the rest of the path.
func serve(drawn func(name string) ([]byte, error)) assetserver.Middleware {
	return func(files http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Content-Security-Policy", policy)
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Referrer-Policy", "no-referrer")
			name, isPreview := strings.CutPrefix(r.URL.Path, previewPrefix)
			if !isPreview {
				files.ServeHTTP(w, r)
				return
			}
			servePreview(w, r, name, drawn)
		})
	}
}

func servePreview(w http.ResponseWriter, r *http.Request, name string, drawn func(name string) ([]byte, error)) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "only GET", http.StatusMethodNotAllowed)
		return
	}
	svg, err := drawn(name)
	if err != nil {
		http.Error(w, string(fault.CodeOf(err)), http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(svg) // a page that went away needs no answer
}
