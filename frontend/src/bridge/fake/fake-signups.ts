import { BridgeError } from "../bridge-error";
import type {
  PageStateName,
  PictureLine,
  PlaceState,
  Signup,
  SignupPair,
  SignupPicture,
  Signups,
} from "../signup-types";
import type { EventDoc } from "../types";
import { choices } from "./fake-content";
import type { FakeEvent } from "./fake-view";

/** The sign-ups of an event as the fake keeps them. */
export interface FakeSignups {
  all: (Signup & { merged: string })[];
  /** Pairs of ids that are two people. */
  two: string[];
  unopened: Signups["unopened"];
}

export const noSignups = (): FakeSignups => ({ all: [], two: [], unopened: [] });

const letter = (n: number, name: string, more: Partial<Signup> = {}): Signup & { merged: string } => ({
  id: `5eed000${n}-0000-4000-8000-000000000000`,
  name,
  lang: "en",
  party: 1,
  contact: "",
  ticks: [],
  page: true,
  came: `2026-11-2${n % 4}T10:15:00Z`,
  new: false,
  place: "",
  until: "",
  late: false,
  words: "",
  words_lang: "",
  words_dir: "",
  words_state: "",
  english: "",
  merged: "",
  ...more,
});

/** Made-up letters: two entries of one person, one without a name, and some who wait. */
export function sampleSignups(): FakeSignups {
  return {
    all: [
      letter(1, "Olena Bondar", { party: 2, contact: "+44 7700 900123", lang: "uk", ticks: ["volunteer"] }),
      letter(2, "", { party: 3 }),
      letter(3, "Olena B.", { party: 1, contact: "07700 900123", new: true }),
      letter(4, "سلمى حداد", { party: 2, contact: "salma@example.org", lang: "ar", new: true }),
      letter(5, "Rhys Morgan", { party: 4, contact: "rhys@example.org", place: "waiting", new: true }),
      letter(6, "Hana Abdi", { contact: "+44 7700 900456", lang: "so", place: "waiting" }),
      offered(
        letter(7, "Piotr Nowak", { contact: "piotr@example.org", lang: "pl", late: true }),
        "2026-11-22",
      ),
    ],
    two: [],
    unopened: [
      { id: "5eed0009-0000-4000-8000-000000000000", why: "no-key", words: "it is sealed for another key" },
    ],
  };
}

function offered<T extends Signup>(entry: T, until: string): T {
  const words =
    "A place is free for you at A shared table on Friday 18 December 2026. Would you like it? Please tell us in time. After that we ask the next person.";
  const told = { words, words_lang: "en", words_dir: "ltr", english: "" };
  return {
    ...entry,
    ...told,
    place: "offered",
    until,
    words_state: entry.lang === "en" ? "reviewed" : "missing",
  };
}

const people = (list: readonly Signup[]) => list.reduce((sum, { party }) => sum + party, 0);
const at = (list: readonly Signup[], place: PlaceState) => list.filter((one) => one.place === place);
const pairKey = (a: string, b: string) => [a, b].sort().join(" ");

/** A letter that comes with a sync. */
export function newLetter(event: FakeEvent, n: number): void {
  event.signups.all = [...event.signups.all, letter(20 + n, `Visitor ${n}`, { new: true })];
}

/** The room as Go would show it. */
export function signupsOf({ doc, published, sent, signups }: FakeEvent): Signups {
  const standing = structuredClone(signups.all).filter(({ merged }) => merged === "");
  const entries = standing.filter(({ place }) => place === "" || place === "accepted");
  const queue = standing.filter(({ place }) => place !== "" && place !== "accepted");
  const held = people(entries) + people(at(queue, "offered"));
  const some = standing.length > 0;
  return {
    capacity: doc.capacity,
    people: people(entries),
    offered: people(at(queue, "offered")),
    waiting: people(at(queue, "waiting")),
    free: Math.max(0, doc.capacity - held),
    new: standing.filter((one) => one.new).length,
    entries: entries.toReversed(),
    queue,
    pairs: pairsOf(standing, signups.two),
    food: some
      ? [
          { id: "vegan", label: "Vegan", count: 2 },
          { id: "halal", label: "Halal", count: 5 },
        ]
      : [],
    access: some ? [{ id: "bsl", label: "BSL interpreter", count: 1 }] : [],
    unopened: signups.unopened,
    page: {
      published,
      sent,
      takes: published,
      behind: false,
      state: stateOf(doc),
      note: doc.signup_page?.note ?? {},
      until: "2026-12-18T20:30:00Z",
      address: "imd.example/e/K7QM2Z8T",
      feedback: {
        state: doc.feedback_page?.state ?? "",
        asks: published && doc.feedback_page?.state === "open",
        hidden: doc.venue.hide_address,
        until: doc.feedback_page?.until ?? "2027-01-01",
        longest: "2027-03-18",
        over: false,
      },
    },
  };
}

