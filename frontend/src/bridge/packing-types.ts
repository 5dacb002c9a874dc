// What travels of an event's packing list.

/** To bring, to take care of, to be allowed. */
export type ThingKind = "kit" | "care" | "permission";

/** A line as the activities bring it. */
export interface Thing {
  id: string;
  kind: ThingKind;
  what: string;
  /** How many, in figures or words. */
  amount: string;
  /** Ids of the activities that bring it. */
  for: string[];
  /** Where the words come from; "" for the group's own. */
  basis: string;
}

export interface PackingLine extends Thing {
  /** Where the thing comes from. */
  from: string;
  who: string;
  done: boolean;
  /** Names of the activities that bring it. */
  for_words: string;
  /** How many the event's numbers say since they changed; "" while they did not. */
  now: string;
}

/** A permission that is a task of law. */
export interface PackingDuty {
  task: string;
  title: string;
  due: string;
  applies: string;
  done: boolean;
  basis: string;
}

export interface Packing {
  lines: PackingLine[];
  offers: PackingLine[];
  duties: PackingDuty[];
}

/** A line as a person types it. */
export type PackingForm = Pick<PackingLine, "kind" | "what" | "amount" | "from" | "who" | "done">;

/** What a person can do with the packing list of an event. */
export interface PackingUp {
  Packing(id: string): Promise<Packing>;
  /** Puts what is offered on the list; no line named means all. */
  TakePacking(id: string, lines: string[]): Promise<Packing>;
  /** Takes the numbers that changed with the event, or keeps those that are there; no line named means all. */
  RescalePacking(id: string, lines: string[], keep: boolean): Promise<Packing>;
  AddPacking(id: string, form: PackingForm): Promise<Packing>;
  EditPacking(id: string, line: string, form: PackingForm): Promise<Packing>;
  SetPacked(id: string, line: string, done: boolean): Promise<Packing>;
  DropPacking(id: string, line: string): Promise<Packing>;
}
