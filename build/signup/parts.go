package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// tells is the event that sends more than its numbers.
const tells = "TAB1E001"

// tell sends the parts of a report that a group ticked, one of each kind and more comments.
func tell(s *server.Server, token string) error {
	quote := wire.PartConsent{How: "form", Uses: []string{wire.UseQuote}}
	photo, err := drawn()
	if err != nil {
		return err
	}
	of := func(key string, answers ...wire.PartAnswer) wire.PartQuestion {
		return wire.PartQuestion{Key: key, Answers: answers}
	}
	one := func(key string, n int) wire.PartAnswer { return wire.PartAnswer{Keys: []string{key}, N: n} }
	hidden := func(key string) wire.PartAnswer { return wire.PartAnswer{Keys: []string{key}, Hidden: true} }
	parts := []wire.Part{
		{Kind: wire.PartComment, Comment: &wire.PartWords{Text: "My mum danced. She has not danced since we came.", Lang: "en", Consent: quote}},
		{Kind: wire.PartComment, Comment: &wire.PartWords{Text: "تعليق للعرض فقط، كتبناه نحن.", Lang: "ar", Consent: quote}},
		{Kind: wire.PartComment, Comment: &wire.PartWords{Text: "More chairs for older people please.", Lang: "en", Consent: quote}},
		{Kind: wire.PartPhoto, Photo: &wire.PartPicture{
			JPEG: photo, Alt: "A drawing of a long table under lanterns.", Caption: "Drawn for this sample", Credit: "Sample Neighbours", Lang: "en",
			Consent: wire.PartConsent{How: "nobody", On: time.Now().Format(time.DateOnly), Uses: []string{wire.UseCampaign}},
		}},
		{Kind: wire.PartEvaluation, Evaluation: &wire.PartAnswered{Forms: 27, Questions: []wire.PartQuestion{
			of("welcome", one("5", 19), wire.PartAnswer{Keys: []string{"4", "3"}, N: 8}, one("2", 0), one("1", 0), one("none", 0)),
			of("again", one("yes", 21), wire.PartAnswer{Keys: []string{"no", "none"}, N: 6}),
			of("why", one("people", 14), one("programme", 11), hidden("learn"), hidden("family"), hidden("day"), hidden("other")),
		}}},
		{Kind: wire.PartForm, Form: []wire.PartFormLine{
			{Key: "event", Label: "What was held, and when", Value: "A shared table"}, {Key: "attendance", Label: "How many people came", Value: "64"},
		}},
		{Kind: wire.PartLearned, Learned: "Begin an hour earlier, so that children can stay.\nBring more chairs."},
	}
	ops := make([]wire.Op, 0, len(parts))
	for i, p := range parts {
		op, err := signed(wire.Op{
			Inc: "7061727473000000", Seq: uint32(i + 1), HLC: uint64(time.Now().UnixMilli())<<16 + uint64(i), Class: 1, Kind: 1,
			Body: wire.Raw(map[string]any{"en": wire.EntityReport, "id": wire.PartID(tells, fmt.Sprintf("%016x", i+1)), "f": map[string]any{wire.FieldPart: p}}),
		})
		if err != nil {
			return err
		}
		ops = append(ops, op)
	}
	reply, err := ask[wire.PushReply](s, http.MethodPost, wire.PathOps, token, wire.PushRequest{Ops: ops})
	if err == nil && reply.Rejected != nil {
		err = fmt.Errorf("parts were refused: %+v", reply.Rejected)
	}
	return err
}

// drawn is a picture that nobody is in.
func drawn() ([]byte, error) {
	const w, h = 960, 640
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{uint8(40 + y/8), uint8(34 + y/12), uint8(90 + y/16), 255}
			for lantern := range 6 {
				dx, dy := x-90-lantern*156, y-150-(lantern%2)*46
				if dx*dx+dy*dy < 48*48 {
					c = color.RGBA{244, uint8(150 + lantern*12), 42, 255}
				}
			}
			if y > 430 && y < 500 && x > 60 && x < w-60 {
				c = color.RGBA{251, 245, 234, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 80})
	return b.Bytes(), err
}
