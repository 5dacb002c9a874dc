// What travels of what guests and crew say afterwards.

export type QuestionKind = "faces" | "yesno" | "choice" | "words";

export interface Option {
  key: string;
  /** In English. */
  words: string;
  basis: string;
}

export interface GuestQuestion {
  key: string;
  kind: QuestionKind;
  words: string;
  options: Option[];
  /** Where it comes from. */
  basis: string;
}

export interface CrewQuestion {
  key: string;
  words: string;
  help: string;
  /** The answer is for those who look after people, and in no report. */
  private: boolean;
  basis: string;
}

/** What one guest answered; every answer is optional. */
export interface FeedbackForm {
  /** "" when not known. */
  lang: string;
  /** Keys of options by the key of the question. */
  answers: Record<string, string[]>;
  words: string;
  /** The guest ticked that the words may be quoted, without a name. */
  may_quote: boolean;
}

export interface FilledForm extends FeedbackForm {
  id: string;
  /** In the order in which they came. */
  n: number;
  via: string;
  /** The organisers chose to quote the words. */
  quote: boolean;
}

/** A stack of forms whose ticks were counted. */
export interface Pile {
  forms: number;
  counts: Record<string, Record<string, number>>;
  /** Forms without an answer to a question of choices. */
  blank: Record<string, number>;
}

export interface FilledPile extends Pile {
  id: string;
  n: number;
}

export interface FeedbackForms {
  questions: GuestQuestion[];
  crew: CrewQuestion[];
  /** The last one first. */
  forms: FilledForm[];
  piles: FilledPile[];
  locked: boolean;
}

export interface Tally {
  key: string;
  kind: QuestionKind;
  /** Forms that answered it. */
  answered: number;
  counts: { key: string; n: number }[];
  /** Of faces, 1 to 5; else 0. */
  mean: number;
}

export interface FeedbackTotals {
  forms: number;
  piled: number;
  words: number;
  questions: Tally[];
}

export interface Quotation {
  form: string;
  n: number;
  lang: string;
  words: string;
  may: boolean;
  chosen: boolean;
}

export interface DayCounts {
  children: number | null;
  adults: number | null;
  /** Tags of languages that were heard or used. */
  heard: string[];
  volunteers: number | null;
  minutes: number | null;
  posters_up: number | null;
  posters_down: number | null;
  /** Volunteers and minutes are those of the shifts. */
  from_shifts: boolean;
}

export interface Debrief {
  answers: Record<string, string>;
  /** Something is written about care and safety; OpenConcern gives it. */
  concern: boolean;
  locked: boolean;
}

export interface Evaluation {
  totals: FeedbackTotals;
  quotes: Quotation[];
  locked: boolean;
  debrief: Debrief;
  counts: DayCounts;
}

/** What a person can do with what was said afterwards. */
export interface Hearing {
  Forms(id: string): Promise<FeedbackForms>;
  Evaluation(id: string): Promise<Evaluation>;
  AddForm(id: string, form: FeedbackForm): Promise<FilledForm>;
  EditForm(id: string, form: string, next: FeedbackForm): Promise<void>;
  DropForm(id: string, form: string): Promise<void>;
  QuoteForm(id: string, form: string, quote: boolean): Promise<void>;
  AddPile(id: string, pile: Pile): Promise<string>;
  EditPile(id: string, pile: string, next: Pile): Promise<void>;
  DropPile(id: string, pile: string): Promise<void>;
  SetDebrief(id: string, question: string, words: string): Promise<void>;
  /** The audit trail says that somebody read it. */
  OpenConcern(id: string): Promise<string>;
  SetDayCounts(id: string, counts: DayCounts): Promise<void>;
}
