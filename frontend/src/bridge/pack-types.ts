// What travels of the campaign's packs. Every string and list is present, as Go wrote them.
import type { PrintRecord } from "./print-types";

export type Freshness = "none" | "fresh" | "due" | "stale";

export interface PackStatus {
  /** The fingerprint of the campaign's key; "" while this laptop knows no campaign. */
  key: string;
  packs: PackItem[];
  number: number;
  /** The list of withdrawals was the newest then; "" for never. */
  checked: string;
  days: number;
  /** Days until nothing new carries a voice. */
  stops_in: number;
  freshness: Freshness;
  withdrawn: WithdrawnItem[];
  /** Why the last sync did not take what the server has, in English. */
  trouble: string;
}

export interface PackItem {
  id: string;
  issuer: string;
  version: number;
  begins: string;
  ends: string;
  state: "used" | "waiting" | "expired";
  voices: number;
  themes: number;
}

export interface WithdrawnItem {
  id: string;
  credit: string;
  since: string;
  reason: "consent" | "safety" | "mistake";
}

/** What is to be done about voices that were withdrawn. */
export interface PackCheck {
  take_down: TakeDown[];
  choose: StruckVoice[];
  pages: PageDown[];
}

/** A page that shows a withdrawn voice until it was sent again. */
export interface PageDown {
  event: string;
  title: string;
  voice: string;
  credit: string;
  since: string;
  address: string;
}

export interface TakeDown {
  event: string;
  title: string;
  voice: string;
  credit: string;
  since: string;
  print: PrintRecord;
}

export interface StruckVoice {
  event: string;
  title: string;
  voice: string;
  credit: string;
  /** For the event's page, and nothing else of it. */
  page: boolean;
}

export type PackRefusal = "unsigned" | "other-key" | "older" | "forked" | "rollback" | "over" | "full";

export interface PackVoice {
  id: string;
  credit: string;
}

/** What a file of the campaign would bring, or has brought. */
export interface PackFile {
  /** "" when none was picked. */
  path: string;
  /** list: of withdrawals alone; "" of what is neither. */
  kind: "pack" | "list" | "";
  issuer: string;
  version: number;
  begins: string;
  ends: string;
  /** Its time has not come: it is kept until then. */
  waits: boolean;
  /** This laptop knows no campaign: a person must say the fingerprint of its key. */
  asks_key: boolean;
  /** Why none of it is taken; "" when it may be. */
  refused: PackRefusal | "";
  /** All of it is here already. */
  same: boolean;
  /** Can be chosen by it, and were not here. */
  new: PackVoice[];
  /** Are withdrawn by it. */
  gone: PackVoice[];
  /** Are not in it any more, so that they are offered no more. */
  left: PackVoice[];
  /** May be printed again: this laptop had not heard for too long. */
  back: PackVoice[];
  /** What was withdrawn is known as of then; "" for never. */
  checked: string;
  /** That is too long ago: nothing new carries a voice until a newer list came. */
  stale: boolean;
  /** Prints to take down; 0 before it was taken. */
  down: number;
}

/** What a sync brought of packs. */
export interface PackNews {
  /** Ids of packs of which a newer edition came. */
  packs: string[];
  /** Ids of voices that were withdrawn since. */
  withdrawn: string[];
  /** Why something was not taken, in English; "" for none. */
  trouble: string;
}
