import type { MoneyLine } from "../money-types";
import type { PackingLine } from "../packing-types";
import type { Photograph } from "../photograph-types";
import type { RiskItem } from "../risk-types";
import type { EventCard, EventDoc, EventView, Guest, Task } from "../types";
import type { VenueAnswer } from "../venue-types";
import { choices } from "./fake-content";
import { crewFor, type FakeCrewState } from "./fake-crew";
import { daysBetween, today } from "./fake-dates";
import type { FakeDoorState } from "./fake-door";
import { sampleMoney } from "./fake-money-lines";
import { count } from "./fake-people";
import { dueOf, sampleTasks, scheduleOf } from "./fake-plan";
import type { FakeMark } from "./fake-running";
import { type FakeSaid, nothingSaid } from "./fake-said";
import type { FakeSignups } from "./fake-signups";

/** An event as the fake keeps it. */
export interface FakeEvent {
  doc: EventDoc;
  tasks: Task[];
  /** To what the law hangs on. */
  answers: Record<string, string>;
  guests: Guest[];
  walkIns: string[];
  published: boolean;
  /** The page came to the server. */
  sent: boolean;
  signups: FakeSignups;
  crew: FakeCrewState;
  money: MoneyLine[];
  photographs: Photograph[];
  risks: RiskItem[];
  /** What guests and crew said afterwards. */
  said: FakeSaid;
  packing: PackingLine[];
  /** What was answered about the venue, by item. */
  venue: Record<string, { answer: VenueAnswer; note: string; since?: string }>;
  /** What is planned so that nobody comes to harm. */
  door?: FakeDoorState;
  /** What was said of the running order on the day. */
  marks: FakeMark[];
  past: Step[];
  future: Step[];
}

/** Something that was done: what the event is without it, or with it once it was undone. */
interface Step {
  label: string;
  state: string;
  /** What else is put back. */
  also?: { back: () => void; again: () => void };
}

/** An event to which nothing was done yet. */
export function newEvent(
  doc: EventDoc,
  guests: Guest[],
  signups: FakeSignups,
  published: boolean,
): FakeEvent {
  const tasks = doc.title.en === "A shared table" ? sampleTasks() : [];
  const walkIns = ["17:32", "17:50", "17:51"];
  return {
    doc,
    tasks,
    answers: {},
    guests,
    walkIns,
    published,
    sent: published,
    signups,
    crew: crewFor(doc),
    money: doc.title.en === "A shared table" ? sampleMoney() : [],
    photographs: [],
    risks: [],
    said: nothingSaid(),
    packing: [],
    venue: {},
    marks: [],
    past: [],
    future: [],
  };
}

/** An event in the list of all. */
export function cardOf(id: string, event: FakeEvent): EventCard {
  const { doc, attendance, days_to_go, tasks_due, schedule, title } = viewOf(event);
  const { group, date, start, end, venue } = doc;
  const { signed_up, arrived } = attendance;
  return {
    id,
    title,
    group,
    date,
    start,
    end,
    town: venue.town,
    days_to_go,
    signed_up,
    arrived,
    tasks_due,
    ready: schedule.ready,
    sample: group === "Sample Neighbours" && title === "A shared table",
  };
}

/** An event as its rooms draw it. */
export function viewOf(event: FakeEvent): EventView {
  const { doc, tasks, guests, walkIns, published, past, future } = event;
  return {
    doc,
    title: doc.title.en ?? "",
    date_words: new Date(`${doc.date}T12:00:00Z`)
      .toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short" })
      .replace(",", ""),
    time_words: `${doc.start}–${doc.end}`,
    place: doc.venue.hide_address
      ? doc.venue.town
      : [doc.venue.name, doc.venue.postcode].filter(Boolean).join(", "),
    days_to_go: daysBetween(today, doc.date),
    tasks,
    tasks_due: dueOf(event),
    schedule: scheduleOf(event),
    attendance: count(guests, walkIns),
    published,
    new_signups: event.signups.all.filter((one) => one.new && one.merged === "").length,
    can_undo: past.at(-1)?.label ?? "",
    can_redo: future.at(-1)?.label ?? "",
    languages: doc.languages.flatMap((tag) => choices.languages.filter((one) => one.tag === tag)),
    objectives: choices.objectives.filter((one) => doc.gcm_objectives.includes(one.number)),
  };
}

/** The event without what was done to it. */
export function stateOf({ past, future, ...state }: FakeEvent): string {
  return JSON.stringify(state);
}
