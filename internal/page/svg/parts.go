package svg

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"

	"daykit/internal/domain/display"
)

// image shows a picture that is defined once, in its own pixels.
func (d *drawing) image(i display.Image) error {
	p := i.Picture
	if p == nil || p.W <= 0 || p.H <= 0 {
		return errors.New("image of no picture")
	}
	id := d.picture(p)
	end := d.clipped(i.Clip)
	d.raw(`<use href="#` + id + `" transform="translate(` + num(i.Rect.X) + " " + num(i.Rect.Y) + ")scale(" +
		factor(i.Rect.W/float64(p.W)) + " " + factor(i.Rect.H/float64(p.H)) + `)"/>` + end)
	return nil
}

// picture makes sure that a picture is in defs and gives its id.
func (d *drawing) picture(p *display.Picture) string {
	id, ok := d.pictures[p.ID]
	if !ok {
		id = "p" + strconv.Itoa(len(d.pictures))
		d.pictures[p.ID] = id
		d.defs = append(d.defs, `<image id="`+id+`" width="`+strconv.Itoa(p.W)+`" height="`+strconv.Itoa(p.H)+
			`" preserveAspectRatio="none" href="data:image/jpeg;base64,`...)
		d.defs = append(base64.StdEncoding.AppendEncode(d.defs, p.JPEG), "\"/>\n"...)
	}
	return id
}

// use draws a part that is defined once.
func (d *drawing) use(u display.Use) error {
	id, err := d.part(u.Part)
	if err != nil {
		return err
	}
	k := u.Scale
	if k == 0 {
		k = 1
	}
	var clip display.Path
	if u.Clip.W > 0 {
		clip = display.RectPath(u.Clip)
	}
	end := d.clipped(clip)
	turn := [4][4]float64{{k, 0, 0, k}, {0, k, -k, 0}, {-k, 0, 0, -k}, {0, -k, k, 0}}[u.Turn&3]
	d.raw(`<use href="#` + id + `" transform="matrix(` + factor(turn[0]) + " " + factor(turn[1]) + " " + factor(turn[2]) + " " +
		factor(turn[3]) + " " + num(u.X) + " " + num(u.Y) + `)"/>` + end)
	return nil
}

// part makes sure that a part is in defs and gives its id.
func (d *drawing) part(s *display.Shared) (string, error) {
	if s == nil {
		return "", errors.New("use of no part")
	}
	id, ok := d.parts[s]
	if ok && id == "" {
		return "", errors.New("a part that holds itself")
	}
	if ok {
		return id, nil
	}
	id = "s" + strconv.Itoa(len(d.parts))
	d.parts[s] = ""
	page := d.body
	d.body = nil
	if err := d.ops(s.Ops); err != nil {
		return "", fmt.Errorf("shared part: %w", err)
	}
	d.parts[s] = id
	d.defs = append(d.defs, `<g id="`+id+"\">\n"...)
	d.defs = append(append(d.defs, d.body...), "</g>\n"...)
	d.body = page
	return id, nil
}

// clipped begins a group that is seen inside a path only and gives what ends it;
// an empty path needs none.
func (d *drawing) clipped(path display.Path) (end string) {
	if len(path) == 0 {
		return "\n"
	}
	id := "c" + strconv.Itoa(d.clips)
	d.clips++
	body := d.body
	d.body = append(d.defs, `<clipPath id="`+id+`"><path`...)
	d.path(path)
	d.defs = append(d.body[:len(d.body)-1], "</clipPath>\n"...)
	d.body = append(body, `<g clip-path="url(#`+id+`)">`...)
	return "</g>\n"
}

// factor writes a scale.
func factor(v float64) string { return strconv.FormatFloat(v, 'g', 7, 64) }
