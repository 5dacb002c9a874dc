package desk

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// A photograph of an event is kept in three entities, since different people may read them
// and what was agreed outlives the rest. Each has the id EVENT/PHOTOGRAPH;
// words that were erased for somebody whom they named go on under EVENT/PHOTOGRAPH/N.
const (
	entityPhotograph = "photograph" // what was agreed: it is work, so that what was used can be found
	entityPhotoWords = "photowords" // what names people
	entityPhotoBytes = "photobytes" // the picture itself, in parts, sealed as signed forms are
)

// actPhotograph is the label of acts on photographs.
const actPhotograph = "photograph"

// MaxPhotographs is how many photographs an event can have: they are in the log, and so in
// every backup.
const MaxPhotographs = 40

// photoAgreed are the fields of entityPhotograph that are of a content.PhotoConsent.
var photoAgreed = []string{"people", "how", "on", "children", "uses", "until", "withdrawn"}

// storedPhotograph is what the log keeps of a photograph besides its words and its picture.
type storedPhotograph struct {
	People    content.PhotoPeople   `json:"people"`
	How       content.PhotoAsked    `json:"how"`
	On        string                `json:"on"`
	Children  content.PhotoChildren `json:"children"`
	Uses      []content.PhotoUse    `json:"uses"`
	Until     string                `json:"until"`
	Withdrawn string                `json:"withdrawn"`
	Added     string                `json:"added"`
	W         int                   `json:"w"`
	H         int                   `json:"h"`
	Erased    string                `json:"erased"` // date on which its words and its picture went for good
	Deleted   bool                  `json:"deleted"`
}

// storedPhotoWords is what the log keeps of a photograph that can name somebody.
type storedPhotoWords struct {
	Caption string `json:"caption"`
	Alt     string `json:"alt"`
	Lang    string `json:"lang"`
	Credit  string `json:"credit"`
	By      string `json:"by"`
}

// storedPhotoBytes is the picture of a photograph: a JPEG in two parts, since one operation
// does not hold it. The second is empty for a small one.
type storedPhotoBytes struct {
	One []byte `json:"one"` // base 64
	Two []byte `json:"two"`
}

// The reasons for which a photograph is not offered for a use.
const (
	PhotoWithdrawn = "withdrawn"
	PhotoNoRecord  = "record"
	PhotoExpired   = "expired"
	PhotoNotAgreed = "scope"
	PhotoErased    = "erased"
	PhotoNotHere   = "picture" // its record has come with a sync, and the picture has not
)

// Photograph is a photograph of an event with what the people in it agreed to.
type Photograph struct {
	ID string `json:"id"`
	content.EventPhoto

	Added   string            `json:"added"` // date
	Here    bool              `json:"here"`  // the picture is on this laptop
	W       int               `json:"w"`     // pixels
	H       int               `json:"h"`
	Missing []string          `json:"missing"` // what the record lacks, as content.PhotoLacks names it
	Refused map[string]string `json:"refused"` // by use, why it may not be used so; who may is not in it
	Erased  string            `json:"erased"`  // date on which words and picture were erased; empty while they are here

	today string
}

// May gives nil when the photograph can be used so today. Else it says why not: as agreed
// does, or with a fault.NotFound while the picture is not here.
func (p Photograph) May(use content.PhotoUse) error {
	if err := p.agreed(use); err != nil {
		return err
	}
	if !p.Here {
		return fault.New(fault.NotFound, "the picture of this photograph is not here yet", "sync, or add it again")
	}
	return nil
}

// agreed gives nil when the photograph may be used so today, wherever its picture is, and
// else a fault.Denied that says why not. It wraps one of the errors of content.PhotoConsent.
func (p Photograph) agreed(use content.PhotoUse) error {
	err := p.Consent.Allows(use, p.today)
	if p.Erased != "" {
		err = content.ErrLocked
	}
	switch {
	case err == nil:
		return nil
	case p.Erased != "":
		return fault.Wrap(err, fault.Denied, "the photograph was erased", "choose another one")
	case errors.Is(err, content.ErrWithdrawn):
		return fault.Wrap(err, fault.Denied, "the photograph was withdrawn, so nothing new may show it", "choose another one")
	case errors.Is(err, content.ErrNoRecord):
		return fault.Wrap(err, fault.Denied, "nobody has written down that the photograph may be used: "+strings.Join(p.Missing, ", "),
			"fill in its consent (daykit photographs EVENT consent ID)")
	case errors.Is(err, content.ErrExpired):
		return fault.Wrap(err, fault.Denied, "the consent for the photograph has run out", "ask again, or choose another one")
	}
	return fault.Wrap(err, fault.Denied, fmt.Sprintf("the people in the photograph did not agree to this use: %s", use), "choose another one, or ask them")
}

// why is the key of the reason against a use; empty where there is none.
func (p Photograph) why(use content.PhotoUse) string {
	err := p.May(use)
	switch {
	case err == nil:
		return ""
	case p.Erased != "":
		return PhotoErased
	case errors.Is(err, content.ErrWithdrawn):
		return PhotoWithdrawn
	case errors.Is(err, content.ErrNoRecord):
		return PhotoNoRecord
	case errors.Is(err, content.ErrExpired):
		return PhotoExpired
	case errors.Is(err, content.ErrOutOfScope):
		return PhotoNotAgreed
	}
	return PhotoNotHere
}

