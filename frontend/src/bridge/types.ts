// What travels between the window and Go. Every string and list is present; dates are "2026-12-18",
// times "17:30" and instants RFC 3339, all as Go wrote them.
import type { PackNews } from "./pack-types";
import type { Schedule } from "./plan-types";
import type { KeyStatus } from "./safety-types";
import type { PlaceState } from "./signup-types";
import type { BeginNote } from "./start-types";
import type { VoiceUse } from "./voice-types";

/** The same words in several languages, by language tag. */
export type Text = Record<string, string>;

export interface State {
  version: string;
  events: number;
  joined: boolean;
  group: string;
  server: string;
  waiting: number;
  quarantined: number;
  last_receipt: string;
  safe_to_wipe: boolean;
  /** Names and contacts cannot be read until Unlock. */
  locked: boolean;
  locale: string;
  fonts_note: string;
  keys: KeyStatus;
}

export interface EventCard {
  id: string;
  title: string;
  group: string;
  date: string;
  start: string;
  end: string;
  town: string;
  days_to_go: number;
  signed_up: number;
  arrived: number;
  tasks_due: number;
  ready: boolean;
  /** It is the sample event, by its title and group. */
  sample: boolean;
}

export interface Venue {
  name: string;
  address: string;
  town: string;
  postcode: string;
  access: string[];
  hide_address: boolean;
  public_area?: string;
}

export interface SignupSheet {
  fields: string[];
  ticks: string[];
  rows: number;
  sheets: number;
  layout?: string;
}

/** What is chosen for signing up on the page; what was not chosen is left out. */
export interface SignupPage {
  state?: string;
  note?: Text;
  food?: string[];
  access?: string[];
  listed?: boolean;
  /** Id of the voice on the page; left out for none. */
  voice?: string;
}

/** Whether the page asks afterwards how it was; nothing while nobody chose. */
export interface FeedbackPage {
  state?: "open" | "closed";
  /** The last day of answers; left out for the usual one. */
  until?: string;
}

/** A point of a picture in whole percent of its width and height, from the top left. */
export type Focus = { x: number; y: number };

/** A picture that the group puts on its posters; no file while there is none. */
export interface Photo {
  file: string;
  alt: Text;
  credit: string;
  focus: Focus;
}

/** A point of the running order; 0 minutes are not said. */
export type ProgrammePoint = { at: string; minutes: number; title: Text; lead: string };

/** An event document of schema daykit/event/1. */
export interface EventDoc {
  schema: string;
  id?: string;
  title: Text;
  group: string;
  date: string;
  start: string;
  end: string;
  timezone: string;
  venue: Venue;
  languages: string[];
  theme: string;
  activities: string[];
  capacity: number;
  expected: number;
  voices: string[];
  gcm_objectives: number[];
  texts: { headline: Text; about: Text; access: Text };
  article1: string[];
  signup: SignupSheet;
  signup_page?: SignupPage;
  feedback_page?: FeedbackPage;
  programme: ProgrammePoint[];
  photo: Photo;
  /** Days after which names are deleted; left out for the usual time. */
  delete_after?: number;
}

export interface Task {
  id: string;
  title: string;
  who: string;
  /** The true date, late or not. */
  due: string;
  /** A person set the date, which stays when the event moves. */
  pinned: boolean;
  days_before: number;
  gate: string;
  done: boolean;
  /** Due, or where the event was begun after that a date that could be kept; "" where there never was time. */
  planned: string;
  /** Planned is later than due, which is nobody's fault: the event was begun too late for it. */
  squeezed: boolean;
  /** Past planned: over 0 late, 0 today (or done, or never planned), under 0 still to come. */
  late_days: number;
  /** When to do it now: planned, or where that has passed a date that can be kept; "" when done or skipped. */
  by: string;
  /** Offered to be left out, which a person does: "optional", "day-over" or "". */
  skip: string;
  /** Why the event works without it, or "". */
  optional: string;
  /** "pack", "law" or "own". */
  source: string;
  /** Where its words and its day come from; "" of one that people added. */
  basis: string;
  /** Whose rules a task of law follows, or "". */
  jurisdiction: string;
  /** Of a task of law "yes" or "ask", or "". */
  applies: string;
  /** Of a task of law whose day has passed and that is not done: what can still be done. */
  instead: BeginNote | null;
}

/** How far the fixed words of a language can be trusted; stale: the English has changed since. */
export type ReviewState = "reviewed" | "unreviewed" | "stale" | "missing";

export interface LanguageTag {
  tag: string;
  name: string;
  endonym: string;
  dir: "ltr" | "rtl";
  state: ReviewState;
}

export interface Objective {
  number: number;
  title: string;
}

