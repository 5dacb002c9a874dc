import { type Json, type JsonObject, withPath } from "../lib/merge";
import { type BridgeError, bridgeError } from "./bridge-error";

export type SaveState = "idle" | "waiting" | "saving" | "saved" | "refused";

/** What the person sees of a saver: the words not yet saved and the fields that were refused, by path. */
export interface Drafts {
  state: SaveState;
  values: ReadonlyMap<string, Json>;
  errors: ReadonlyMap<string, BridgeError>;
}

/** Sends one merge patch; it rejects with a BridgeError. */
export type Send = (patch: Json) => Promise<void>;

const quietFor = 600;

const live = new Set<Autosaver>();

const losses = new Set<(refusal: BridgeError) => void>();

/** Hears of words that were refused when their field had gone, until the function given back is called. */
export function onLoss(heard: (refusal: BridgeError) => void): () => void {
  losses.add(heard);
  return () => losses.delete(heard);
}

/** Saves what was typed anywhere in the window. It never rejects. */
export async function saveAll(): Promise<void> {
  await Promise.all([...live].map((saver) => saver.flush()));
}

/**
 * Saves fields of a document while a person types: each change waits for a short silence, then all go in one
 * patch. A refused patch is sent again field by field, so that one wrong date never holds back the rest; the
 * wrong words stay in their field with the reason.
 */
export class Autosaver {
  private readonly send: Send;
  private readonly listeners = new Set<() => void>();
  private pending = new Map<string, Json>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> = Promise.resolve();
  private drafts: Drafts = { state: "idle", values: new Map(), errors: new Map() };

  constructor(send: Send) {
    this.send = send;
  }

  /** Takes a new value of a field; null removes it from the document. */
  set(path: string, value: Json): void {
    this.pending.set(path, value);
    this.show("waiting", new Map(this.drafts.values).set(path, value));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), quietFor);
  }

  /** Sends what waits, now. It resolves when all is saved or refused, and never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.running = this.running.then(() => this.sendPending());
    return this.running;
  }

  /** Sends what waits as its form goes away: what is refused then has no field left that could say so. */
  async leave(): Promise<void> {
    await this.flush();
    const [refusal] = this.drafts.errors.values();
    if (!refusal) return;
    this.drafts = { ...this.drafts, errors: new Map() };
    for (const heard of losses) heard(refusal);
  }

  snapshot = (): Drafts => this.drafts;

  subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard);
    return () => this.listeners.delete(heard);
  };

  /** Counts this saver among those of saveAll, until the function given back is called. */
  enlist(): () => void {
    live.add(this);
    return () => live.delete(this);
  }

  private async sendPending(): Promise<void> {
    const fields = [...this.pending];
    if (fields.length === 0) return;
    this.pending = new Map();
    this.show("saving", this.drafts.values);
    const refused = await this.sendTogether(fields);
    this.settle(fields, refused);
  }

  private async sendTogether(fields: [string, Json][]): Promise<Map<string, BridgeError>> {
    const whole = fields.reduce<JsonObject>((patch, [path, value]) => withPath(patch, path, value), {});
    const reason = await this.refusal(whole);
    const [first] = fields;
    if (!reason || !first) return new Map();
    if (fields.length === 1) return new Map([[first[0], reason]]);
    return this.sendApart(fields);
  }

  private async sendApart(fields: [string, Json][]): Promise<Map<string, BridgeError>> {
    const refused = new Map<string, BridgeError>();
    for (const [path, value] of fields) {
      const reason = await this.refusal(withPath({}, path, value));
      if (reason) refused.set(path, reason);
    }
    return refused;
  }

  private async refusal(patch: Json): Promise<BridgeError | undefined> {
    try {
      await this.send(patch);
      return undefined;
    } catch (reason) {
      return bridgeError(reason);
    }
  }

  private settle(fields: [string, Json][], refused: Map<string, BridgeError>): void {
    const values = new Map(this.drafts.values);
    const errors = new Map(this.drafts.errors);
    for (const [path] of fields) {
      const reason = refused.get(path);
      if (reason) errors.set(path, reason);
      else errors.delete(path);
      if (!reason && !this.pending.has(path)) values.delete(path);
    }
    this.drafts = { ...this.drafts, errors };
    this.show(this.pending.size > 0 ? "waiting" : errors.size > 0 ? "refused" : "saved", values);
  }

  private show(state: SaveState, values: ReadonlyMap<string, Json>): void {
    this.drafts = { ...this.drafts, state, values };
    for (const heard of this.listeners) heard();
  }
}
