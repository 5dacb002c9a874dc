// What travels of signing up on the event's page. Every string and list is present, as Go wrote them.
import type { PageLook } from "./look-types";
import type { EventView, ReviewState, Text } from "./types";

export type PlaceState = "" | "waiting" | "offered" | "accepted" | "lapsed";

export type PageStateName = "open" | "full" | "closed" | "moved" | "cancelled";

/** An entry of the list of sign-ups. */
export interface Signup {
  id: string;
  /** "" of who wants to be counted and not named. */
  name: string;
  lang: string;
  party: number;
  contact: string;
  ticks: string[];
  /** Signed up on the page, and not put on the list by hand. */
  page: boolean;
  came: string;
  /** Since somebody last looked at this laptop. */
  new: boolean;
  place: PlaceState;
  until: string;
  /** The last day of the offer is over, and nobody has said what came of it. */
  late: boolean;
  /** Of an offer: what to tell them. */
  words: string;
  words_lang: string;
  words_dir: string;
  /** Whether a speaker has read them; missing: English stands in. "" where there are no words. */
  words_state: ReviewState | "";
  /** The same in English, where the words are in another language; else "". */
  english: string;
}

/** Two entries with one contact; a stands for both if they are merged. */
export interface SignupPair {
  a: Signup;
  b: Signup;
  /** The names are the same as well. */
  sure: boolean;
}

export interface Wish {
  id: string;
  label: string;
  count: number;
}

export interface UnopenedLetter {
  id: string;
  why: "no-key" | "newer" | "unclear" | "readdressed" | "crowded";
  words: string;
}

/** What the published page says of signing up. */
export interface SignupPageState {
  published: boolean;
  /** The server has a version of it: people can open it. */
  sent: boolean;
  takes: boolean;
  /** What is chosen here is not what it says. */
  behind: boolean;
  state: PageStateName;
  note: Text;
  until: string;
  address: string;
  feedback: FeedbackPageState;
}

/** Whether the page asks people who came how it was. */
export interface FeedbackPageState {
  /** As was chosen; "" while nobody chose. */
  state: "open" | "closed" | "";
  /** The published page does, or will once the event is over. */
  asks: boolean;
  /** A quiet event, of which nothing is asked unless somebody chose it. */
  hidden: boolean;
  /** The last day of answers. */
  until: string;
  /** The last day that can be chosen. */
  longest: string;
  over: boolean;
}

/** A translation that the page shows to readers of its language. */
export interface PageVoiceTranslation {
  lang: string;
  dir: "ltr" | "rtl" | "";
  text: string;
  /** Somebody other than its maker has read it. */
  reviewed: boolean;
}

/** A voice as the page would show it. */
export interface PageVoiceOffer {
  id: string;
  /** "" where no name was agreed. */
  credit: string;
  quote: string;
  lang: string;
  dir: "ltr" | "rtl" | "";
  local: boolean;
  translations: PageVoiceTranslation[];
  /** Why not, as in VoiceUse, or missing; "" of an offered one. */
  why: string;
  /** The same in English. */
  why_words: string;
}

/** The choice of a voice for the page. */
export interface PageVoices {
  /** "" for none. */
  chosen: string;
  /** On the published page; "" for none. */
  shown: string;
  offered: PageVoiceOffer[];
  refused: PageVoiceOffer[];
}

export interface Signups {
  /** People; 0 is no limit. */
  capacity: number;
  people: number;
  offered: number;
  waiting: number;
  free: number;
  new: number;
  entries: Signup[];
  queue: Signup[];
  pairs: SignupPair[];
  food: Wish[];
  access: Wish[];
  unopened: UnopenedLetter[];
  page: SignupPageState;
}

/** Words of the page, in the language that they are there in. */
export interface PictureLine {
  id: string;
  text: string;
  lang: string;
  dir: "ltr" | "rtl";
  /** Of a fixed phrase; missing where English stands in. "" of what the organisers wrote. */
  state: ReviewState | "";
}

/** What a visitor would see of signing up with what is chosen here. */
export interface SignupPicture {
  lang: string;
  dir: "ltr" | "rtl";
  title: PictureLine;
  when: string;
  place: string;
  state: PageStateName;
  note: PictureLine;
  fields: PictureLine[];
  ticks: PictureLine[];
  food: PictureLine[];
  access: PictureLine[];
  food_title: PictureLine;
  access_title: PictureLine;
  send: PictureLine;
}

/** What a person can do with the sign-ups of the page. */
export interface SigningUp {
  Signups(id: string): Promise<Signups>;
  /** Says that somebody has looked at all that came so far. */
  SeenSignups(id: string): Promise<EventView>;
  MergeSignups(id: string, a: string, b: string): Promise<Signups>;
  /** Says that two entries with one contact are two people. */
  KeepTwo(id: string, a: string, b: string): Promise<Signups>;
  /** Holds a place for somebody who waits; until "" is the usual time. Nothing is sent. */
  OfferPlace(id: string, who: string, until: string): Promise<Signup>;
  AcceptPlace(id: string, who: string): Promise<Signup>;
  ExpirePlace(id: string, who: string): Promise<Signup>;
  /** The note is texts by language, written as JSON. */
  SignupState(id: string, state: string, note: string): Promise<EventView>;
  /** Whether the page asks how it was, and until when; "" is the usual day. */
  FeedbackPage(id: string, state: "open" | "closed", until: string): Promise<EventView>;
  PageVoices(id: string): Promise<PageVoices>;
  /** Puts a voice on the page; "none" takes it off. Refused where its consent does not allow it. */
  PageVoice(id: string, voice: string): Promise<EventView>;
  SignupPicture(id: string, lang: string): Promise<SignupPicture>;
  /** What came of looking at the public page as a visitor does. */
  PageLook(id: string): Promise<PageLook>;
  LookAtPage(id: string): Promise<PageLook>;
  /** Says that somebody knows what was found. */
  SeenPageLook(id: string): Promise<PageLook>;
}
