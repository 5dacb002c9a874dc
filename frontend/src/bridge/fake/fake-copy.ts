import { BridgeError } from "../bridge-error";
import type { Copied, CopyChoice, Copying, TemplateCard } from "../copy-types";
import type { EventDoc } from "../types";
import { FakeBegin } from "./fake-begin";
import { noPhoto } from "./fake-content";
import type { FakeEvent } from "./fake-view";

interface FakeTemplate {
  card: TemplateCard;
  event: string;
  dropped: boolean;
}

const line = (what: string, count: number, more: { name?: string; why?: string } = {}) => ({
  what,
  count,
  name: more.name ?? "",
  why: more.why ?? "",
  words: what,
});

/** The part of the fake desk that begins events as others were. */
export abstract class FakeCopy extends FakeBegin implements Copying {
  private copies = 0;
  private templates: FakeTemplate[] = [];

  async CopyEvent(id: string, choice: CopyChoice) {
    return this.copyOf(this.at(id), choice);
  }

  async Templates() {
    return this.templates.filter(({ dropped }) => !dropped).map(({ card }) => card);
  }

  async SaveTemplate(id: string, name: string) {
    if (name.trim() === "") throw new BridgeError("invalid", "name: write what to call the template", "");
    if (this.templates.some(({ card, dropped }) => !dropped && card.name === name))
      throw new BridgeError(
        "conflict",
        `there is a template called “${name}” already`,
        "choose another name",
      );
    const { doc, tasks, crew, money, risks } = this.at(id);
    const key = `template-${this.templates.length + 1}`;
    const card = {
      id: key,
      name,
      from: doc.date,
      activities: doc.activities,
      tasks: tasks.filter(({ source }) => source === "own").length,
      shifts: crew.shifts.length,
      money: money.length,
      risks: risks.length,
    };
    this.templates = [...this.templates, { card, event: JSON.stringify(this.at(id)), dropped: false }];
    this.tell("");
    return key;
  }

  async NewFromTemplate(template: string, choice: CopyChoice) {
    const one = this.template(template);
    return this.copyOf(JSON.parse(one.event) as FakeEvent, choice);
  }

  async RenameTemplate(template: string, name: string) {
    this.remake(template, (one) => ({ ...one, card: { ...one.card, name } }));
  }

  async DropTemplate(template: string) {
    this.remake(template, (one) => ({ ...one, dropped: true }));
  }

  async RestoreTemplate(template: string) {
    this.remake(template, (one) => ({ ...one, dropped: false }));
  }

  async SaveTemplateFile(template: string) {
    const file = `/home/sam/${this.template(template).card.id}.json`;
    return { file, kind: "template", lang: "", pages: 0, problems: [] };
  }

  async ImportTemplate() {
    const [first] = this.ids();
    return first === undefined ? "" : this.SaveTemplate(first, "From a file");
  }

  private template(id: string): FakeTemplate {
    const one = this.templates.find(({ card }) => card.id === id);
    if (!one) throw new BridgeError("not_found", `there is no template “${id}”`, "");
    return one;
  }

  private remake(id: string, change: (one: FakeTemplate) => FakeTemplate) {
    this.template(id);
    this.templates = this.templates.map((one) => (one.card.id === id ? change(one) : one));
    this.tell("");
  }

  private copyOf({ doc, money, risks, crew }: FakeEvent, choice: CopyChoice): Copied {
    if (choice.date === "")
      throw new BridgeError("invalid", "date: “” is not a date", "write it like 2027-12-18");
    const next: EventDoc = {
      ...doc,
      id: `COPY${++this.copies}`,
      date: choice.date,
      title: choice.title === "" ? doc.title : { en: choice.title },
      theme: "",
      voices: [],
      photo: noPhoto,
      programme: doc.programme.map((point) => ({ ...point, lead: "" })),
    };
    const event = this.begin(next, (made) => {
      made.walkIns = [];
      made.money = money.map((one) => {
        const budget = choice.actuals ? (one.actual ?? one.budget) : one.budget;
        return { ...one, budget, actual: null, note: "", receipts: [] };
      });
      made.risks = risks.map((one) => ({ ...one, done: false, owner: "", since: doc.date }));
      made.crew = { members: [], shifts: crew.shifts.map((one) => ({ ...one, who: [] })) };
    });
    return {
      event,
      taken: [line("event", 1), line("shifts", crew.shifts.length), line("money", money.length)],
      left: [
        line("people", 9),
        ...doc.voices.map((name) => line("voice", 1, { name, why: "expired" })),
        line("papers", 2),
      ],
      look: [line("venue", 3), line("year", 1, { name: doc.date.slice(0, 4) })],
    };
  }
}
