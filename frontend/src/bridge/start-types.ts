// What travels when an event is begun.
import type { Venue } from "./types";

/** What a person says to begin an event. Only the date is needed; what is "" or empty is filled in. */
export interface StartForm {
  /** Ids of Choices.activities, and "other" for something of one's own. */
  activities: string[];
  title: string;
  date: string;
  start: string;
  end: string;
  /** In one line: name, street, town, postcode. */
  place: string;
  people: number;
  group: string;
  languages: string[];
}

/** One thing that an event begins with. */
export interface StartLine {
  text: string;
  /** A date, a time of day, hours, or "". */
  when: string;
  /** In figures or words: people of a shift, minutes of a point of the programme; or "". */
  amount: string;
  /** A source, or that it is our own default. */
  basis: string;
}

/** A number from low to high, 0 where it is not known. */
export interface Span {
  low: number;
  high: number;
  basis: string;
}

/** Something to know before an event is begun. What does not belong to its kind is "" or 0. */
export interface BeginNote {
  kind: "past" | "soon" | "far" | "squeezed" | "notice-late" | "notice-over" | "ask-now";
  duty: string;
  /** Of the duty, or the names of what is squeezed. */
  title: string;
  ask: string;
  date: string;
  days: number;
  weeks: number;
  source: string;
  /** In English, for the command line. */
  words: string;
}

/** What an event would begin with. All of it can be changed afterwards. */
export interface StartPreview {
  form: StartForm;
  /** Fields of the form that are offered by the kit. */
  filled: string[];
  /** The language of the title; where the kit offers one it may be no language of the event. */
  title_lang: string;
  venue: Venue;
  tasks: StartLine[];
  duties: StartLine[];
  shifts: StartLine[];
  kit: StartLine[];
  care: StartLine[];
  permissions: StartLine[];
  risks: StartLine[];
  questions: StartLine[];
  programme: StartLine[];
  crew: Span;
  notes: BeginNote[];
}

/** The ways to begin an event. */
export interface Starting {
  /** Makes nothing. */
  PreviewStart(form: StartForm): Promise<StartPreview>;
  /** Gives the event's id. */
  Start(form: StartForm): Promise<string>;
}
