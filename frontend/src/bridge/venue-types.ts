// What travels of an event's venue.

/** "" is not known, which is not a no. */
export type VenueAnswer = "" | "yes" | "no";

/** A fact about the venue, or a question to ask there. */
export interface VenueItem {
  /** Its kind, a point and a name: feature.step-free. */
  id: string;
  /** In English, for the command line. */
  label: string;
  /** It is told in the note, without yes or no. */
  words: boolean;
  answer: VenueAnswer;
  note: string;
  /** Of a question: the item that it is about, or "". */
  feature: string;
  /** Of a feature: it is a yes, and an answered question says no. */
  doubt: boolean;
  /** The day of an earlier event of which it was true: ask again; else "". */
  since: string;
}

export interface VenueView {
  features: VenueItem[];
  questions: VenueItem[];
  facts: VenueItem[];
  /** Features and questions without an answer. */
  unknown: number;
  /** Where the questions come from. */
  basis: string;
}

/** What a person can do with what is known of a venue. */
export interface Venuing {
  Venue(id: string): Promise<VenueView>;
  /** A yes of a feature is printed; an answered question decides the feature that it is about. */
  AnswerVenue(id: string, item: string, answer: string, note: string): Promise<VenueView>;
}
