package desk_test

import (
	"bytes"
	"context"
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
