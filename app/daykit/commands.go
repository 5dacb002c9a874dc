package main

import (
	"context"
	"flag"
	"slices"
	"strings"

	"daykit/internal/desk"
)

// action does a command's work with its arguments.
type action func(ctx context.Context, args []string) error

// commands lists every command in the order of a group's work.
func commands() []command {
	return slices.Concat(planCommands(), paperCommands(), peopleCommands(), groupCommands())
}

// planCommands are those before the day: what is known of an event and what is to be done.
func planCommands() []command {
	return []command{
		{"new", "--from event.json | --sample", "add an event", 0, 0, newEvent},
		{"start", "--activity WHAT[,WHAT...] --date DATE [--place PLACE] [--people N] [--title TITLE] [--start TIME] [--end TIME] [--group NAME] [--lang LANG,...] [--dry-run]", "begin an event with its plan, roles, kit, risks and running order", 0, 0, start},
		{"events", "", "list the events", 0, 0, listEvents},
		{"show", "EVENT", "print an event's document", 1, 1, showEvent},
		{"edit", "EVENT --from changes.json", "change fields of an event", 1, 1, editEvent},
		{"copy", "EVENT --date DATE [--title TITLE] [--actuals]", "copy an event onto another day, without people", 1, 1, copyEvent},
		{"template", "list | save EVENT NAME | new NAME --date DATE [--title TITLE] | rename NAME NEW | drop NAME | export NAME FILE | import FILE", "keep events to begin others with", 1, 3, templates},
		{"undo", "EVENT", "take back the last change of an event", 1, 1, undoEvent},
		{"redo", "EVENT", "do again what undo took back", 1, 1, noFlags(redoEvent)},
		{"tasks", "[EVENT] [--today]", "list what is to be done", 0, 1, listTasks},
		{"task", "EVENT add TITLE (--due DATE | --days N) [--who NAME] | edit TASK [--title TITLE] [--who NAME] | done TASK [--undo] | move TASK (DATE | --days N) | drop TASK", "add a task, change it, tick it, move it or take it off the list", 2, 4, oneTask},
		{"duties", "EVENT [--alcohol yes|no ...]", "list what law and licensors ask of an event, and answer what it hangs on", 1, 1, duties},
		{"import", "EVENT people.csv [--dry-run]", "take in a guest list", 2, 2, importGuests},
		{"voices", "[EVENT] | search [WORD...] | add EVENT --from FILE [--form PHOTO] | consent VOICE [--event EVENT --use USE | --form PHOTO | --save-form FILE] | withdraw VOICE [--reason REASON] [--forget --yes]", "list and search voices, and keep local ones as their people agreed", 0, -1, voices},
		{"choose", "EVENT VOICE... | EVENT --none", "choose the event's voices", 1, -1, chooseVoices},
		{"pack", "list | check | fetch | add FILE [--dry-run] [--key FINGERPRINT] | withdraw FILE [--key FINGERPRINT] | new DIR | check DIR|FILE | sign DIR|FILE --key FILE --out FILE | export DIR|FILE --jsonld --out FILE | schema [pack|withdrawals]", "take in the campaign's packs and what was withdrawn, or write and sign one", 1, 2, packs},
	}
}

