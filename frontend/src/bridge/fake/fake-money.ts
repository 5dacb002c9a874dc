import { BridgeError } from "../bridge-error";
import type { Budgeting, MoneyForm, MoneyKind, MoneyLine, MoneyView, Sum } from "../money-types";
import { FakeAlbum } from "./fake-album";

const costs = [
  "venue",
  "food",
  "interpreting",
  "access",
  "travel",
  "speakers",
  "print",
  "licences",
  "insurance",
  "materials",
  "other",
];
const income = ["grant", "donations", "tickets", "own-money", "other-income"];
const kinds: MoneyKind[] = [
  ...costs.map((id) => ({ id, income: false })),
  ...income.map((id) => ({ id, income: true })),
];

/** A plain amount such as 12.50 in pence. */
function pence(field: string, text: string): number {
  if (!/^\d+([.,]\d{1,2})?$/.test(text.trim()))
    throw new BridgeError("invalid", `${field}: “${text}” is not an amount of pounds`, "write it like 12.50");
  return Math.round(Number(text.replace(",", ".")) * 100);
}

function read(form: MoneyForm) {
  if (form.what.trim() === "") throw new BridgeError("invalid", "what: write what the money is for", "");
  return {
    kind: form.kind,
    what: form.what.trim(),
    budget: form.budget.trim() === "" ? 0 : pence("budget", form.budget),
    actual: form.actual.trim() === "" ? null : pence("actual", form.actual),
    note: form.note.trim(),
  };
}

function sum(lines: readonly MoneyLine[]): Sum {
  const known = lines.filter(({ actual }) => actual !== null);
  const total = (of: readonly MoneyLine[], amount: (line: MoneyLine) => number) =>
    of.reduce((all, line) => all + amount(line), 0);
  const actual = total(known, (line) => line.actual ?? 0);
  const budget = total(lines, (line) => line.budget);
  const planned = total(known, (line) => line.budget);
  return { budget, actual, open: budget - planned, difference: actual - planned, lines: lines.length };
}

function viewOf(lines: readonly MoneyLine[]): MoneyView {
  const rank = (line: MoneyLine) => kinds.findIndex(({ id }) => id === line.kind);
  const sorted = [...lines].sort((a, b) => rank(a) - rank(b) || a.what.localeCompare(b.what));
  const out = sum(sorted.filter(({ kind }) => costs.includes(kind)));
  const coming = sum(sorted.filter(({ kind }) => income.includes(kind)));
  const of = kinds.map((kind) => ({ kind, list: sorted.filter((line) => line.kind === kind.id) }));
  const balance = coming.actual - out.actual;
  return {
    lines: sorted,
    kinds,
    sums: {
      costs: out,
      income: coming,
      planned_balance: coming.budget - out.budget,
      actual_balance: balance,
      expected: balance + coming.open - out.open,
      kinds: of
        .filter(({ list }) => list.length > 0)
        .map(({ kind, list }) => ({ ...sum(list), kind: kind.id, income: kind.income })),
      no_receipt: sorted
        .filter((line) => costs.includes(line.kind) && line.actual !== null && line.receipts.length === 0)
        .map(({ id }) => id),
    },
  };
}

/** The part of the fake desk that holds the money of events. */
export abstract class FakeMoney extends FakeAlbum implements Budgeting {
  private linesMade = 0;

  async Money(id: string) {
    return viewOf(this.at(id).money);
  }

  async AddMoney(id: string, form: MoneyForm) {
    const line = { ...read(form), id: `m-${++this.linesMade}`, receipts: [] };
    return this.setMoney(id, "money", (lines) => [...lines, line]);
  }

  async EditMoney(id: string, line: string, form: MoneyForm) {
    const now = read(form);
    return this.setMoney(id, "money", (lines) =>
      lines.map((one) => (one.id === line ? { ...one, ...now } : one)),
    );
  }

  async DropMoney(id: string, line: string) {
    return this.setMoney(id, "money", (lines) => lines.filter((one) => one.id !== line));
  }

  async PickReceipt(id: string, line: string) {
    const file = `${"0".repeat(31)}${this.at(id).money.flatMap(({ receipts }) => receipts).length}.jpg`;
    const money = this.setMoney(id, "receipt", (lines) =>
      lines.map((one) => (one.id === line ? { ...one, receipts: [...one.receipts, file] } : one)),
    );
    return { money, notes: [] };
  }

  async DropReceipt(id: string, line: string, file: string) {
    return this.setMoney(id, "receipt", (lines) =>
      lines.map((one) =>
        one.id === line ? { ...one, receipts: one.receipts.filter((name) => name !== file) } : one,
      ),
    );
  }

  async SaveMoney() {
    return { file: "/home/sam/money.csv", kind: "money", lang: "", pages: 0, problems: [] };
  }

  private setMoney(id: string, label: string, change: (lines: MoneyLine[]) => MoneyLine[]): MoneyView {
    this.act(id, label, (event) => {
      event.money = change(event.money);
    });
    return viewOf(this.at(id).money);
  }
}
