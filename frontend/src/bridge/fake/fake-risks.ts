import { BridgeError } from "../bridge-error";
import type { RiskForm, RiskItem, Risking, RiskLevel, RiskSheet } from "../risk-types";
import { FakeMoney } from "./fake-money";

const from: [number, RiskLevel][] = [
  [16, "very-high"],
  [10, "high"],
  [5, "medium"],
  [1, "low"],
];

function item(id: string, form: Partial<RiskForm> & { what: string }, basis = "", forWords = ""): RiskItem {
  const risk = { who: "", likelihood: 0, severity: 0, measure: "", owner: "", done: false, ...form };
  const score = risk.likelihood * risk.severity;
  const level = from.find(([least]) => score >= least)?.[1] ?? "";
  return { id, ...risk, basis, score, level, for_words: forWords, likely: "", severe: "", level_text: "" };
}

const ours = "our planning default, not from a source";

const offered: RiskItem[] = [
  item(
    "slips",
    {
      what: "Slips and trips",
      who: "everyone",
      measure: "Walk the room before it opens; dry floors, free gangways",
      likelihood: 3,
      severity: 2,
    },
    ours,
  ),
  item(
    "fire-exits",
    {
      what: "Fire and ways out",
      who: "everyone, wheelchair users above all",
      measure: "Ask the venue for its plan, keep the ways out free, and say at the start where they are",
      likelihood: 1,
      severity: 5,
    },
    ours,
  ),
  item(
    "allergy",
    {
      what: "Allergic reaction",
      who: "guests with an allergy",
      measure: "A card with the ingredients on every dish, and one person who can answer questions",
      likelihood: 2,
      severity: 5,
    },
    ours,
    "Shared meal",
  ),
];

const order = (a: RiskItem, b: RiskItem) =>
  Number(a.done) - Number(b.done) || Number(b.score === 0) - Number(a.score === 0) || b.score - a.score;

function sheetOf(risks: readonly RiskItem[]): RiskSheet {
  return {
    risks: [...risks].sort(order),
    offers: offered.filter(({ id }) => !risks.some((one) => one.id === id)),
    levels: [],
    likelihood: [],
    severity: [],
    steps: [],
    source: "",
  };
}

function refuse(form: RiskForm): void {
  if (form.what.trim() === "") throw new BridgeError("invalid", "what: write what could go wrong", "");
}

/** The part of the fake desk that holds the risks of events. */
export abstract class FakeRisks extends FakeMoney implements Risking {
  private risksMade = 0;

  async Risks(id: string) {
    return sheetOf(this.at(id).risks);
  }

  async TakeRisks(id: string, risks: string[]) {
    const taken = sheetOf(this.at(id).risks).offers.filter(
      (one) => risks.length === 0 || risks.includes(one.id),
    );
    return this.setRisks(id, (list) => [...list, ...taken]);
  }

  async AddRisk(id: string, form: RiskForm) {
    refuse(form);
    return this.setRisks(id, (list) => [...list, item(`r-${++this.risksMade}`, form)]);
  }

  async EditRisk(id: string, risk: string, form: RiskForm) {
    refuse(form);
    return this.setRisks(id, (list) =>
      list.map((one) => (one.id === risk ? item(risk, form, "", one.for_words) : one)),
    );
  }

  async SetRiskDone(id: string, risk: string, done: boolean) {
    return this.setRisks(id, (list) => list.map((one) => (one.id === risk ? { ...one, done } : one)));
  }

  async DropRisk(id: string, risk: string) {
    return this.setRisks(id, (list) => list.filter((one) => one.id !== risk));
  }

  private setRisks(id: string, change: (list: RiskItem[]) => RiskItem[]): RiskSheet {
    this.act(id, "risk", (event) => {
      event.risks = change(event.risks);
    });
    return sheetOf(this.at(id).risks);
  }
}
