// What travels of those who help. Every string and list is present, as Go wrote them.
import type { Saved } from "./print-types";

export interface CrewMember {
  id: string;
  name: string;
  roles: string[];
  role_names: string[];
  languages: string[];
  language_names: string[];
  contact: string;
  shifts: number;
  /** That they help in all. */
  minutes: number;
}

export interface CrewShift {
  id: string;
  role: string;
  role_name: string;
  /** Days after the event; negative before it. */
  day: number;
  date: string;
  from: string;
  to: string;
  /** Minutes after midnight of its date. */
  begins: number;
  minutes: number;
  need: number;
  /** Ids of members. */
  who: string[];
  /** Of a suggested one: a source, or that it is our own default. */
  basis: string;
}

export interface CrewRole {
  id: string;
  name: string;
  /** By the event's activities. */
  needed: boolean;
}

/** Something that is amiss; what does not belong to its kind is empty. */
export interface CrewWarning {
  kind: "clash" | "nobody" | "few" | "role" | "language" | "alone" | "other" | "stranger";
  shift: string;
  other: string;
  role: string;
  role_name: string;
  other_role: string;
  language: string;
  language_name: string;
  member: string;
  member_name: string;
  missing: number;
  date: string;
  from: string;
  to: string;
  /** In English, for the command line. */
  words: string;
  source: string;
}

export interface Crew {
  members: CrewMember[];
  shifts: CrewShift[];
  warnings: CrewWarning[];
  suggested: CrewShift[];
  roles: CrewRole[];
}

export interface MemberInput {
  name: string;
  roles: string[];
  languages: string[];
  contact: string;
}

export interface ShiftInput {
  role: string;
  day: number;
  from: string;
  to: string;
  need: number;
}

/** What a person can do with those who help. */
export interface Crewing {
  Crew(id: string): Promise<Crew>;
  AddMember(id: string, member: MemberInput): Promise<Crew>;
  EditMember(id: string, who: string, member: MemberInput): Promise<Crew>;
  /** Takes somebody off the list and out of their shifts; it can be undone. */
  DropMember(id: string, who: string): Promise<Crew>;
  AddShift(id: string, shift: ShiftInput): Promise<Crew>;
  /** Adds the suggested shifts of these roles, or all where none is named. */
  AddSuggested(id: string, roles: string[]): Promise<Crew>;
  EditShift(id: string, which: string, shift: ShiftInput): Promise<Crew>;
  DropShift(id: string, which: string): Promise<Crew>;
  Assign(id: string, which: string, who: string, on: boolean): Promise<Crew>;
  /** Asks where to save somebody's shifts for their calendar. */
  SaveMemberCalendar(id: string, who: string): Promise<Saved>;
}
