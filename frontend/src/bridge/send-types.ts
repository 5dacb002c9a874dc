// What travels between Go and what the campaign gets of an event.

import type { SyncResult } from "./types";

/** A part of an event's report to the campaign. */
export type SendKind = "numbers" | "evaluation" | "comment" | "photo" | "learned" | "form";

/** What was agreed, without a name of anybody. */
export interface PartConsent {
  /** form, sheet, words, wrote or nobody (can be recognised). */
  how: string;
  on?: string;
  until?: string;
  uses: string[];
  withdrawn?: string;
}

export interface SentTotals {
  title: string;
  date: string;
  signed_up: number;
  arrived: number;
  walk_ins: number;
  languages?: string[];
  activities?: string[];
  objectives?: number[];
  first_time?: number;
}

export interface PartAnswer {
  /** Answers that were counted together. */
  keys: string[];
  n: number;
  hidden?: boolean;
}

export interface PartQuestion {
  key: string;
  answers: PartAnswer[];
}

export interface PartAnswered {
  forms: number;
  questions: PartQuestion[];
}

export interface PartFormLine {
  key: string;
  label: string;
  value: string;
}

/** One thing that could be sent. */
export interface SendItem {
  /** Of the form or the photograph; "" for what there is one of. */
  id: string;
  on: boolean;
  /** Why it does not go: consent, chosen, nothing, few, names, long, taken, server, many or alt; "" when it goes if it is ticked. */
  why: string;
  /** Names and ways to reach people that stand in its words. */
  found: string[];
  words: string;
  lang: string;
  alt: string;
  consent: PartConsent;
  totals: SentTotals | null;
  evaluation: PartAnswered | null;
  form: PartFormLine[];
}

export interface SendPart {
  kind: SendKind;
  on: boolean;
  items: SendItem[];
  /** Of the items, those that stand at the campaign or go with the next sending. */
  going: number;
  /** What the campaign has of it, or what is on its way there. */
  there: number;
}

export interface SendView {
  parts: SendPart[];
  /** The campaign's server takes more than numbers. */
  takes: boolean;
  joined: boolean;
  /** Names are locked, so what could be sent is not known. */
  locked: boolean;
  /** This laptop is an organiser's. */
  sends: boolean;
}

/** The part of the desk that chooses what the campaign gets. */
export interface Sending {
  Send(id: string): Promise<SendView>;
  SendParts(id: string, on: Partial<Record<SendKind, boolean>>): Promise<SendView>;
  SendItem(id: string, kind: SendKind, item: string, on: boolean): Promise<SendView>;
  /** Somebody read words in which names stand, and they may go as they are. */
  SendLooked(id: string, kind: SendKind, item: string): Promise<SendView>;
  /** Sends what Outgoing showed with this mark, or nothing. */
  SyncSeen(mark: string): Promise<SyncResult>;
}
