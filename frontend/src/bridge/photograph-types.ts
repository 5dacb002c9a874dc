// What travels between Go and the photographs and thanks of an event.

import type { Letter, PrintRecord, Saved } from "./print-types";

/** What a photograph may be used for, each agreed to by itself. */
export type PhotoUse = "report" | "web" | "social" | "press" | "campaign";

export interface PhotoConsent {
  /** "nobody" can be recognised, "everyone" in it agreed; "" while nobody has said. */
  people: "" | "nobody" | "everyone";
  /** How they were asked: by the consent sheet, in words, or they wrote. */
  how: "" | "sheet" | "words" | "wrote";
  by: string;
  on: string;
  children: "" | "none" | "guardian" | "unasked";
  uses: PhotoUse[];
  /** The last day of use; "" until names are deleted. */
  until: string;
  withdrawn: string;
}

export interface EventPhoto {
  caption: string;
  alt: string;
  /** Of caption and alt; "" for the event's first. */
  lang: string;
  credit: string;
  consent: PhotoConsent;
}

/** A photograph of an event. */
export interface Photograph extends EventPhoto {
  id: string;
  added: string;
  /** The picture is on this laptop; it can come later than what is written of it. */
  here: boolean;
  w: number;
  h: number;
  /** What the record lacks: people, how, by, on, children, guardian or uses. */
  missing: string[];
  /** By use, why not: withdrawn, record, expired, scope, erased or picture. A use that is not in it is allowed. */
  refused: Record<string, string>;
  erased: string;
}

export interface RefusedPhotograph {
  file: string;
  /** In English, as the hint is. */
  why: string;
  hint: string;
}

export interface AddedPhotographs {
  photographs: Photograph[];
  added: string[];
  refused: RefusedPhotograph[];
}

export interface WithdrawnPhotograph {
  photographs: Photograph[];
  take_down: PrintRecord[];
}

/** How many people there are to thank, and of nobody who it is. */
export interface ThanksCounts {
  crew: number;
  voices: number;
}

/** A file of people to thank; an empty path when the person cancelled. */
export interface PeopleList {
  path: string;
  people: number;
}

/** The part of the desk that keeps photographs of events, and thanks people. */
export interface Album {
  /** Refused while names are locked. */
  Photographs(id: string): Promise<Photograph[]>;
  PickPhotographs(id: string): Promise<AddedPhotographs>;
  EditPhotograph(id: string, photo: string, record: EventPhoto): Promise<Photograph[]>;
  WithdrawPhotograph(id: string, photo: string): Promise<WithdrawnPhotograph>;
  ForgetPhotograph(id: string, photo: string): Promise<WithdrawnPhotograph>;
  PhotographUses(id: string, photo: string): Promise<PrintRecord[]>;
  DropPhotograph(id: string, photo: string): Promise<Photograph[]>;
  /** Refused with the reason where it was not agreed. */
  SavePhotograph(id: string, photo: string, use: PhotoUse): Promise<Saved>;
  ThanksCounts(id: string): Promise<ThanksCounts>;
  PickPeople(): Promise<PeopleList>;
  ThanksDraft(id: string, lang: string, whom: "crew" | "voices"): Promise<Letter>;
}
