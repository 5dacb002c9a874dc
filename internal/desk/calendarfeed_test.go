package desk_test

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
)

// feedSequences are the SEQUENCE of each entry of a feed by its UID, with its description.
func feedSequences(ctx context.Context, t *testing.T, d *desk.Desk, id string, names bool) map[string][2]string {
	t.Helper()
	var b bytes.Buffer
	_, err := d.CalendarFeed(ctx, desk.FeedRequest{Event: id, Names: names}, &b)
	must0(t, err)
	out, uid := map[string][2]string{}, ""
	for line := range strings.SplitSeq(b.String(), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		switch name {
		case "UID":
			uid = value
		case "SEQUENCE":
			out[uid] = [2]string{value, out[uid][1]}
		case "DESCRIPTION":
			out[uid] = [2]string{out[uid][0], value}
		}
	}
	return out
}

// TestFeedsWithNamesSayThatANameChanged: a calendar that follows the file takes in an entry
// again when its SEQUENCE is greater. Without names nothing is new.
func TestFeedsWithNamesSayThatANameChanged(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 400)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		v, err := d.AddTask(ctx, id, "Bring bread", "2026-12-10", "Ana")
		must0(t, err)
		task := v.Tasks[len(v.Tasks)-1]
		for _, x := range v.Tasks {
			if x.Title == "Bring bread" {
				task = x
			}
		}
		shift := addShift(ctx, t, d, id, "door", "17:00", "20:00", 2)
		who := addMember(ctx, t, d, id, desk.MemberInput{Name: "Bo"})
		must0(t, d.Assign(ctx, id, shift, who, true))
		named, plain := feedSequences(ctx, t, d, id, true), feedSequences(ctx, t, d, id, false)
		l.now = testNow.Add(2 * time.Hour)
		_, err = d.EditTask(ctx, id, task.ID, task.Title, task.Due, "Cleo")
		must0(t, err)
		must0(t, d.EditMember(ctx, id, who, desk.MemberInput{Name: "Dee"}))
		for uid, now := range feedSequences(ctx, t, d, id, true) {
			was := named[uid]
			if changed := now[1] == "Cleo" || now[1] == "Dee"; changed != (now[0] > was[0]) {
				t.Errorf("%s: was %v, is %v", uid, was, now)
			}
		}
		for uid, now := range feedSequences(ctx, t, d, id, false) {
			if now != plain[uid] {
				t.Errorf("without names %s: was %v, is %v", uid, plain[uid], now)
			}
		}
	})
}

// feedEntries are the entries of a feed by their UID: what each says, and its SEQUENCE.
func feedEntries(ctx context.Context, t *testing.T, d *desk.Desk, req desk.FeedRequest) (says map[string]string, sequence map[string]int) {
	t.Helper()
	var b bytes.Buffer
	_, err := d.CalendarFeed(ctx, req, &b)
	must0(t, err)
	says, sequence = map[string]string{}, map[string]int{}
	uid, words := "", ""
	for line := range strings.SplitSeq(strings.ReplaceAll(b.String(), "\r\n ", ""), "\r\n") {
		switch name, value, _ := strings.Cut(line, ":"); name {
		case "BEGIN":
			words = ""
		case "UID":
			uid = value
		case "SEQUENCE":
			sequence[uid], err = strconv.Atoi(value)
			must0(t, err)
		case "DTSTAMP":
		case "END":
			says[uid] = words
		default:
			words += line + "\n"
		}
	}
	return says, sequence
}

// Whatever is done to an event, and whoever is erased from it, an entry that says something
// else has a greater SEQUENCE, and none has a smaller one: calendars would keep the old entry.
func TestFeedSequencesNeverFall(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 410)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		shift := addShift(ctx, t, d, id, "door", "22:00", "01:30", 2)
		ana := addMember(ctx, t, d, id, desk.MemberInput{Name: "Ana"})
		bo := addMember(ctx, t, d, id, desk.MemberInput{Name: "Bo"})
		edit := func(patch string) func() error {
			return func() error { _, err := d.Edit(ctx, id, []byte(patch)); return err }
		}
		undo := func() error { _, err := d.Undo(ctx, id); return err }
		acts := []struct {
			name string
			do   func() error
		}{
			{"take a shift", func() error { return d.Assign(ctx, id, shift, ana, true) }},
			{"both take it", func() error { return d.Assign(ctx, id, shift, bo, true) }},
			{"do a task", func() error { _, err := d.ChangeTask(ctx, id, "posters", desk.TaskUpdate{Who: new("Ana")}); return err }},
			{"erase one", func() error { _, err := d.EraseGuest(ctx, id, ana); return err }},
			{"set a date", func() error {
				_, err := d.ChangeTask(ctx, id, "venue", desk.TaskUpdate{Due: new("2026-12-12")})
				return err
			}},
			{"set the date of the only one of its day", func() error {
				_, err := d.ChangeTask(ctx, id, "long-group", desk.TaskUpdate{Due: new("2026-12-06")})
				return err
			}},
			{"tick", func() error { _, err := d.SetTaskDone(ctx, id, "lead", true); return err }},
			{"leave out", func() error { _, err := d.DeleteTask(ctx, id, "aim"); return err }},
			{"undo", undo},
			{"other activities", edit(`{"activities":["film"]}`)},
			{"another place", edit(`{"venue":{"hide_address":true,"public_area":"Exampleton"}}`)},
			{"move far", edit(`{"date":"2027-06-18"}`)},
			{"move near", edit(`{"date":"2026-12-20"}`)},
			{"undo the move", undo},
			{"erase the other", func() error { _, err := d.EraseGuest(ctx, id, bo); return err }},
		}
		type seen struct {
			says     map[string]string
			sequence map[string]int
		}
		look := func() (out []seen) {
			for _, req := range []desk.FeedRequest{{Event: id}, {Event: id, Names: true}, {Todos: true}} {
				says, sequence := feedEntries(ctx, t, d, req)
				out = append(out, seen{says, sequence})
			}
			return out
		}
		was := look()
		for _, act := range acts {
			l.now = l.now.Add(time.Hour)
			must0(t, act.do())
			now := look()
			for i := range now {
				for uid, n := range now[i].sequence {
					before, known := was[i].sequence[uid]
					if known && (n < before || n == before && now[i].says[uid] != was[i].says[uid]) {
						t.Errorf("%s: %s had SEQUENCE %d, has %d:\n%s-->\n%s", act.name, uid, before, n, was[i].says[uid], now[i].says[uid])
					}
				}
			}
			was = now
		}
	})
}