/** By the last digits of a number alone, which is enough here. */
function pairsOf(all: readonly Signup[], two: readonly string[]): SignupPair[] {
  const key = ({ contact }: Signup) => contact.replace(/\D/g, "").slice(-9);
  return all.flatMap((b, i) =>
    all
      .slice(0, i)
      .filter((a) => key(a) !== "" && key(a) === key(b) && !two.includes(pairKey(a.id, b.id)))
      .map((a) => ({ a, b, sure: a.name === b.name })),
  );
}

const stateOf = (doc: EventDoc): PageStateName => (doc.signup_page?.state ?? "open") as PageStateName;

function entry(event: FakeEvent, id: string) {
  const found = event.signups.all.find((one) => one.id === id);
  if (!found) throw new BridgeError("not_found", "no sign-up has this id", "");
  return found;
}

export function mergeIn(event: FakeEvent, a: string, b: string): void {
  const [one, other] = [entry(event, a), entry(event, b)];
  one.party = Math.max(one.party, other.party);
  other.merged = a;
}

export function keepTwoIn(event: FakeEvent, a: string, b: string): void {
  event.signups.two = [...event.signups.two, pairKey(a, b)];
}

/** Gives somebody another place. */
export function placeIn(event: FakeEvent, who: string, place: PlaceState, until = ""): Signup {
  const told = { words: "", words_lang: "", words_dir: "", words_state: "", english: "" } as const;
  const plain = { place, until: "", late: false, ...told };
  const next = Object.assign(entry(event, who), plain);
  return place === "offered" ? Object.assign(next, offered(next, until || "2026-11-26")) : next;
}

const line = (id: string, text: string, state: PictureLine["state"] = ""): PictureLine => ({
  id,
  text,
  lang: "en",
  dir: "ltr",
  state,
});

/** What visitors would see; the fake knows English words alone. */
export function pictureOf({ doc }: FakeEvent, lang: string): SignupPicture {
  const state = lang === "en" ? "reviewed" : "missing";
  const label = (list: readonly { id: string; label: string }[], ids: readonly string[] = []) =>
    list.filter(({ id }) => ids.includes(id)).map((one) => line(one.id, one.label, state));
  const words: Record<string, string> = {
    name: "What should we call you?",
    party: "How many people are coming?",
    contact: "How can we reach you? (not required)",
  };
  const ticks: Record<string, string> = {
    "first-time": "First time",
    volunteer: "Would like to help",
    "keep-in-touch": "Keep in touch",
  };
  const note = doc.signup_page?.note?.[lang] ?? doc.signup_page?.note?.en ?? "";
  return {
    lang,
    dir: choices.languages.find(({ tag }) => tag === lang)?.dir ?? "ltr",
    title: line("title", doc.title.en ?? ""),
    when: "Friday 18 December 2026 17:30–20:30",
    place: doc.venue.hide_address ? doc.venue.town : doc.venue.name,
    state: stateOf(doc),
    note: line("note", note),
    fields: Object.keys(words)
      .filter((id) => doc.signup.fields.includes(id))
      .map((id) => line(id, words[id] ?? id, state)),
    ticks: doc.signup.ticks.filter((id) => ticks[id]).map((id) => line(id, ticks[id] ?? id, state)),
    food: label(choices.signup_food, doc.signup_page?.food),
    access: label(choices.signup_access, doc.signup_page?.access),
    food_title: line("food", "Food you would like"),
    access_title: line("access", "What would help you to be there?"),
    send: line("send", stateOf(doc) === "full" ? "Put me on the waiting list" : "I am coming"),
  };
}
