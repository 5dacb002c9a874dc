package content

// The parts that the tables below are made of.

func object(about string, fields ...field) *shape {
	return &shape{kind: kindObject, about: about, advice: "write it as docs/packs.md shows", fields: fields}
}

func needs(name string, s *shape) field { return field{name, true, s} }
func may(name string, s *shape) field   { return field{name, false, s} }

func listOf(most int, items *shape) *shape {
	return &shape{kind: kindArray, most: most, items: items, advice: "write a list in square brackets"}
}

func idShape() *shape {
	return &shape{
		kind: kindString, about: "Names it for good; never used again for something else.", most: maxItemID, least: 1, pattern: itemID.String(),
		advice: "write an id of lower-case letters, digits and single dashes, such as ana-2026",
	}
}

func line(least int, about string) *shape {
	return &shape{
		kind: kindString, about: about, least: least, most: maxLineText, pattern: linePattern,
		advice: "write it in one line of at most 300 characters, with no space before or after",
	}
}

func words(about string) *shape {
	return &shape{kind: kindString, about: about, most: MaxWords, pattern: textPattern, advice: "write a text of at most 2000 characters; line breaks are allowed, tabs are not"}
}

func lang() *shape {
	return &shape{kind: kindString, about: "BCP 47 tag as Daykit writes it.", oneOf: langs(), advice: "write the tag of a language that Daykit prints, such as en, cy, ar or zh-Hans"}
}

func one(about, advice string, of ...string) *shape {
	return &shape{kind: kindString, about: about, advice: advice, oneOf: of}
}

func number(about string) *shape {
	return &shape{kind: kindInteger, about: about, advice: "write a whole number, without quotes"}
}

func from(lowest, highest int64, about, advice string) *shape {
	return &shape{kind: kindInteger, about: about, advice: advice, lowest: &lowest, highest: &highest}
}

func date(pattern, about string) *shape {
	return &shape{kind: kindString, about: about, pattern: pattern, advice: "write the date as year, month and day, such as 2026-12-18; in a table program, make the column a column of text first"}
}

func moment(about string) *shape {
	return &shape{kind: kindString, about: about, pattern: instantPattern, advice: "write the time in UTC, such as 2026-12-18T09:00:00Z"}
}

func freeText(about string) *shape {
	return &shape{kind: kindString, about: about, advice: "write a text in quotes"}
}

func editionShape() *shape {
	return object("One edition, as it is signed.",
		needs("v", from(FormatEdition, FormatEdition, "The form.", "write 1")),
		needs("id", idShape()),
		needs("issuer", line(1, "Who gives it out.")),
		needs("version", from(1, maxNumber, "Greater with each edition.", "write a whole number from 1, greater than that of the last edition")),
		needs("not_before", moment("Nobody uses it before.")),
		needs("expires", moment("Nobody uses its words from then on.")),
		needs("content", object("",
			may("themes", listOf(MaxItems, themeShape())),
			may("voices", listOf(MaxItems, voiceShape())),
			may("messages", listOf(MaxItems, messageShape())),
			may("facts", listOf(MaxItems, factShape())),
			may("activities", listOf(MaxItems, activityShape())))),
		needs("withdrawals", withdrawalsShape()))
}

func withdrawalsShape() *shape {
	return object("All voices that the campaign withdrew.",
		needs("v", from(FormatEdition, FormatEdition, "The form.", "write 1")),
		may("number", from(0, maxNumber, "Greater with each list; 0 for the empty one.", "write a whole number, greater than that of the last list")),
		needs("issued", moment("When it was signed.")),
		may("voices", listOf(MaxWithdrawn, object("",
			needs("id", idShape()),
			needs("since", date(datePattern, "From this day on.")),
			needs("reason", one("", "write consent, safety or mistake", string(ReasonConsent), string(ReasonSafety), string(ReasonMistake)))))))
}

func themeShape() *shape {
	return object("What one issuer called the day in one year.",
		needs("id", idShape()),
		needs("issuer", line(1, "Who chose it.")),
		needs("year", from(1990, 2199, "", "write the year, such as 2026")),
		needs("text", line(1, "")),
		may("hashtag", line(0, "")),
		may("source", line(0, "Where it was read.")))
}

