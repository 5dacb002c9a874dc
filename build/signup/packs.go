package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/domain/content"
)

// sampleVoices are dummies in several scripts.
var sampleVoices = []content.Voice{
	{ID: "ana-example", Credit: "Ana Example", Role: "Ambassador", Lang: "en", Quote: "These are sample words, which nobody said. They are as long as words often are, so that a line has to be broken."},
	{ID: "rana-example", Credit: "Rana Example", Role: "Ambassador", Organisation: "Sample Neighbours", Lang: "ur", Quote: "یہ نمونے کے الفاظ ہیں، جو کسی نے نہیں کہے۔"},
	{ID: "amal-example", Credit: "أمل مثال", Role: "Ambassador", Lang: "ar", Quote: "هذه كلمات للتجربة لم يقلها أحد."},
	{ID: "left-example", Credit: "Left Example", Role: "Ambassador", Lang: "en", Quote: "These words will be withdrawn."},
}

// sampleEdition is an edition of the sample campaign that begins days from today.
func sampleEdition(version int64, days int, voices ...content.Voice) content.Edition {
	now := time.Now().UTC().Truncate(time.Hour)
	e := content.Edition{
		Format: content.FormatEdition, ID: "sample-day", Issuer: "The sample campaign", Version: version,
		NotBefore: now.AddDate(0, 0, days).Format(time.RFC3339), Expires: now.AddDate(0, 3, 0).Format(time.RFC3339),
		Content: content.Matter{
			Themes:   []content.Theme{{ID: "sample-theme", Issuer: "The sample campaign", Year: now.Year(), Text: "A sample theme", Hashtag: "#SampleTheme"}},
			Messages: []content.Message{{ID: "hello", Text: "أهلا وسهلا بكم", Lang: "ar"}, {ID: "hello-en", Text: "You are welcome here.", Lang: "en"}},
		},
	}
	for _, v := range voices {
		v.Year, v.Topics = now.Year(), []string{}
		v.Consent = content.Consent{
			Status: content.Granted, Controller: e.Issuer, Given: now.AddDate(0, -1, 0).Format(time.DateOnly),
			Scope: map[content.Use]bool{content.Print: true, content.Web: true},
		}
		e.Content.Voices = append(e.Content.Voices, v)
	}
	return e
}

// content publishes packs: one that is in use, its next edition, which waits, and a voice
// that was withdrawn from both.
func (w *show) content(ctx context.Context, db server.Store) error {
	key, err := server.SeedPackKey(ctx, db, rand.Reader)
	if err != nil {
		return err
	}
	for _, e := range []content.Edition{sampleEdition(1, -20, sampleVoices...), sampleEdition(2, 10, sampleVoices[:3]...)} {
		b, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("write a pack: %w", err)
		}
		if _, err := server.PublishPack(ctx, db, key, b, time.Now()); err != nil {
			return err
		}
	}
	_, err = server.WithdrawVoice(ctx, db, key, "left-example", string(content.ReasonConsent), false, time.Now())
	return err
}
