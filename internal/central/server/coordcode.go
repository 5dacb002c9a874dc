package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/skip2/go-qrcode"

	"daykit/internal/domain/fault"
)

// Codes are those of RFC 6238 with what every authenticator knows: SHA-1, six digits,
// half a minute.
const (
	codeSeconds = 30
	codeDigits  = otp.DigitsSix
	secretBytes = 20 // RFC 4226, section 4, R6
)

// codeSlack is how many steps a clock may be ahead or behind (RFC 6238, section 5.2).
const codeSlack = 1

var base32Text = base32.StdEncoding.WithPadding(base32.NoPadding)

// CodeAt gives the code of a secret at a moment.
func CodeAt(secret []byte, at time.Time) (string, error) {
	return codeOf(secret, at.Unix()/codeSeconds)
}

func codeOf(secret []byte, step int64) (string, error) {
	return hotp.GenerateCodeCustom(base32Text.EncodeToString(secret), uint64(step),
		hotp.ValidateOpts{Digits: codeDigits, Algorithm: otp.AlgorithmSHA1})
}

// codeStep finds the step that a typed code is of, the latest first. All are compared
// in constant time, whichever fits.
func codeStep(secret []byte, typed string, now time.Time) (step int64, ok bool) {
	code := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' {
			return -1
		}
		return r
	}, typed)
	present := now.Unix() / codeSeconds
	for at := present - codeSlack; at <= present+codeSlack; at++ {
		want, err := codeOf(secret, at)
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			step, ok = at, true
		}
	}
	return step, ok
}

// secretFor gives the secret that goes with a link. It follows from the link and the
// server's own seed, so that nothing is kept of a page that was only looked at.
func (s *Server) secretFor(seed [32]byte, link string) []byte {
	mac := hmac.New(sha256.New, seed[:])
	mac.Write([]byte("secret of codes\x00" + link))
	return mac.Sum(nil)[:secretBytes]
}

// codeAddress is what an authenticator reads from a picture: the otpauth address that
// Google's app began and all others took over.
func (s *Server) codeAddress(name string, secret []byte) string {
	host := s.PublicURL
	if u, err := url.Parse(s.PublicURL); err == nil && u.Host != "" {
		host = u.Host
	}
	issuer := "Daykit " + host
	return "otpauth://totp/" + url.PathEscape(issuer+":"+name) +
		"?secret=" + base32Text.EncodeToString(secret) + "&issuer=" + url.PathEscape(issuer)
}

// secretWords writes a secret to be typed.
func secretWords(secret []byte) string {
	text := base32Text.EncodeToString(secret)
	var groups []string
	for len(text) > 4 {
		groups, text = append(groups, text[:4]), text[4:]
	}
	return strings.Join(append(groups, text), " ")
}

// qrSVG draws a text as a QR code with its quiet zone.
func qrSVG(text, title string) (template.HTML, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "the name is too long for a picture", "type the secret in instead")
	}
	modules := code.Bitmap()
	var path strings.Builder
	for y, row := range modules {
		for x, dark := range row {
			if dark {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x, y)
			}
		}
	}
	n := len(modules)
	//nolint:gosec // numbers, and a title that is escaped
	return template.HTML(fmt.Sprintf(`<svg class="qr" viewBox="0 0 %d %d" role="img" aria-label="%s" shape-rendering="crispEdges"><rect class="qr-light" width="%d" height="%d"/><path class="qr-dark" d="%s"/></svg>`,
		n, n, template.HTMLEscapeString(title), n, n, path.String())), nil
}
