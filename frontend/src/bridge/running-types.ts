// What travels of the running order, and of what is taken along. Every string and list is present, as Go wrote them.
import type { EventView } from "./types";

/** A point of the running order on the day; times are those of the event's place. */
export interface NowPoint {
  key: string;
  title: string;
  lead: string;
  planned: string;
  begins: string;
  ends: string;
  ends_at: string;
  /** Minutes past its end and still on. */
  over: number;
  began: boolean;
  skipped: boolean;
}

/** What is on at a moment, and what is next. */
export interface Now {
  /** The instant that it is about. */
  at: string;
  phase: "before" | "running" | "between" | "after" | "none";
  /** It is not the day, or the day is over. */
  quiet: boolean;
  now: NowPoint[];
  next: NowPoint | null;
  /** Minutes by which the next point is behind the plan. */
  late: number;
  /** The instant at which it will be something else by itself, or "". */
  changes: string;
  /** Something was marked, and can be taken back. */
  marked: boolean;
  points: NowPoint[];
}

/** A point that the activities bring. */
export interface Slot {
  kind: "welcome" | "activity" | "food" | "open" | "thanks" | "clear";
  title: string;
  activity?: string;
  at: string;
  minutes: number;
  /** It gets less time than it usually needs. */
  short?: boolean;
  /** It is open while other points follow each other. */
  alongside?: boolean;
  basis: string;
}

export interface ProgrammeOffer {
  slots: Slot[];
  /** Points that are there now and would go. */
  replaces: number;
}

export interface FeedSaved {
  /** "" when the person cancelled. */
  file: string;
  events: number;
  tasks: number;
  shifts: number;
  cancelled: number;
}

export interface TakenData {
  /** A file or a folder; "" when the person cancelled. */
  file: string;
  files: string[];
  tables: number;
  rows: number;
  names: boolean;
}

export type DataForm = "folder" | "zip" | "json";

/** What a person can do with the running order, and with what they take along. */
export interface RunningOrder {
  Now(id: string): Promise<Now>;
  BeginPoint(id: string, point: string): Promise<Now>;
  SkipPoint(id: string, point: string): Promise<Now>;
  /** Takes back what was said last, on whichever laptop. */
  TakeBackPoint(id: string): Promise<Now>;
  OfferProgramme(id: string): Promise<ProgrammeOffer>;
  FillProgramme(id: string, replace: boolean): Promise<EventView>;
  /** Moves a point, by its number from 1 in their order, and all that follow it. */
  MoveProgramme(id: string, number: number, minutes: number): Promise<EventView>;
  /** Asks where to save the calendar of an event, or of all with "". */
  SaveFeed(id: string, names: boolean, todos: boolean): Promise<FeedSaved>;
  /** Asks where to put everything of an event for other programs. */
  SaveData(id: string, form: DataForm, names: boolean): Promise<TakenData>;
}