export interface Attendance {
  signed_up: number;
  arrived: number;
  walk_ins: number;
  in_room: number;
  by_quarter: { at: string; count: number }[];
}

export interface EventView {
  doc: EventDoc;
  title: string;
  date_words: string;
  time_words: string;
  place: string;
  days_to_go: number;
  tasks: Task[];
  tasks_due: number;
  schedule: Schedule;
  attendance: Attendance;
  published: boolean;
  /** That came by the page since somebody last looked, at this laptop. */
  new_signups: number;
  /** Label key of the last act that can be undone, or "". */
  can_undo: string;
  /** Label key of what was undone last and can be done again, or "". */
  can_redo: string;
  languages: LanguageTag[];
  objectives: Objective[];
}

export interface Choices {
  languages: LanguageTag[];
  access: { id: string; label: string }[];
  activities: { id: string; name: string; summary: string }[];
  themes: { id: string; text: string; hashtag: string; issuer: string; year: number }[];
  objectives: Objective[];
  signup_fields: string[];
  signup_ticks: string[];
  signup_food: { id: string; label: string }[];
  signup_access: { id: string; label: string }[];
  signup_states: string[];
}

export interface Voice {
  id: string;
  credit: string;
  role: string;
  organisation: string;
  quote: string;
  lang: string;
  year: number;
  source: string;
  consent: string;
  scope: string[];
  topics: string[];
  chosen: boolean;
  /** The campaign's pack that it comes from; "" for the built-in one. */
  pack: string;
  /** The group's own. */
  local: boolean;
  /** How they agreed to be named, of a local one: full, first, pseudonym or none. */
  name_form: string;
  given: string;
  expires: string;
  uses: VoiceUse[];
}

export interface Guest {
  id: string;
  name: string;
  lang: string;
  org: string;
  party: number;
  notes: string;
  contact: string;
  /** Local time "17:41", or "". */
  arrived_at: string;
  /** "" of who has one; who waits is let in by whoever is at the door. */
  place: PlaceState;
  /** Signed up on the page, and not put on the list by hand. */
  page: boolean;
}

export interface ImportPreview {
  /** "" when the person cancelled the dialog. */
  path: string;
  rows: number;
  new: number;
  changed: number;
  same: number;
  /** Lines passed over, because these people were erased. */
  erased: number;
  errors: { line: number; column: string; what: string }[];
  sample: Guest[];
}

export interface Outgoing {
  totals: {
    id: string;
    title: string;
    signed_up: number;
    arrived: number;
    walk_ins: number;
    changed: boolean;
    languages?: string[];
    activities?: string[];
    objectives?: number[];
    first_time?: number;
  }[];
  pages: {
    id: string;
    title: string;
    place: string;
    changed: boolean;
    town?: string;
    listed?: boolean;
    voice?: string;
  }[];
  /** Keys of what goes locked, so that only the group can read it: names, contacts, plans. */
  stays: string[];
  /** Nothing of the group's is new: a sync would only fetch, and hand on locked what came as letters. */
  nothing: boolean;
  parts: OutgoingPart[];
  /** That the campaign has and that are taken back. */
  taken: OutgoingPart[];
  /** All that goes in the open, byte for byte. */
  ops: OutgoingOp[];
  /** All that goes locked. */
  sealed: OutgoingSealed[];
  /** Changes that only say that the content of another is to be dropped. */
  drops: number;
  /** For SyncSeen. */
  mark: string;
}

export interface OutgoingPart {
  id: string;
  title: string;
  kind: string;
  count: number;
  changed: boolean;
}

export interface OutgoingOp {
  event: string;
  /** page, or the kind of the part. */
  kind: string;
  body: string;
}

export interface OutgoingSealed {
  class: string;
  ops: number;
  bytes: number;
}

export interface SyncResult {
  pushed: number;
  pulled: number;
  waiting: number;
  quarantined: number;
  /** Of visitors, be they new or not. */
  letters: number;
  /** Sign-ups that are new on this laptop. */
  signups: number;
  /** The server signed that it holds each change that is here. */
  safe: boolean;
  packs: PackNews;
  pictures: PictureNews;
  /** Answers to how it was, from the page, that are new on this laptop. */
  answers: number;
}

/** What a sync did about pictures of events. */
export interface PictureNews {
  /** Are here, and not known to be at the server. */
  to_send: number;
  /** Are on another laptop. */
  to_come: number;
  sent: number;
  fetched: number;
  /** Why something stays behind, in English; "" for none. */
  trouble: string;
}

/** A merge patch (RFC 7396) of an EventDoc. */
export type Patch = { [key: string]: PatchValue };
export type PatchValue = string | number | boolean | null | string[] | number[] | Patch;
