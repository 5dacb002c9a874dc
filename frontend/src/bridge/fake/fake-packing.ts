import { BridgeError } from "../bridge-error";
import type { Packing, PackingForm, PackingLine, PackingUp } from "../packing-types";
import { dutiesOf } from "./fake-duties";
import { FakeTasks } from "./fake-tasks";
import type { FakeEvent } from "./fake-view";

const ours = "our planning default, not from a source";
const blank = { amount: "", for: [], from: "", who: "", done: false, for_words: "", now: "" };

const offered: PackingLine[] = [
  {
    ...blank,
    id: "kit-photo-sign",
    kind: "kit",
    what: "Sign about photographs, for the door",
    amount: "1",
    basis: "resourcecentre.org.uk/information/photo-consent-for-community-groups",
  },
  {
    ...blank,
    id: "kit-allergen-card",
    kind: "kit",
    what: "Allergen card",
    amount: "one for each dish",
    for: ["shared-meal"],
    for_words: "Shared meal",
    basis: ours,
  },
  {
    ...blank,
    id: "care-1",
    kind: "care",
    what: "Nobody has to explain where a dish comes from",
    for: ["shared-meal"],
    for_words: "Shared meal",
    basis: ours,
  },
];

const kinds = ["kit", "care", "permission"];

/** All that the activities bring, as an event begins with it. */
export function allThings(): PackingLine[] {
  return structuredClone(offered);
}

function listOf(event: FakeEvent): Packing {
  const lines = [...event.packing].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  return {
    lines,
    offers: offered.filter(({ id }) => !lines.some((one) => one.id === id)),
    duties: dutiesOf(event).duties.map(({ task, title, due, applies, done, sources }) => ({
      task,
      title,
      due,
      applies,
      done,
      basis: sources.join("; "),
    })),
  };
}

function refuse(form: PackingForm): void {
  if (form.what.trim() === "") throw new BridgeError("invalid", "what: write what to bring or to see to", "");
}

/** The part of the fake desk that packs. */
export abstract class FakePacking extends FakeTasks implements PackingUp {
  private packed = 0;

  async Packing(id: string) {
    return listOf(this.at(id));
  }

  async TakePacking(id: string, lines: string[]) {
    const taken = listOf(this.at(id)).offers.filter((one) => lines.length === 0 || lines.includes(one.id));
    return this.setPacking(id, (list) => [...list, ...taken]);
  }

  async RescalePacking(id: string, lines: string[], keep: boolean) {
    const settled = (one: PackingLine) => ({ ...one, amount: keep ? one.amount : one.now, now: "" });
    return this.setPacking(id, (list) =>
      list.map((one) =>
        one.now !== "" && (lines.length === 0 || lines.includes(one.id)) ? settled(one) : one,
      ),
    );
  }

  async AddPacking(id: string, form: PackingForm) {
    refuse(form);
    const added = { ...blank, ...form, id: `p-${++this.packed}`, basis: "" };
    return this.setPacking(id, (list) => [...list, added]);
  }

  async EditPacking(id: string, line: string, form: PackingForm) {
    refuse(form);
    return this.setPacking(id, (list) =>
      list.map((one) =>
        one.id === line ? { ...one, ...form, basis: form.what === one.what ? one.basis : "" } : one,
      ),
    );
  }

  async SetPacked(id: string, line: string, done: boolean) {
    return this.setPacking(id, (list) => list.map((one) => (one.id === line ? { ...one, done } : one)));
  }

  async DropPacking(id: string, line: string) {
    return this.setPacking(id, (list) => list.filter((one) => one.id !== line));
  }

  private setPacking(id: string, change: (list: PackingLine[]) => PackingLine[]): Packing {
    this.act(id, "packing", (event) => {
      event.packing = change(event.packing);
    });
    return listOf(this.at(id));
  }
}
