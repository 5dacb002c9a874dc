// What travels of advice about words. Every string and list is present, as Go wrote them.

/** One piece of advice on a text. It is advice only: nothing waits for it. */
export interface WordHint {
  /** Dotted path in the event's document. */
  field: string;
  lang: string;
  kind: "term" | "reading" | "sentence" | "length";
  /** The words as they stand there; "" for all of the text. */
  found: string;
  /** School grade, words of the sentence or characters; 0 of a term. */
  number: number;
  most: number;
  say: string;
  why: string;
  basis: string;
}

export interface EventWords {
  hints: WordHint[];
}

/** The part of the desk that gives advice about words. */
export interface Wording {
  WordsOf(id: string): Promise<EventWords>;
}
