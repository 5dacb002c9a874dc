// What travels between the room Afterwards and Go about the report for funders.

import type { Saved } from "./print-types";

export type ReportFormat = "pdf" | "csv" | "json";

export interface ReportTexts {
  /** "" where what the crew said stands there. */
  learned: string;
  next: string;
  thanks: string;
}

/** A part of the report, in or left out. */
export interface ReportPart {
  id: string;
  on: boolean;
}

/** A number that the report does not show, with the reason. */
export interface Hidden {
  part: string;
  /** As in the file of numbers, such as "signed_up" or "feedback.welcome". */
  measure: string;
  key: string;
  why: string;
}

/** What in a text of the report may say who somebody is. */
export interface ReportFound {
  /** "learned", "crew", "next", "thanks", "quotes" or "photos". */
  text: string;
  found: string[];
}

/** Numbers that are those of an earlier report, since too few people have changed. */
export interface Held {
  block: string;
  counted_on: string;
}

export interface ReportSheet {
  texts: ReportTexts;
  parts: ReportPart[];
  hidden: Hidden[];
  held: Held[];
  /** What the crew said, which stands there until something is written. */
  crew: string;
  /** Days on which a report was written to a file. */
  given: string[];
  /** What in its texts may say who somebody is. */
  found: ReportFound[];
  /** Words of guests and crew cannot be read until the names are unlocked. */
  locked: boolean;
}

/** The part of the desk that tells funders what happened. */
export interface Reporting {
  ReportSheet(id: string): Promise<ReportSheet>;
  SetReportTexts(id: string, texts: Partial<ReportTexts>): Promise<ReportSheet>;
  SetReportPart(id: string, part: string, on: boolean): Promise<ReportSheet>;
  /** To where the person says; empty when they thought better of it. */
  SaveReport(id: string, format: ReportFormat): Promise<Saved>;
  /** The form that an umbrella organisation collects. */
  SaveUmbrella(id: string, format: ReportFormat): Promise<Saved>;
}
