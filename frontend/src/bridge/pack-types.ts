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
}
