import type { MoneyLine } from "../money-types";

/** Made-up lines of the sample event. */
export function sampleMoney(): MoneyLine[] {
  const line = (id: string, kind: string, what: string, budget: number, actual: number | null) => ({
    id,
    kind,
    what,
    budget,
    actual,
    note: "",
    receipts: [],
  });
  return [
    line("m-hall", "venue", "Hall, four hours", 8000, 8000),
    line("m-rice", "food", "Rice, lentils and bread", 6000, null),
    line("m-fares", "travel", "Bus fares for guests and speakers", 5000, null),
    line("m-grant", "grant", "Small grant of the council", 20000, 20000),
  ];
}
