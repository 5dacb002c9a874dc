package main

// mutant is a deliberate fault in the product's code, by which the simulator is
// tested: the histories must find it.
type mutant struct {
	name     string
	file     string   // below internal/data
	old, new string   // a place that is there once, and what takes it
	seeds    []uint64 // of rare histories that found it once; they are run first
}

// mutants are mistakes that such systems were built with; most are in the notes on
// CouchDB, ODK and others, or were in drafts of this one.
var mutants = []mutant{
	{
		name: "the server takes an op that it has once more",
		file: "feed/feed.go",
		old:  "if ops[i].Op.Seq != p.head+1 {\n\t\t\tcontinue // known\n\t\t}",
		new:  "",
	},
	{
		name: "the server takes ops that leave a hole",
		file: "feed/feed.go",
		old:  "first == 0 || first > head+1",
		new:  "first == 0",
	},
	{
		name: "a place in the feed is known by its number alone",
		file: "feed/feed.go",
		old:  "return known && chain == at.Chain, err",
		new:  "return known && len(chain) > 0, err",
	},
	{
		name: "a place beyond the feed's end is taken for its end",
		file: "feed/feed.go",
		old:  "return known && chain == at.Chain, err",
		new:  "return !known || chain == at.Chain, err",
	},
	{
		name: "a pull that is cut short passes over an op",
		file: "feed/feed.go",
		old:  "out.Ops, out.Next = append(out.Ops, rows[i].Op), rows[i].At",
		new:  "if out.Next = rows[i].At; i == 0 || i != l.Ops-1 {\n\t\t\tout.Ops = append(out.Ops, rows[i].Op)\n\t\t}",
	},
	{
		name: "a redaction is not obeyed by the server",
		file: "feed/feed.go",
		old:  "return p.d.Bare(r.Op.Bare(oplog.Erased))\n}\n\n// Limit",
		new:  "return nil\n}\n\n// Limit",
	},
	{
		name: "a redaction that came first is forgotten by the server",
		file: "feed/feed.go",
		old:  "if gone {",
		new:  "if gone && false {",
	},
	{
		name: "a refused op leaves a hole in the feed",
		file: "feed/feed.go",
		old:  "p.rejected = append(p.rejected, Rejected{o.Seq, reason})\n\t\t}\n\t\tif err",
		new:  "p.rejected = append(p.rejected, Rejected{o.Seq, reason})\n\t\t\tcontinue\n\t\t}\n\t\tif err",
	},
	{
		name: "letters go when they are read",
		file: "feed/mail.go",
		old:  "return d.Letters(after, limit)",
		new:  "ls, err := d.Letters(after, limit)\n\tfor _, l := range ls {\n\t\terr = d.Drop([]string{l.UUID})\n\t}\n\treturn ls, err",
	},
	{
		name:  "letters are let go by a reader of another history",
		file:  "feed/mail.go",
		old:   "err != nil || !ok {\n\t\treturn err == nil, err",
		new:   "err != nil || !ok && false {\n\t\treturn err == nil, err",
		seeds: []uint64{26486},
	},
	{
		name: "the acknowledgement of a push is believed",
		file: "oplog/push.go",
		old:  "if p.Acked <= p.Seen {",
		new:  "if p.Acked >= 0 {",
	},
	{
		name: "letters are let go before their import came back",
		file: "oplog/mail.go",
		old:  "p.Seen < id.Seq",
		new:  "p.Have < id.Seq",
	},
	{
		name: "a letter is imported under an id of the laptop's own",
		file: "oplog/mail.go",
		old:  "s.ID = l.id()\n",
		new:  "s.ID = l.id() + string(rune('a'+r.clock.last%26))\n",
	},
	{
		name: "an incarnation goes on after a restart",
		file: "oplog/replica.go",
		old:  "r.clock.Observe(p.HLC)\n\t}",
		new:  "r.clock.Observe(p.HLC)\n\t\tr.incs[stretch{p.Class, p.Scope}] = p.Inc\n\t}",
	},
	{
		name: "the number of an op is drawn outside its transaction",
		file: "oplog/replica.go",
		old:  "Seq: p.Have + 1, HLC",
		new:  "Seq: p.Have + 1 + uint32(r.clock.last%40/39), HLC",
	},
	{
		name: "the clock does not heed what it hears",
		file: "oplog/fold.go",
		old:  "r.clock.Observe(o.HLC)\n",
		new:  "",
	},
	{
		name: "of two writes at one time the one that came last wins",
		file: "oplog/stamp.go",
		old:  "return bytes.Compare(s.Inc[:], t.Inc[:])",
		new:  "return bytes.Compare(nil, nil)",
	},
	{
		name: "the value that lost is not kept",
		file: "oplog/state.go",
		old:  "c.Lost = tips[: n-1 : n-1]",
		new:  "c.Lost = nil",
	},
	{
		name: "that a write was replaced is forgotten until it comes",
		file: "oplog/state.go",
		old:  "if !slices.Contains(c.Ahead, b) {",
		new:  "if len(c.Ahead) < 0 {",
	},
	{
		name: "a void that comes before its fact is forgotten",
		file: "oplog/fold.go",
		old:  "return d.PutVoid(b.Void.Fact)",
		new:  "if _, known, err := d.Fact(b.Void.Fact); err != nil || !known {\n\t\t\treturn err\n\t\t}\n\t\treturn d.PutVoid(b.Void.Fact)",
	},
	{
		name: "an edit of somebody who was erased stands",
		file: "oplog/fold.go",
		old:  "if gone != Unmarked {",
		new:  "if gone != Unmarked && false {",
	},
	{
		name:  "who drops one body of an entity keeps the others",
		file:  "oplog/erase.go",
		old:   "return r.forget(d, b.Set.entity(), Owed)",
		new:   "return nil",
		seeds: []uint64{731},
	},
	{
		name:  "an entity's erasure that is owed is never said",
		file:  "oplog/erase.go",
		old:   "for _, e := range ghosts {",
		new:   "for _, e := range ghosts[:0] {",
		seeds: []uint64{731},
	},
	{
		name: "an op's erasure that is owed is never said",
		file: "oplog/erase.go",
		old:  "for _, id := range orphans {",
		new:  "for _, id := range orphans[:0] {",
	},
	{
		name: "what could not be opened is not tried again when the key comes",
		file: "oplog/fold.go",
		old:  "for _, c := range []Cause{Unreadable, Locked} {",
		new:  "for _, c := range []Cause{Unreadable} {",
	},
}
