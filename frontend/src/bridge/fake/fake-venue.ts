import type { VenueAnswer, VenueItem, VenueView, Venuing } from "../venue-types";
import { choices } from "./fake-content";
import { FakeFeedback } from "./fake-feedback";
import type { FakeEvent } from "./fake-view";

const questions: [string, string, string][] = [
  ["visit", "Has one of us visited the venue before it was booked?", ""],
  ["entrance", "Is the entrance at least 90 cm wide?", "feature.step-free"],
  ["quiet", "Is there a quiet room?", "feature.quiet-room"],
];
const facts: [string, string, boolean][] = [
  ["capacity", "How many people the room holds", true],
  ["opening", "When the venue is open, and from when we may set up", true],
  ["keys", "Who holds the key, and how to reach them", true],
  ["kitchen", "A kitchen that we may use", false],
];

function venueOf({ doc, venue }: FakeEvent): VenueView {
  const item = (id: string, label: string, more: Partial<VenueItem> = {}): VenueItem => ({
    id,
    label,
    words: false,
    answer: venue[id]?.answer ?? "",
    note: venue[id]?.note ?? "",
    feature: "",
    doubt: false,
    since: venue[id]?.since ?? "",
    ...more,
  });
  const asked = questions.map(([name, label, feature]) => item(`question.${name}`, label, { feature }));
  const features = choices.access.map(({ id: name, label }) => {
    const one = item(`feature.${name}`, label);
    if (!doc.venue.access.includes(name)) return { ...one, answer: one.answer === "yes" ? "" : one.answer };
    const doubt = asked.some(({ feature, answer }) => feature === one.id && answer === "no");
    return { ...one, answer: "yes", doubt } as const;
  });
  return {
    features,
    questions: asked,
    facts: facts.map(([name, label, words]) => item(`fact.${name}`, label, { words })),
    unknown: [...features, ...asked].filter(({ answer }) => answer === "").length,
    basis: "scie.org.uk choosing-a-venue",
  };
}

/** The part of the fake desk that knows the venues of events. */
export abstract class FakeVenue extends FakeFeedback implements Venuing {
  async Venue(id: string) {
    return venueOf(this.at(id));
  }

  async AnswerVenue(id: string, item: string, answer: string, note: string) {
    this.act(id, "venue", (event) => {
      event.venue = { ...event.venue, [item]: { answer: answer as VenueAnswer, note } };
      const about = questions.find(([name]) => `question.${name}` === item)?.[2] ?? item;
      const [kind, name = ""] = about.split(".");
      if (kind !== "feature") return;
      const others = event.doc.venue.access.filter((one) => one !== name);
      const access = answer === "yes" ? [...others, name] : others;
      if (about !== item)
        event.venue[about] = { note: "", ...event.venue[about], answer: answer as VenueAnswer };
      event.doc = { ...event.doc, venue: { ...event.doc.venue, access } };
    });
    return venueOf(this.at(id));
  }
}