// paperCommands are those that print, and what goes with an event besides.
func paperCommands() []command {
	return []command{
		{"print", "EVENT KIND --out FILE", "print: " + strings.Join(desk.PrintKinds(), " "), 2, 2, printOne},
		{"kit", "EVENT --out DIR|FILE.zip", "print everything for an event", 1, 1, printKit},
		{"ink", "EVENT KIND", "estimate the ink of a print, with the flags of print", 2, 2, inkOf},
		{"prints", "EVENT", "list what was printed", 1, 1, noFlags(listPrints)},
		{"photo", "EVENT FILE | EVENT --none", "put a photo on the posters", 1, 2, setPhoto},
		{"photographs", "EVENT [add FILE... | consent ID --people everyone --how sheet --by NAME --on DATE --children none --uses report,web | withdraw ID [--erase --yes] | drop ID | save ID FILE --for USE]", "photographs of an event, used only as the people in them agreed", 1, -1, photographs},
		{"printer", "[NAME --x MM --y MM | NAME --drop]", "keep how far off a printer prints", 0, 1, setPrinter},
		{"programme", "EVENT [fill [--dry-run | --replace] | move NUMBER --by MINUTES]", "the running order: list it, fill it from the activities, move all from a point on", 1, 3, programme},
		{"money", "EVENT [list | add WHAT | edit LINE | drop LINE | receipt LINE PICTURE [--drop] | export FILE.csv]", "what the event costs and what comes in", 1, 4, money},
		{"venue", "EVENT [ITEM yes|no|unknown] [--note TEXT]", "what is known of the venue and its access, and what to ask", 1, 3, venue},
		{"risks", "EVENT [list | add WHAT | add --offered [RISK...] | edit RISK | done RISK | open RISK | drop RISK]", "what could go wrong, and what is done about it", 1, -1, risks},
		{"packing", "EVENT [list | add WHAT | add --offered [LINE...] | rescale [LINE...] [--keep] | edit LINE | tick LINE | untick LINE | drop LINE]", "what to bring, to take care of and to be allowed", 1, -1, packing},
		{"safety", "EVENT [show] [--open] | set [--quiet-room TEXT] [--steps TEXT] [--code-word WORD] [--police TEXT] | tick ADVICE | untick ADVICE | post PLACE [--what TEXT] [--who NAME,NAME] [--id POST] | unpost POST | care NAME --for guests|speakers|crew [--phone TEXT] [--id CARER] | uncare CARER | quiet on|off [--area TEXT]", "what is planned so that nobody comes to harm: door plan, care contacts, quiet mode", 1, 3, safety},
		{"texts", "EVENT --lang LANG --out FILE | EVENT --in FILE", "carry texts to a translator and back", 1, 1, carryTexts},
		{"words", "EVENT [--ink COLOUR --paper COLOUR]", "get advice on an event's words and on colours; nothing is refused", 1, 1, wordsOf},
		{"proof", "EVENT [LANG --by NAME]", "confirm that a speaker has read the fixed words", 1, 2, confirmProof},
	}
}

// peopleCommands are those about people: who comes, who helps and who is erased.
func peopleCommands() []command {
	return []command{
		{"arrive", "EVENT (--guest ID | --name TEXT | --walk-ins N)", "welcome people", 1, 1, arrive},
		{"now", "EVENT [--began POINT | --skip POINT | --undo] [--at TIME]", "what is on and what is next; say what began, is left out, or take that back", 1, 1, now},
		{"attendance", "EVENT", "count who signed up and came", 1, 1, attendance},
		{"feedback", "EVENT [tally | list | add ... | add --from FILE.csv|.json | pile ... | edit FORM ... | quote FORM [--off] | drop FORM|PILE]", "take in what guests wrote on feedback forms, count it, and choose what is quoted", 1, 3, feedbackForms},
		{"debrief", "EVENT [numbers|worked|missing|speakers|concern WORDS | concern | counts ...]", "keep what the crew said afterwards, and the counts of the day", 1, 3, debrief},
		{"report", "EVENT [learned|next|thanks WORDS] | EVENT --out FILE.pdf|.csv|.json [--umbrella] [--without PART...]", "say what the report for funders tells in your words; write it, or an umbrella's form", 1, 3, reports},
		{"crew", "EVENT [list | add NAME | edit NAME | drop NAME] | EVENT --ics NAME --out FILE", "list who helps, change the list, write a person's calendar", 1, 3, crew},
		{"shift", "EVENT [add --role ROLE --from TIME --to TIME [--need N] [--day N] | assign SHIFT NAME [--off] | drop SHIFT | suggest [ROLE...] | check]", "plan who helps when, and see clashes and gaps", 1, -1, shifts},
		{"calendar", "[EVENT] --out FILE.ics [--todo] [--with-names]", "write events, tasks and shifts as a file that calendars follow", 0, 1, calendar},
		{"rota", "EVENT --out FILE", "print who helps when, for the wall", 1, 1, rota},
		{"guests", "EVENT", "list guests and named walk-ins, with contacts", 1, 1, noFlags(listGuests)},
		{"erase", "EVENT GUEST [--yes]", "erase a person for good; counts stay", 2, 2, eraseGuest},
		{"purge", "EVENT --yes", "erase everybody of an event that is over; totals stay", 1, 1, purgeEvent},
		{"data", "EVENT --out DIR|FILE.zip|FILE.json [--with-names]", "write everything of an event as CSV and JSON for other programs; without names unless asked", 1, 1, takeout},
	}
}

