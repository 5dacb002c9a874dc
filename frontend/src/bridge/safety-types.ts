// What the window and Go say about keeping things safe. Instants are RFC 3339; "" is never.

/** Green: nothing is only here. Amber: something waits. Red: something is wrong. */
export type Light = "green" | "amber" | "red";

/** How the key of this laptop is kept. */
export type KeyGuard = "keyring" | "passphrase" | "file";

/** How the keys of this laptop are kept; words and hint are in English, for the command line. */
export interface KeyStatus {
  guard: KeyGuard;
  locked: boolean;
  words: string;
  hint: string;
  /** organiser or door; "" while locked. */
  role: string;
  event: string;
  devices: number;
  sheet: SheetStatus;
}

/** The recovery sheet as the command line says it; the window reads Recovery. */
export interface SheetStatus {
  number: number;
  printed: string;
  checked: string;
  due: boolean;
  ask: number[];
}

export type Role = "organiser" | "helper";

export interface Device {
  id: string;
  label: string;
  role: Role;
  /** The one event of a door helper. */
  event: string;
  /** It is this laptop. */
  here: boolean;
  added: string;
}

export interface Recovery {
  made: string;
  checked: string;
  /** It is time to look for the sheet again. */
  due: boolean;
  /** The groups that may be typed instead of the whole sheet, from 1. */
  ask: number[];
}

export interface Safety {
  light: Light;
  /** The same as a green light. */
  safe: boolean;
  /** Keys of what is only here or wrong, with how many. */
  missing: { what: string; count: number }[];
  digest_equal: boolean;
  receipt: string;
  waiting: number;
  quarantined: number;
  recovery: Recovery;
  devices: Device[];
  backups: { last: string; count: number; folder: string };
  /** A backup that a person saved and that has all that is here. */
  stick: { at: string; file: string } | null;
  /** Put back from a backup; nothing is sent until GoOn. */
  held: { since: string; file: string } | null;
  /** The stored data was damaged, until SeenRecovered; no file when it could be mended and nothing is missing. */
  recovered: { at: string; file: string; from: string; folder: string } | null;
  keys: KeyGuard;
  locked: boolean;
}

/** How far a Merge, a Restore or a RestoreFromSheet is. */
export interface Progress {
  /** save, read, check, merge, place or tidy. */
  step: string;
  done: number;
  /** 0 where nobody knows how much there is. */
  all: number;
  /** It can no longer be stopped. */
  final: boolean;
}

/** What a campaign gave back: so many changes, as of then. */
export interface Recovered {
  changes: number;
  at: string;
}

/** What was put back; no file when the person thought better of it. */
export interface Restored {
  file: string;
  from: string;
}

/** What a file from another laptop brings, or has brought; no path when none was picked. */
export interface MergePreview {
  path: string;
  event: string;
  title: string;
  /** Id of the laptop that wrote it. */
  from: string;
  made: string;
  /** Things that are not here yet. */
  new: number;
  changed: number;
  /** Fields that were changed on both sides. */
  conflicts: number;
  /** What is locked with keys that are not here. */
  unread: number;
  /** 0 when all of it is here already. */
  ops: number;
}

/** A field that two laptops changed without knowing of each other. */
export interface Conflict {
  entity: string;
  id: string;
  field: string;
  /** What the thing is called, such as a task's title; may be empty. */
  name: string;
  now: unknown;
  lost: unknown;
  /** The two in English; of what is made of parts, those that differ. */
  now_words: string;
  lost_words: string;
  at: string;
}

export interface Erased {
  people: number;
  ops: number;
  backups: number;
  /** Files and prints that may still hold them. */
  beyond: AuditEntry[];
  /** The report's texts that may still name them. */
  said: ("learned" | "next" | "thanks")[];
}

export interface SheetCheck {
  ok: boolean;
  /** Why not; "" too when the person thought better of it. */
  wrong: string;
}

/** The code to say and the file to hand over; no file when the person thought better of it. */
export interface Invitation {
  code: string;
  file: string;
  expires: string;
  /** The address at which the code works too; "" when only with the file. */
  server: string;
  /** The group has a campaign, but it could not be reached. */
  missed: boolean;
}

/** An event in a file for a new laptop, and the code to say; no file when the person thought better of it. */
export interface HandedOver {
  code: string;
  file: string;
  event: string;
  /** Id of the one laptop that can read it; "" for all of the group's. */
  for: string;
  /** How many changes are in it. */
  ops: number;
  /** How many pictures are in it. */
  pictures: number;
  expires: string;
  role: Role;
}

/** What this laptop became a part of; no group when the person thought better of it. */
export interface Accepted {
  /** The mark that recovery sheets and posters carry. */
  group: string;
  role: Role;
  /** The file to take back to the laptop that invited; "" when there is none. */
  reply: string;
  /** Title of the event that came in the file; "" when none did. */
  came: string;
  /** The reply is in the file that was picked, and in no other. */
  same: boolean;
}

export interface AuditEntry {
  at: string;
  what: string;
  /** "" for what belongs to no event. */
  event: string;
  /** Id of a laptop; "" where it is not known. */
  device: string;
  detail: string;
}
