import { BridgeError } from "../bridge-error";
import type { DataForm, Now, NowPoint, ProgrammeOffer, RunningOrder, Slot } from "../running-types";
import type { EventDoc, ProgrammePoint } from "../types";
import { today } from "./fake-dates";
import { FakeDoor } from "./fake-door";
import type { FakeEvent } from "./fake-view";

/** When a point began or was left out, by its key; the last one was said last. */
export interface FakeMark {
  key: string;
  at: string;
  skip: boolean;
}

const minutesOf = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
};
const clock = (minutes: number) => {
  const all = (minutes + 24 * 60) % (24 * 60);
  return `${String(Math.floor(all / 60)).padStart(2, "0")}:${String(all % 60).padStart(2, "0")}`;
};
const instant = (doc: EventDoc, time: string) => `${doc.date}T${time}:00Z`;

function pointOf(point: ProgrammePoint, index: number, marks: readonly FakeMark[]): NowPoint {
  const key = `${point.at}/${index}`;
  const mark = marks.findLast((one) => one.key === key);
  return {
    key,
    title: point.title.en ?? "",
    lead: point.lead,
    planned: point.at,
    begins: mark && !mark.skip ? mark.at : point.at,
    ends: "",
    ends_at: "",
    over: 0,
    began: mark?.skip === false,
    skipped: mark?.skip === true,
  };
}

/** What is on at a time of the day; undefined stands for another day. */
function nowOf(event: FakeEvent, time: string | undefined): Now {
  const { doc, marks } = event;
  const points = doc.programme.map((point, index) => pointOf(point, index, marks));
  const base: Now = {
    at: time === undefined ? `${today}T10:00:00Z` : instant(doc, time),
    phase: points.length === 0 ? "none" : "before",
    quiet: time === undefined || points.length === 0,
    now: [],
    next: points[0] ?? null,
    late: 0,
    changes: "",
    marked: marks.length > 0,
    points,
  };
  if (base.quiet || time === undefined) return base;
  const held = points.filter(({ skipped }) => !skipped);
  const last = held.findLastIndex(({ began }) => began);
  const byClock = held.findLastIndex(({ planned }) => planned <= time);
  const at = last >= 0 ? last : byClock;
  const current = held[at];
  const follows = held[at + 1];
  const late = current?.began ? Math.max(minutesOf(current.begins) - minutesOf(current.planned), 0) : 0;
  const ends = follows ? clock(minutesOf(follows.planned) + late) : doc.end;
  const over = Math.max(minutesOf(time) - minutesOf(ends), 0);
  const begins = follows && clock(minutesOf(follows.planned) + late + over);
  return {
    ...base,
    phase: current ? "running" : "before",
    now: current ? [{ ...current, ends, ends_at: instant(doc, ends), over }] : [],
    next: follows && begins ? { ...follows, begins } : null,
    late: late + over,
    changes: "",
  };
}

const slots: Slot[] = [
  { kind: "welcome", title: "Welcome", at: "17:30", minutes: 10, basis: "our planning default" },
  { kind: "activity", title: "Shared meal", activity: "shared-meal", at: "17:40", minutes: 140, basis: "" },
  { kind: "thanks", title: "Thanks", at: "20:00", minutes: 10, basis: "our planning default" },
  { kind: "clear", title: "Clearing up together", at: "20:10", minutes: 20, basis: "our planning default" },
];

/** The part of the fake desk that runs the day. */
export abstract class FakeRunning extends FakeDoor implements RunningOrder {
  /** A time of the day of every event; undefined while it is another day. */
  protected clock: string | undefined;

  async Now(id: string) {
    return nowOf(this.at(id), this.clock);
  }

  async BeginPoint(id: string, point: string) {
    return this.mark(id, point, false);
  }

  async SkipPoint(id: string, point: string) {
    return this.mark(id, point, true);
  }

  async TakeBackPoint(id: string) {
    this.act(id, "mark", (event) => {
      event.marks = event.marks.slice(0, -1);
    });
    return this.Now(id);
  }

  async OfferProgramme(id: string): Promise<ProgrammeOffer> {
    if (this.at(id).doc.activities.length === 0)
      throw new BridgeError(
        "not_found",
        "there is nothing to fill the running order from",
        "choose activities",
      );
    return { slots, replaces: this.at(id).doc.programme.length };
  }

  async FillProgramme(id: string, replace: boolean) {
    if (this.at(id).doc.programme.length > 0 && !replace)
      throw new BridgeError(
        "conflict",
        "the running order has points already",
        "say that they may be replaced",
      );
    const programme = slots.map(({ at, minutes, title }) => ({
      at,
      minutes,
      title: { en: title },
      lead: "",
    }));
    return this.act(id, "programme", (event) => {
      event.doc = { ...event.doc, programme };
    });
  }

  async MoveProgramme(id: string, number: number, minutes: number) {
    const before = this.at(id).doc.programme;
    const moved = before.map((point, index) =>
      index < number - 1 ? point : { ...point, at: clock(minutesOf(point.at) + minutes) },
    );
    if ((moved[number - 1]?.at ?? "") < (moved[number - 2]?.at ?? ""))
      throw new BridgeError(
        "conflict",
        "it would begin before the point that stands before it",
        "move by less",
      );
    return this.act(id, "programme", (event) => {
      event.doc = { ...event.doc, programme: moved };
    });
  }

  async SaveFeed(id: string) {
    const events = id === "" ? 2 : 1;
    return { file: "/home/sam/daykit.ics", events, tasks: 21, shifts: 4, cancelled: 0 };
  }

  async SaveData(_: string, form: DataForm, names: boolean) {
    const file = form === "folder" ? "/home/sam/data" : `/home/sam/daykit-data.${form}`;
    return { file, files: ["README.txt", "data.json", "event.csv"], tables: 21, rows: 75, names };
  }

  private mark(id: string, key: string, skip: boolean) {
    const at = this.clock;
    if (at === undefined) throw new BridgeError("conflict", "that is not the day of this event", "");
    this.act(id, "mark", (event) => {
      event.marks = [...event.marks, { key, at, skip }];
    });
    return this.Now(id);
  }
}