func voiceShape() *shape {
	return object("A quotation, printed letter for letter.",
		needs("id", idShape()),
		needs("credit", line(1, "The name, as the person agreed to it.")),
		may("role", line(0, "")),
		may("organisation", line(0, "")),
		may("year", number("")),
		needs("lang", lang()),
		needs("quote", words("The person's words.")),
		may("source", line(0, "")),
		may("topics", listOf(MaxItems, line(1, ""))),
		needs("consent", consentShape()))
}

func consentShape() *shape {
	uses := []field{}
	for _, u := range Uses() {
		uses = append(uses, may(string(u), &shape{kind: kindBoolean, advice: "write true or false"}))
	}
	out := object("What the person agreed to. What is not in the scope is not allowed.",
		needs("status", one("granted: the controller holds the evidence. asserted-by-source: the source published it so.",
			"ask for consent first; then write granted, or asserted-by-source where it was published so and nobody has asked yet", string(Granted), string(AssertedBySource))),
		needs("controller", line(1, "Who holds the evidence and takes withdrawals.")),
		may("given", date(emptyOrDate, "")),
		may("expires", date(emptyOrDate, "The last day of use; empty for none.")),
		may("scope", object("", uses...)))
	out.advice = "ask the person first, and write down what they agreed to; a voice without consent is never published"
	return out
}

func messageShape() *shape {
	return object("A sentence in the campaign's own words.",
		needs("id", idShape()), may("theme", line(0, "The id of a theme.")), needs("lang", lang()), needs("text", words("")), may("source", line(0, "")))
}

func factShape() *shape {
	return object("A statement that an organiser may print.",
		needs("id", idShape()), needs("text", words("")), needs("source", line(1, "")), may("source_date", line(0, "")),
		needs("confidence", one("How far it was traced.", "write verbatim, confirmed or secondary", string(Verbatim), string(Confirmed), string(Secondary))),
		may("note", &shape{kind: kindString, most: MaxWords, advice: "write at most 2000 characters"}))
}

func activityShape() *shape {
	figures := func() *shape {
		return object("", may("low", number("")), may("typical", number("")), may("comfortable", number("")), may("high", number("")), may("basis", freeText("Where the figures come from.")))
	}
	lines := func() *shape { return listOf(MaxItems, words("")) }
	return object("A kind of event.",
		needs("id", idShape()), needs("name", line(1, "")), needs("summary", words("")),
		may("minutes", figures()), may("crew", figures()), may("guests", figures()), may("lead_weeks", figures()),
		may("checklist", listOf(MaxItems, object("",
			needs("id", idShape()), needs("title", line(1, "")),
			may("days_before", from(-400, 400, "Negative after the day.", "write days before the event, from -400 to 400")),
			may("activity", freeText("")), may("gate", freeText("")), may("optional", line(0, "Why it may be left out."))))),
		may("roles", listOf(MaxItems, needShape())), may("kit", listOf(MaxItems, needShape())),
		may("risks", listOf(MaxItems, object("",
			needs("id", idShape()), needs("name", line(1, "")), needs("who", line(1, "Who could be hurt.")), needs("measure", line(1, "What helps.")),
			needs("likelihood", from(1, maxScale, "", "write 1 to 5")), needs("severity", from(1, maxScale, "", "write 1 to 5")),
			needs("basis", line(1, "Where it comes from."))))),
		may("care", lines()), may("permissions", lines()),
		may("objectives", listOf(MaxItems, number("Of the Global Compact for Migration, 1 to 23."))),
		may("sources", lines()))
}

func needShape() *shape {
	return object("",
		needs("id", idShape()), needs("name", line(1, "Of one.")),
		may("count", from(0, maxCount, "", "write 0 to 10000")), may("for_guests", from(0, maxCount, "One for so many guests.", "write 0 to 10000")),
		may("each", line(0, "")), needs("basis", line(1, "Where it comes from.")))
}