// Photographs lists the photographs of an event, the oldest first: those too that may not
// be used, with the reasons. It is a fault.Locked while names are.
func (d *Desk) Photographs(ctx context.Context, id string) ([]Photograph, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	return d.photographsOf(ctx, ev)
}

func (d *Desk) photographsOf(ctx context.Context, ev event.Event) ([]Photograph, error) {
	if err := d.names(); err != nil {
		return nil, err
	}
	prefix := string(ev.ID) + "/"
	rows, err := d.store.Entities(ctx, entityPhotograph, prefix)
	if err != nil || len(rows) == 0 {
		return []Photograph{}, err
	}
	words, err := d.photoWords(ctx, ev)
	if err != nil {
		return nil, err
	}
	here, err := d.picturesHere(ctx, ev)
	if err != nil {
		return nil, err
	}
	out := []Photograph{}
	for _, r := range rows {
		var kept storedPhotograph
		var said storedPhotoWords
		if err := errors.Join(decodeFields(r.Fields, &kept), decodeFields(words[r.ID].Fields, &said)); err != nil {
			return nil, err
		}
		if kept.Deleted || kept.Added == "" { // without a date its making was taken back
			continue
		}
		p := Photograph{ID: strings.TrimPrefix(r.ID, prefix), Here: here[r.ID], today: d.today(ev)}
		p.fill(kept, said)
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b Photograph) int { return cmp.Or(cmp.Compare(a.Added, b.Added), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// picturesHere says of which photographs, by the ids that they are kept under, the whole
// picture is on this laptop, without opening one.
func (d *Desk) picturesHere(ctx context.Context, ev event.Event) (map[string]bool, error) {
	one, err := d.store.Stamps(ctx, entityPhotoBytes, string(ev.ID)+"/", "one")
	if err != nil {
		return nil, err
	}
	two, err := d.store.Stamps(ctx, entityPhotoBytes, string(ev.ID)+"/", "two")
	out := map[string]bool{}
	for id := range one {
		_, out[id] = two[id]
	}
	return out, err
}

// fill takes in what is kept of a photograph, and what follows from it.
func (p *Photograph) fill(kept storedPhotograph, said storedPhotoWords) {
	p.Added, p.W, p.H, p.Erased, p.Refused = kept.Added, kept.W, kept.H, kept.Erased, map[string]string{}
	p.EventPhoto = content.EventPhoto{Caption: said.Caption, Alt: said.Alt, Lang: said.Lang, Credit: said.Credit}
	p.Consent = content.PhotoConsent{
		People: kept.People, How: kept.How, By: said.By, On: kept.On, Children: kept.Children,
		Uses: append([]content.PhotoUse{}, kept.Uses...), Until: kept.Until, Withdrawn: kept.Withdrawn,
	}
	p.Missing = p.Consent.Missing()
	for _, use := range content.PhotoUses() {
		if why := p.why(use); why != "" {
			p.Refused[string(use)] = why
		}
	}
}

// photograph gives one photograph of an event.
func (d *Desk) photograph(ctx context.Context, id, photo string) (event.Event, Photograph, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, Photograph{}, err
	}
	all, err := d.photographsOf(ctx, ev)
	if err != nil {
		return ev, Photograph{}, err
	}
	i := slices.IndexFunc(all, func(p Photograph) bool { return p.ID == photo })
	if i < 0 {
		return ev, Photograph{}, fault.New(fault.NotFound, fmt.Sprintf("the event has no photograph %q", photo), "`daykit photographs EVENT` lists them")
	}
	return ev, all[i], nil
}

// PhotographJPEG gives the picture of a photograph, whatever it may be used for: for who
// looks through them. What uses one asks PhotographFor.
func (d *Desk) PhotographJPEG(ctx context.Context, id, photo string) ([]byte, error) {
	ev, p, err := d.photograph(ctx, id, photo)
	if err != nil {
		return nil, err
	}
	fields, err := d.store.Entity(ctx, entityPhotoBytes, string(ev.ID)+"/"+p.ID)
	if err != nil {
		return nil, err
	}
	var kept storedPhotoBytes
	if err := decodeFields(fields, &kept); err != nil {
		return nil, err
	}
	if !p.Here || len(kept.One) == 0 {
		return nil, fault.New(fault.NotFound, "the picture of this photograph is not on this laptop", "sync, or add it again")
	}
	return bytes.Join([][]byte{kept.One, kept.Two}, nil), nil
}

// PhotographFor gives the picture of a photograph for a use, or the reason why it may not
// be used so.
func (d *Desk) PhotographFor(ctx context.Context, id, photo string, use content.PhotoUse) (Photograph, []byte, error) {
	_, p, err := d.photograph(ctx, id, photo)
	if err != nil {
		return p, nil, err
	}
	if !slices.Contains(content.PhotoUses(), use) {
		return p, nil, fault.Invalidf("use report, web, social, press or campaign", "%q is not a use of a photograph", use)
	}
	if err := p.May(use); err != nil {
		return p, nil, err
	}
	b, err := d.PhotographJPEG(ctx, id, photo)
	return p, b, err
}
