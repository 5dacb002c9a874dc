import { BridgeError } from "../bridge-error";
import type { PartConsent, SendItem, Sending, SendKind, SendPart, SendView } from "../send-types";
import type { Outgoing, OutgoingPart, SyncResult } from "../types";
import { FakeCopy } from "./fake-copy";
import { count } from "./fake-people";
import type { FakeEvent } from "./fake-view";

const kinds: readonly SendKind[] = ["numbers", "evaluation", "comment", "photo", "learned", "form"];

interface Ticks {
  parts: Partial<Record<SendKind, boolean>>;
  /** Comments and photographs that were left out, by kind and id. */
  out: string[];
  looked: string[];
}

const nobody: PartConsent = { how: "", uses: [] };

const item = (more: Partial<SendItem>): SendItem => ({
  ...{ id: "", on: true, why: "", found: [], words: "", lang: "", alt: "", consent: nobody },
  ...{ totals: null, evaluation: null, form: [], ...more },
});

/** What an event's numbers are, as they are sent. */
export function totalsOf({ doc, guests, walkIns }: FakeEvent) {
  const { signed_up, arrived, walk_ins } = count(guests, walkIns);
  const what = { languages: doc.languages, activities: doc.activities, objectives: doc.gcm_objectives };
  return { title: doc.title.en ?? "", date: doc.date, signed_up, arrived, walk_ins, ...what };
}

/** The part of the fake desk that chooses what the campaign gets. */
export abstract class FakeSend extends FakeCopy implements Sending {
  private readonly ticked = new Map<string, Ticks>();
  /** What the campaign has of each event, by kind. */
  private readonly there = new Map<string, Map<SendKind, number>>();

  abstract Outgoing(): Promise<Outgoing>;
  abstract Sync(): Promise<SyncResult>;

  async Send(id: string): Promise<SendView> {
    const parts: SendPart[] = [];
    for (const kind of kinds) {
      const items = (await this.items(id, kind)).map((one) => this.judged(id, kind, one));
      const on = this.isOn(id, kind);
      const going = items.filter((one) => one.on && one.why === "").length;
      parts.push({ kind, on, items, going, there: this.there.get(id)?.get(kind) ?? 0 });
    }
    return { parts, takes: true, joined: this.counts().joined, locked: false, sends: true };
  }

  async SendParts(id: string, on: Partial<Record<SendKind, boolean>>) {
    return this.retick(id, (was) => ({ ...was, parts: { ...was.parts, ...on } }));
  }

  async SendItem(id: string, kind: SendKind, one: string, on: boolean) {
    const key = `${kind}/${one}`;
    return this.retick(id, (was) => ({
      ...was,
      out: on ? was.out.filter((out) => out !== key) : [...was.out, key],
    }));
  }

  async SendLooked(id: string, kind: SendKind, one: string) {
    return this.retick(id, (was) => ({ ...was, looked: [...was.looked, `${kind}/${one}`] }));
  }

  async SyncSeen(mark: string) {
    if ((await this.Outgoing()).mark !== mark)
      throw new BridgeError(
        "conflict",
        "what would be sent has changed since you looked, so nothing was sent",
        "look at it again, and send it then",
      );
    const done = await this.Sync();
    for (const id of this.ids()) {
      const { parts } = await this.Send(id);
      this.there.set(id, new Map(parts.map(({ kind, on, going }) => [kind, on ? going : 0])));
    }
    this.tell("");
    return done;
  }

  /** What is ticked besides numbers, and what is taken back. */
  protected async partsOut(
    id: string,
    title: string,
  ): Promise<{ parts: OutgoingPart[]; taken: OutgoingPart[] }> {
    const { parts } = await this.Send(id);
    const line = (kind: string, n: number, changed: boolean) => ({ id, title, kind, count: n, changed });
    return {
      parts: parts
        .filter(({ kind, on, going }) => kind !== "numbers" && on && going > 0)
        .map(({ kind, going, there }) => line(kind, going, there !== going)),
      taken: parts
        .filter(({ on, going, there }) => there > (on ? going : 0))
        .map(({ kind, on, going, there }) => line(kind, there - (on ? going : 0), true)),
    };
  }

  protected isOn(id: string, kind: SendKind): boolean {
    return this.ticksOf(id).parts[kind] ?? kind === "numbers";
  }

  private ticksOf(id: string): Ticks {
    return this.ticked.get(id) ?? { parts: {}, out: [], looked: [] };
  }

  private async retick(id: string, next: (was: Ticks) => Ticks): Promise<SendView> {
    const was = this.ticksOf(id);
    const now = next(was);
    this.remember(
      id,
      "send",
      () => this.ticked.set(id, now),
      () => this.ticked.set(id, was),
    );
    return this.Send(id);
  }

  private judged(id: string, kind: SendKind, one: SendItem): SendItem {
    const { out, looked } = this.ticksOf(id);
    const key = `${kind}/${one.id}`;
    const names = one.why === "" && one.found.length > 0 && !looked.includes(key);
    return { ...one, on: this.isOn(id, kind) && !out.includes(key), why: names ? "names" : one.why };
  }

  private async items(id: string, kind: SendKind): Promise<SendItem[]> {
    const event = this.at(id);
    const forms = event.said.forms.length;
    switch (kind) {
      case "numbers":
        return [item({ totals: totalsOf(event) })];
      case "evaluation":
        return [item(forms < 5 ? { why: "few" } : { evaluation: await this.answered(id) })];
      case "comment":
        return event.said.forms
          .filter(({ may_quote, words }) => may_quote && words !== "")
          .map((form) => {
            const found = event.guests.map(({ name }) => name).filter((name) => says(form.words, name));
            const consent = { how: "form", uses: ["quote"] };
            return item({
              id: form.id,
              words: form.words,
              lang: form.lang,
              found,
              consent,
              why: form.quote ? "" : "chosen",
            });
          });
      case "photo":
        return (await this.Photographs(id)).map(({ id: photo, alt, caption, lang, refused, consent }) =>
          item({
            ...{
              id: photo,
              alt,
              words: caption,
              lang,
              why: "campaign" in refused ? "consent" : alt === "" ? "alt" : "",
            },
            consent: { how: consent.how, on: consent.on, uses: consent.uses },
          }),
        );
      case "learned": {
        const words = event.said.debrief.worked ?? "";
        return [item({ words, why: words === "" ? "nothing" : "" })];
      }
      case "form":
        return [
          item({
            form: [{ key: "event", label: "What was held, and when", value: event.doc.title.en ?? "" }],
          }),
        ];
    }
  }

  private async answered(id: string) {
    const { totals } = await this.Evaluation(id);
    const questions = totals.questions.map(({ key, counts }) => ({
      key,
      answers: counts.map(({ key: one, n }) => ({ keys: [one], n: n < 5 ? 0 : n, hidden: n > 0 && n < 5 })),
    }));
    return { forms: totals.forms, questions };
  }
}

function says(words: string, name: string): boolean {
  return words.toLowerCase().includes(name.split(" ")[0]?.toLowerCase() ?? name);
}
