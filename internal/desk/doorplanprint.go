package desk

import (
	"context"
	"strings"

	"daykit/internal/page/layout"
)

// doorPlan sets the door plan. It says who stands where, whom to call and the code word only
// where that was asked for, and the audit trail says that it was.
func (j *job) doorPlan(ctx context.Context) error {
	j.noCode()
	open := j.d.DoorPlan
	if j.out.req.Named {
		if err := j.d.names(); err != nil {
			return err
		}
		open = j.d.OpenDoorPlan
	}
	p, err := open(ctx, string(j.ev.ID))
	if err != nil {
		return err
	}
	in := layout.DoorPlanInput{
		Event: j.ev, Lang: j.langs[0], Phrases: j.words, Named: j.out.req.Named, QuietRoom: p.QuietRoom, OwnSteps: p.OwnSteps,
		CodeWord: p.CodeWord, Police: p.Police,
	}
	for _, s := range strings.Split(p.Steps, "\n") {
		if s = strings.TrimSpace(s); s != "" {
			in.Steps = append(in.Steps, s)
		}
	}
	for _, post := range p.Posts {
		one := layout.DoorPlanPost{Place: post.Place, What: post.What}
		if in.Named {
			one.Who = strings.Join(post.Names, ", ")
		}
		in.Posts = append(in.Posts, one)
	}
	for _, c := range p.Carers {
		if in.Named {
			in.Carers = append(in.Carers, layout.DoorPlanCarer{For: c.For, Words: strings.Join(strings.Fields(c.Name+" "+c.Phone), " ")})
		}
	}
	j.out.people = in.Named
	j.add(j.s.DoorPlan(in))
	return nil
}
