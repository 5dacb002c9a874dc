// What travels between the Print room and Go.

import type { EventView, ReviewState } from "./types";

/** The words of a letter to many; "{name}" in the greeting becomes each person's name. */
export interface Letter {
  letterhead: string;
  address: string;
  date: string;
  greeting: string;
  subject: string;
  paras: string[];
  signoff: string;
  signer: string;
}

/** What to print. An empty field leaves the choice to the kit. */
export interface PrintRequest {
  kind: string;
  design: string;
  /** One language or several, such as "en,ur". */
  lang: string;
  paper: string;
  profile: string;
  /** For a print shop: inks instead of screen colours. */
  cmyk: boolean;
  bleed_mm: number;
  save_ink: boolean;
  /** Spread one page over sheets of this paper. */
  tile: string;
  label: string;
  variant: string;
  neutral: boolean;
  voice: string;
  printer: string;
  local: boolean;
  /** Of the plan: what costs and income come to. */
  sums?: boolean;
  /** Of the door plan: with names, phones, the code word and the police contact. */
  named?: boolean;
  /** Of a press notice: not for use before this day; "" for use at once. */
  embargo?: string;
  /** Of a press notice: whom the press may ask; "" for lines to write on. */
  contact?: string;
  /** For the record of prints; 0 means 1. */
  copies: number;
  /** null means the kit's invitation. */
  letter: Letter | null;
  /** Of letters and certificates: guests, crew, voices or list; "" for the usual. */
  for: string;
  /** Of those for a list: the path of the file with its people. */
  list: string;
  /** Of those for the crew: also how long each helped. */
  hours: boolean;
  /** Of those for crew and voices: each in their own language, where its words were read. */
  own_lang: boolean;
}

/** A field of PrintRequest that matters to a kind. */
export type PrintOption =
  | "save_ink"
  | "tile"
  | "label"
  | "variant"
  | "neutral"
  | "voice"
  | "printer"
  | "local"
  | "sums"
  | "press"
  | "named"
  | "letter"
  | "for"
  | "hours"
  | "own_lang";

export type FileFormat = "pdf" | "png" | "svg";

/** One printable with what a person may choose of it. */
export interface PrintKind {
  kind: string;
  group: string;
  /** Empty for the one design. */
  designs: string[];
  /** The first is the usual one. */
  papers: string[];
  /** One, two or many on a page; each: a page for each. */
  langs: "one" | "two" | "many" | "each";
  options: PrintOption[];
  formats: FileFormat[];
}

/** A paper, or a picture for a screen, which has its width in pixels. */
export interface PaperItem {
  name: string;
  width_mm: number;
  height_mm: number;
  px: number;
}

/** A sheet of labels that shops sell. */
export interface LabelItem {
  code: string;
  use: string;
  width_mm: number;
  height_mm: number;
  per_sheet: number;
}

/** How far a printer's prints must be moved, to the right and down. */
export interface PrinterItem {
  name: string;
  x_mm: number;
  y_mm: number;
}

export interface PrintChoices {
  kinds: PrintKind[];
  papers: PaperItem[];
  labels: LabelItem[];
  profiles: string[];
  printers: PrinterItem[];
}

/** Something on the pages that needs a person's decision or is worth knowing, at a field and maybe in one language. */
export interface Problem {
  field: string;
  lang: string;
  /** In English; the window says it by its code. */
  what: string;
  code: string;
  params: Record<string, string | number>;
}

export interface Preview {
  pages: number;
  urls: string[];
  problems: Problem[];
  /** Nothing is wrong, but worth knowing. */
  notes: Problem[];
  /** Languages whose fixed words no speaker has read; the pages carry a draft band. */
  drafts: string[];
  width_mm: number;
  height_mm: number;
  reads_from_m: number;
  qr_from_m: number;
  address: string;
  alt: string;
}

/** How much of the pages each ink covers, in percent of the paper. */
export interface Ink {
  cyan: number;
  magenta: number;
  yellow: number;
  black: number;
  pages: number;
  /** Of the pages; fewer than all are a sample. */
  measured: number;
}

export interface Saved {
  /** Path of the file; "" when the person cancelled the dialog. */
  file: string;
  kind: string;
  lang: string;
  pages: number;
  problems: Problem[];
}

/** An event whose photo was picked, and keys of what to know about the photo. */
export interface PickedPhoto {
  event: EventView;
  notes: string[];
}

export type KitForm = "folder" | "zip";

/** How far the printing of everything is, and which file is being made. */
export interface KitProgress {
  done: number;
  all: number;
  file: string;
}

/** One line of the ledger of prints. */
export interface PrintRecord {
  at: string;
  kind: string;
  design: string;
  lang: string;
  paper: string;
  pages: number;
  copies: number;
  /** Ids of the voices on the pages. */
  voices: string[];
  /** Ids of photographs of the event on the pages. */
  photos: string[];
  /** Those of the voices that were withdrawn since: take it down. */
  withdrawn: string[];
}

/** How far the fixed words of a language are checked, and who confirmed them ("" for nobody). */
export interface ProofItem {
  lang: string;
  state: ReviewState;
  by: string;
  date: string;
}

export type TextsFormat = "csv" | "xlf" | "po";

/** What an import of translated texts did; the lists name texts that were not taken. */
export interface TextsImport {
  file: string;
  changed: number;
  same: number;
  stale: string[];
  unknown: string[];
  broken: string[];
}

/** A request that leaves everything but the kind to the kit. */
export function plainRequest(kind: string): PrintRequest {
  return {
    kind,
    design: "",
    lang: "",
    paper: "",
    profile: "",
    cmyk: false,
    bleed_mm: 0,
    save_ink: false,
    tile: "",
    label: "",
    variant: "",
    neutral: false,
    voice: "",
    printer: "",
    local: false,
    copies: 0,
    letter: null,
    for: "",
    list: "",
    hours: false,
    own_lang: false,
  };
}
