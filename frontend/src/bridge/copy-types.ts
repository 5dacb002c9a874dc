// What travels when an event begins as another one was.

import type { Saved } from "./print-types";

export interface CopyChoice {
  date: string;
  /** "" keeps the title that there is. */
  title: string;
  /** Plan with what things came to, where that is known. */
  actuals: boolean;
}

/** A line of the summary of a copy. */
export interface CopyLine {
  what: string;
  count: number;
  /** Of a voice: its credit; of the year: the year. */
  name: string;
  /** Of a voice: why it was left out. */
  why: string;
  /** In English, for the command line. */
  words: string;
}

export interface Copied {
  event: string;
  taken: CopyLine[];
  left: CopyLine[];
  /** What to look at now. */
  look: CopyLine[];
}

/** An event that the group saved to begin others with. */
export interface TemplateCard {
  id: string;
  name: string;
  /** The day of the event that it was taken from. */
  from: string;
  activities: string[];
  tasks: number;
  shifts: number;
  money: number;
  risks: number;
}

/** What a person can do with events of other years. */
export interface Copying {
  CopyEvent(id: string, choice: CopyChoice): Promise<Copied>;
  Templates(): Promise<TemplateCard[]>;
  SaveTemplate(id: string, name: string): Promise<string>;
  NewFromTemplate(template: string, choice: CopyChoice): Promise<Copied>;
  RenameTemplate(template: string, name: string): Promise<void>;
  DropTemplate(template: string): Promise<void>;
  RestoreTemplate(template: string): Promise<void>;
  SaveTemplateFile(template: string): Promise<Saved>;
  /** Asks for a file in the system's dialog; "" when the person cancelled. */
  ImportTemplate(): Promise<string>;
}
