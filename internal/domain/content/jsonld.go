package content

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/url"
	"strconv"
	"time"
)

// The members of the JSON-LD of a pack, named as schema.org names them.
type (
	ldGraph struct {
		Context string `json:"@context"`
		Graph   []any  `json:"@graph"`
	}
	ldNamed struct {
		Type string `json:"@type,omitempty"`
		ID   string `json:"@id,omitempty"`
		Name string `json:"name,omitempty"`
	}
	ldPerson struct {
		Type        string   `json:"@type"`
		Name        string   `json:"name"`
		JobTitle    string   `json:"jobTitle,omitempty"`
		Affiliation *ldNamed `json:"affiliation,omitempty"`
	}
	ldQuotation struct {
		Type       string   `json:"@type"`
		ID         string   `json:"@id"`
		Text       string   `json:"text"`
		InLanguage string   `json:"inLanguage"`
		Creator    ldPerson `json:"creator"`
		Publisher  ldNamed  `json:"publisher"`
		Created    string   `json:"dateCreated,omitempty"`
		Keywords   []string `json:"keywords,omitempty"`
		BasedOn    string   `json:"isBasedOn,omitempty"`
		Citation   string   `json:"citation,omitempty"`
		Expires    string   `json:"expires"`
	}
	ldEvent struct {
		Type      string  `json:"@type"`
		ID        string  `json:"@id"`
		Name      string  `json:"name"`
		StartDate string  `json:"startDate"`
		About     ldNamed `json:"about"`
		Keywords  string  `json:"keywords,omitempty"`
		Organiser ldNamed `json:"organizer"` //nolint:misspell // as schema.org spells it
		Citation  string  `json:"citation,omitempty"`
	}
)

// JSONLD gives what of an edition may stand on the web on date (as 2026-12-18), as JSON-LD
// in the words of schema.org: the issuer as Organization, each theme as what the day of its
// year is about, and each voice whose consent covers the web as a Quotation by a Person as
// credited. A quotation expires with its consent or its edition, whichever is first. kept
// are the ids of voices that are left out since their consent does not cover it.
//
// The day is 18 December in every year (UN General Assembly resolution 55/93).
func JSONLD(e Edition, date string) (doc []byte, kept []string) {
	issuer := ldNamed{Type: "Organization", ID: ldID(e, "issuer", ""), Name: e.Issuer}
	graph := []any{issuer}
	for _, t := range e.Content.Themes {
		graph = append(graph, ldTheme(e, t))
	}
	kept = []string{}
	for _, v := range e.Content.Voices {
		if v.Consent.Allows(Web, date) != nil || e.Withdrawals.Names(v.ID) {
			kept = append(kept, v.ID)
			continue
		}
		graph = append(graph, ldVoice(e, v, ldNamed{ID: issuer.ID}))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b) // which writes < as \u003c, so that it may stand in a page
	enc.SetIndent("", " ")
	if err := enc.Encode(ldGraph{"https://schema.org", graph}); err != nil {
		panic("internal error: " + err.Error()) // texts alone
	}
	return b.Bytes(), kept
}

func ldID(e Edition, kind, id string) string {
	out := "urn:daykit:pack:" + e.ID + ":" + kind
	if id != "" {
		out += ":" + id
	}
	return out
}

func ldTheme(e Edition, t Theme) ldEvent {
	year := strconv.Itoa(t.Year)
	return ldEvent{
		Type: "Event", ID: ldID(e, "theme", t.ID), Name: "International Migrants Day " + year, StartDate: year + "-12-18",
		About: ldNamed{Type: "Thing", Name: t.Text}, Keywords: t.Hashtag,
		Organiser: ldNamed{Type: "Organization", Name: t.Issuer}, Citation: t.Source,
	}
}

func ldVoice(e Edition, v Voice, issuer ldNamed) ldQuotation {
	out := ldQuotation{
		Type: "Quotation", ID: ldID(e, "voice", v.ID), Text: v.Quote, InLanguage: v.Lang,
		Creator:   ldPerson{Type: "Person", Name: v.Credit, JobTitle: v.Role},
		Publisher: issuer, Keywords: v.Topics,
		// An edition ends at a moment and a consent with a day: the last whole day of both.
		Expires: earlier(v.Consent.Expires, e.Ends().Add(-time.Second).Format(time.DateOnly)),
	}
	if v.Organisation != "" {
		out.Creator.Affiliation = &ldNamed{Type: "Organization", Name: v.Organisation}
	}
	if v.Year > 0 {
		out.Created = strconv.Itoa(v.Year)
	}
	if u, err := url.Parse(v.Source); err == nil && u.Scheme == "https" && u.Host != "" {
		out.BasedOn = v.Source
	} else {
		out.Citation = v.Source
	}
	return out
}

// earlier gives the earlier of two dates; an empty one is none.
func earlier(a, b string) string {
	if a == "" || b == "" {
		return cmp.Or(a, b)
	}
	return min(a, b)
}
