// What travels of an event's money. Amounts are whole pence.
import type { Saved } from "./print-types";

export interface MoneyLine {
  id: string;
  kind: string;
  what: string;
  budget: number;
  /** null until it is known. */
  actual: number | null;
  note: string;
  /** Names of pictures. */
  receipts: string[];
}

export interface MoneyKind {
  id: string;
  income: boolean;
}

/** What lines come to. */
export interface Sum {
  budget: number;
  /** Of the lines where it is known. */
  actual: number;
  /** Planned on lines where it is not known yet. */
  open: number;
  /** Above 0 more than planned, of what is known. */
  difference: number;
  lines: number;
}

export interface KindSum extends Sum {
  kind: string;
  income: boolean;
}

export interface Money {
  costs: Sum;
  income: Sum;
  planned_balance: number;
  actual_balance: number;
  /** With what is known, and what is planned for the rest. */
  expected: number;
  kinds: KindSum[];
  /** Ids of costs that were paid and have no receipt. */
  no_receipt: string[];
}

export interface MoneyView {
  lines: MoneyLine[];
  sums: Money;
  kinds: MoneyKind[];
}

/** A line as a person types it; an actual amount of "" is not known yet. */
export type MoneyForm = { kind: string; what: string; budget: string; actual: string; note: string };

export interface PickedReceipt {
  money: MoneyView;
  /** Keys of what to know about the picture. */
  notes: string[];
}

/** What a person can do with the money of an event. */
export interface Budgeting {
  Money(id: string): Promise<MoneyView>;
  AddMoney(id: string, form: MoneyForm): Promise<MoneyView>;
  EditMoney(id: string, line: string, form: MoneyForm): Promise<MoneyView>;
  DropMoney(id: string, line: string): Promise<MoneyView>;
  /** Asks for a picture in the system's dialog; the money is as it was when the person cancelled. */
  PickReceipt(id: string, line: string): Promise<PickedReceipt>;
  DropReceipt(id: string, line: string, file: string): Promise<MoneyView>;
  SaveMoney(id: string): Promise<Saved>;
}
