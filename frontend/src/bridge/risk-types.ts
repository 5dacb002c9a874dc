// What travels of an event's risks.

/** "" is not judged yet. */
export type RiskLevel = "" | "low" | "medium" | "high" | "very-high";

export interface Risk {
  id: string;
  what: string;
  /** Who could be hurt. */
  who: string;
  /** 1 to 5; 0 is not judged yet. */
  likelihood: number;
  severity: number;
  measure: string;
  /** Who sees to it. */
  owner: string;
  done: boolean;
  /** Id of the activity that brings it. */
  for?: string;
  /** Where it comes from; "" for the group's own. */
  basis: string;
  /** It came with a copy from the event of this day, and nobody has looked again. */
  since?: string;
}

/** The words in English are for the command line. */
export interface RiskItem extends Risk {
  score: number;
  level: RiskLevel;
  /** Name of the activity that brings it. */
  for_words: string;
  likely: string;
  severe: string;
  level_text: string;
}

export interface LevelWords {
  level: RiskLevel;
  from: number;
  words: string;
  basis: string;
}

export interface RiskSheet {
  /** In the order to see to them. */
  risks: RiskItem[];
  /** Brought by the event and its activities, and not on the sheet. */
  offers: RiskItem[];
  levels: LevelWords[];
  likelihood: string[];
  severity: string[];
  steps: string[];
  source: string;
}

/** A risk as a person types it. */
export type RiskForm = Pick<Risk, "what" | "who" | "likelihood" | "severity" | "measure" | "owner" | "done">;

/** What a person can do with the risks of an event. */
export interface Risking {
  Risks(id: string): Promise<RiskSheet>;
  /** Puts risks that are offered on the sheet; none named means all. */
  TakeRisks(id: string, risks: string[]): Promise<RiskSheet>;
  AddRisk(id: string, form: RiskForm): Promise<RiskSheet>;
  EditRisk(id: string, risk: string, form: RiskForm): Promise<RiskSheet>;
  SetRiskDone(id: string, risk: string, done: boolean): Promise<RiskSheet>;
  DropRisk(id: string, risk: string): Promise<RiskSheet>;
}
