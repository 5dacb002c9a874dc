import type { PackCheck } from "./pack-types";
import type { Saved } from "./print-types";
import type { Voice } from "./types";

/** Whether a voice may be used in one way on the event's day. */
export interface VoiceUse {
  use: string;
  allowed: boolean;
  /** Why not: withdrawn, unchecked, asked, locked, expired or scope; "" when allowed. */
  why: string;
}

/** A part of the library, with what else it can be narrowed by. */
export interface VoicePage {
  voices: Voice[];
  all: number;
  years: number[];
  topics: string[];
  langs: string[];
  organisations: string[];
}

export interface Translation {
  lang: string;
  text: string;
  by: string;
  checked_by: string;
}

/** Somebody local, what they agreed to, and how they are looked after. */
export interface OwnVoice {
  id: string;
  name_form: string;
  scope: string[];
  given: string;
  expires: string;
  withdrawn: string;
  reason: string;
  credit: string;
  role: string;
  organisation: string;
  year: number;
  lang: string;
  quote: string;
  topics: string[];
  translations: Translation[];
  person: string;
  withdraw_to: string;
  buddy: string;
  stop_word: string;
  call_after: string;
  has_form: boolean;
}

/** What SearchVoices is asked for; "" and 0 narrow nothing. */
export interface VoiceQuery {
  text: string;
  year: number;
  topic: string;
  lang: string;
  organisation: string;
  use: string;
  from: string;
}

/** The part of the desk that keeps voices, and holds everybody to what was agreed. */
export interface Voicing {
  Voices(id: string): Promise<Voice[]>;
  /** The query is a VoiceQuery, written as JSON. */
  SearchVoices(id: string, query: string): Promise<VoicePage>;
  ChooseVoice(id: string, voice: string, chosen: boolean): Promise<Voice[]>;
  /** Refused while names are locked. */
  OwnVoice(voice: string): Promise<OwnVoice>;
  /** Adds it when its id is "". */
  SaveOwnVoice(id: string, voice: Omit<OwnVoice, "has_form">): Promise<OwnVoice>;
  PickVoiceForm(id: string, voice: string): Promise<OwnVoice>;
  SaveVoiceForm(voice: string): Promise<Saved>;
  WithdrawVoice(id: string, voice: string, reason: string): Promise<PackCheck>;
  ForgetVoice(id: string, voice: string): Promise<PackCheck>;
  /** True, or refused with the reason. */
  MayUse(id: string, voice: string, use: string, lang: string): Promise<boolean>;
}