// groupCommands are those between laptops, the campaign and the kit itself.
func groupCommands() []command {
	return []command{
		{"export", "EVENT FILE [--for DEVICE|new|CODE]", "write an event for another laptop; new: one that has no keys yet", 2, 2, exportEvent},
		{"merge", "FILE [--dry-run]", "take in an event of another laptop of the group", 1, 1, mergeFile},
		{"conflicts", "EVENT [--keep now|lost --field ENTITY/ID.FIELD]", "list and settle what two laptops changed at once", 1, 1, listConflicts},
		{"audit", "[EVENT]", "list what was done with people's data", 0, 1, noFlags(auditTrail)},
		{"join", "URL CODE", "join the campaign by an invitation", 2, 2, join},
		{"publish", "EVENT [--state STATE --note TEXT --lang LANG] [--feedback open|closed --until DATE]", "open the event's public page, say that it is full, closed, moved or cancelled, or let it ask afterwards how it was", 1, 1, publish},
		{"signups", "EVENT [merge A B | two A B | offer ID [--until DATE] | accept ID | expire ID | look | looked]", "list who signed up and waits, decide, and look at the page", 1, 4, signups},
		{"send", "EVENT [list | take ITEM | leave ITEM | looked ITEM] [--parts numbers,comments,... | --parts none] [--dry-run]", "tick what the campaign gets of an event, see exactly what leaves, and send it", 1, 3, sendReport},
		{"sync", "[--dry-run]", "send the numbers and pages", 0, 0, syncNow},
		{"backup", "FILE", "save a whole copy, such as on a memory stick", 1, 1, saveBackup},
		{"restore", "FILE [--go] | --go", "put a saved copy back; --go: it may be sent again", 0, 1, restore},
		{"status", "", "say whether this laptop may be wiped, and what is missing", 0, 0, status},
		{"recovery", `print --out FILE [--replace] | check (--photo FILE | --text TEXT | --words WORDS | --groups "3:ABCDE 7:...") | restore (--photo FILE | --text TEXT | --words WORDS) (--from FILE | --server URL)`, "print, check or use the paper that opens the names", 1, 1, recovery},
		{"lock", "[--passphrase-file FILE]", "lock the names by a passphrase", 0, 0, lock},
		{"unlock", "", "take the passphrase away", 0, 0, unlock},
		{"pair", "invite [--role organiser | --role helper --event EVENT [--all-names]] (--out FILE | --server) | accept CODE (--from FILE | --server URL) [--reply FILE] | finish --from FILE", "share the keys with another laptop", 1, 3, pair},
		{"devices", "[revoke ID]", "list the laptops that have keys", 0, 2, devices},
		{"check", "", "see whether this machine is ready", 0, 0, check},
		{"demo", "--out DIR", "play a whole event against a local server", 0, 0, demo},
	}
}

// withDesk is an action on an open workspace.
func withDesk(c *call, do func(ctx context.Context, d *desk.Desk, args []string) error) action {
	return func(ctx context.Context, args []string) error {
		d, err := c.open(ctx)
		if err != nil {
			return err
		}
		return do(ctx, d, args)
	}
}

// noFlags is the set-up of a command that has only the common flags.
func noFlags(do func(ctx context.Context, c *call, d *desk.Desk, args []string) error) func(*call, *flag.FlagSet) action {
	return func(c *call, _ *flag.FlagSet) action {
		return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error { return do(ctx, c, d, args) })
	}
}
