import { type Json, merge } from "../../lib/merge";
import { BridgeError } from "../bridge-error";
import type { Bridge, Desk } from "../desk";
import type { KitProgress, Saved } from "../print-types";
import type { EventDoc, EventView, Guest, State } from "../types";
import { choices, noPhoto, sampleDoc, samplePhoto } from "./fake-content";
import type { SaidStart } from "./fake-feedback";
import type { KeepingStart } from "./fake-keeping";
import { marked, refuseWithdrawn } from "./fake-packs";
import { invitation } from "./fake-pages";
import { byHand, count, sampleGuests } from "./fake-people";
import { askForFilm, moveTasks } from "./fake-plan";
import { FakePress } from "./fake-press";
import { FakePrinters } from "./fake-printers";
import { FakeProofs } from "./fake-proofs";
import { refuseNonsense } from "./fake-refusals";
import { FakeSend, totalsOf } from "./fake-send";
import { type FakeSignups, noSignups } from "./fake-signups";
import { afterSync, fakeKeys, outgoing, pageOut, syncResult } from "./fake-sync";
import { cardOf, type FakeEvent, newEvent, stateOf, viewOf } from "./fake-view";
import { wordsOf } from "./fake-words";

/** How a fake starts; a test changes what it needs. */
export interface FakeStart extends KeepingStart, SaidStart {
  sample?: boolean;
  joined?: boolean;
  guests?: Guest[];
  /** What came by the page. */
  signups?: FakeSignups;
  /** The page is published. */
  published?: boolean;
  locale?: string;
  offline?: boolean;
  inkFails?: boolean;
  /** Nothing waits. */
  sent?: boolean;
  /** So many sign-ups come with the next sync. */
  letters?: number;
  /** It is this time of the events' day; another day without. */
  clock?: string;
  /** What the making of each file of a kit waits for; a moment without. */
  kitWait?: (file: string) => Promise<unknown>;
}

/** A whole desk in memory, on 23 November 2026, with Go's habits but none of its care. */
export function fakeBridge(start: FakeStart = {}): Bridge {
  const fake = new FakeDesk(start);
  return {
    desk: fake,
    listen: (changed) => fake.listen(changed),
    listenKit: (heard) => fake.listenKit(heard),
    listenProgress: (heard) => fake.listenProgress(heard),
    photoUrl: () => samplePhoto,
  };
}

class FakeDesk extends FakeSend implements Desk {
  private readonly all = new Map<string, FakeEvent>();
  /** Whose beginning was taken back. */
  private readonly gone = new Map<string, FakeEvent>();
  private readonly heard = new Set<(event: string) => void>();
  private readonly printers = new FakePrinters();
  private readonly proofs = new FakeProofs();
  private readonly press: FakePress;
  private readonly offline: boolean;
  private readonly inkFails: boolean;
  private joined: boolean;
  private locale: string;
  private waiting: number;
  private letters: number;
  private serial = 0;

  constructor(start: FakeStart) {
    super(start);
    this.joined = start.joined ?? false;
    this.locale = start.locale ?? "en-GB";
    this.offline = start.offline ?? false;
    this.waiting = start.sent ? 0 : 2;
    this.letters = start.letters ?? 0;
    this.clock = start.clock;
    this.inkFails = start.inkFails ?? false;
    const offer = this.printers.choices;
    this.press = new FakePress((id) => this.at(id), this.proofs, offer, start.kitWait);
    if (start.sample ?? true)
      this.put(sampleDoc(), start.guests ?? sampleGuests(), start.signups, start.published);
  }

  listen(changed: (event: string) => void): () => void {
    this.heard.add(changed);
    return () => this.heard.delete(changed);
  }

  listenKit(heard: (progress: KitProgress) => void): () => void {
    return this.press.listen(heard);
  }

  async State(): Promise<State> {
    return {
      version: "0.1.0",
      events: this.all.size,
      joined: this.joined,
      group: this.joined ? "Sample Neighbours" : "",
      server: this.joined ? "https://imd.example" : "",
      waiting: this.waiting,
      quarantined: 0,
      last_receipt: this.joined && this.waiting === 0 ? "2026-11-23T10:15:00Z" : "",
      safe_to_wipe: this.joined && this.waiting === 0,
      locked: false,
      locale: this.locale,
      fonts_note: "",
      keys: fakeKeys,
    };
  }

  async SetLocale(tag: string): Promise<void> {
    this.locale = tag;
    this.tell("");
  }

  async Choices() {
    return choices;
  }

  async WordsOf(id: string) {
    return wordsOf(this.at(id).doc);
  }

  async Events() {
    return [...this.all].map(([id, event]) => cardOf(id, event));
  }

  async AddSample() {
    return this.put(sampleDoc(), sampleGuests());
  }

  async ImportEvent() {
    return "";
  }

  async DeleteEvent(id: string) {
    this.all.delete(this.at(id).doc.id ?? "");
    this.tell("");
  }

  async Event(id: string) {
    return this.view(id);
  }

  async EditEvent(id: string, changes: string) {
    const event = this.at(id);
    const merged = merge(event.doc as unknown as Json, JSON.parse(changes) as Json) as unknown as EventDoc;
    const next = { ...merged, photo: merged.photo ?? noPhoto };
    refuseNonsense(next);
    let moved = 0;
    const view = this.act(id, "event.edit", () => {
      moved = moveTasks(event, next.date);
      askForFilm(event, next.activities);
      event.doc = next;
    });
    return { ...view, schedule: { ...view.schedule, moved } };
  }

  async Undo(id: string) {
    const event = this.at(id);
    const last = event.past.pop();
    if (!last) throw new BridgeError("not_found", "nothing to undo", "");
    event.future.push({ ...last, state: stateOf(event) });
    Object.assign(event, JSON.parse(last.state));
    last.also?.back();
    this.tell(id);
    return last.label;
  }

  async SaveCalendar() {
    return saved("a-shared-table.ics", "calendar");
  }

  protected ids() {
    return [...this.all.keys()];
  }

  protected printed(id: string) {
    return this.press.prints(id);
  }

  async PrintChoices() {
    return this.printers.choices();
  }

  async Preview(id: string, request: Parameters<Desk["Preview"]>[1]) {
    refuseWithdrawn(this.at(id).doc, request, this.packs);
    return this.press.preview(id, request);
  }

  async Ink(id: string, request: Parameters<Desk["Ink"]>[1]) {
    if (this.inkFails) throw new BridgeError("internal", "the pages could not be drawn", "");
    return this.press.ink(id, request);
  }

  async SavePrint(id: string, request: Parameters<Desk["Preview"]>[1], format: "pdf" | "png" | "svg") {
    refuseWithdrawn(this.at(id).doc, request, this.packs);
    const printed = this.press.print(id, request, format);
    this.tell(id);
    return printed;
  }

  async OpenPrint(id: string, request: Parameters<Desk["OpenPrint"]>[1]) {
    return this.SavePrint(id, request, "pdf");
  }

  async SaveKit(id: string, form: string) {
    return this.press.kit(id, form);
  }

  async CancelKit() {
    this.press.stop();
  }

  async LetterDraft(id: string, lang: string) {
    return invitation(this.at(id).doc, (text) => text[lang] ?? text.en ?? "");
  }

  async Prints(id: string) {
    return marked(this.press.prints(id), this.packs);
  }

  async Proofs(id: string) {
    return this.proofs.of(id, this.at(id).doc);
  }

  async ConfirmProof(id: string, lang: string, by: string) {
    const proofs = this.proofs.confirm(id, this.at(id).doc, lang, by);
    this.tell(id);
    return proofs;
  }

  async PickPhoto(id: string) {
    const event = this.act(id, "photo", (event) => {
      const file = "0123456789abcdef0123456789abcdef.jpg";
      event.doc = { ...event.doc, photo: { ...noPhoto, file } };
    });
    return { event, notes: ["note.photo-scaled", "note.photo-cmyk"] };
  }

  async SetPrinter(name: string, xMM: number, yMM: number) {
    return this.heardBy(this.printers.set(name, xMM, yMM));
  }

  async DropPrinter(name: string) {
    return this.heardBy(this.printers.drop(name));
  }

  async ExportTexts(id: string, lang: string, format: string) {
    if (lang === this.at(id).doc.languages[0])
      throw new BridgeError("not_found", "there is nothing to translate", "choose another language");
    return { ...saved(`texts-${lang}.${format}`, "texts"), lang };
  }

  async ImportTexts(id: string) {
    this.act(id, "texts", (event) => {
      const about = { ...event.doc.texts.about, pl: "What the translator wrote." };
      event.doc = { ...event.doc, texts: { ...event.doc.texts, about } };
    });
    const file = "/home/sam/texts-pl.csv";
    return { file, changed: 1, same: 3, stale: ["texts.headline"], unknown: ["old.key"], broken: [] };
  }

  async Guests(id: string) {
    this.refuseLocked();
    return this.at(id).guests;
  }

  async PickGuests(id: string) {
    const sample = [{ ...sampleGuests()[0], id: "i1", name: "Olena Bondar", arrived_at: "" } as Guest];
    const errors = [{ line: 4, column: "party", what: "“lots” is not a number of people" }];
    return {
      path: "/home/sam/people.csv",
      rows: this.at(id).guests.length + 1,
      new: 1,
      changed: 0,
      same: 8,
      erased: 0,
      errors,
      sample,
    };
  }

  async ImportGuests(id: string) {
    await this.AddGuest(id, "Olena Bondar", "uk", 2);
    return this.Attendance(id);
  }

  async AddGuest(id: string, name: string, lang: string, party: number) {
    const added = byHand(`own${++this.serial}`, name, lang, party);
    this.act(id, "guests", (event) => event.guests.push(added));
    return added;
  }

  async Attendance(id: string) {
    const event = this.at(id);
    return count(event.guests, event.walkIns);
  }

  async Arrive(id: string, guest: string) {
    this.act(id, "arrive", (event) => {
      event.guests = event.guests.map((one) => (one.id === guest ? { ...one, arrived_at: "18:02" } : one));
    });
    return this.Attendance(id);
  }

  async ArriveNamed(id: string, name: string) {
    const { id: guest } = await this.AddGuest(id, name, "", 1);
    return this.Arrive(id, guest);
  }

  async WalkIns(id: string, n: number) {
    this.act(id, "walk-in", (event) => {
      event.walkIns =
        n > 0 ? [...event.walkIns, ...Array<string>(n).fill("18:05")] : event.walkIns.slice(0, n);
    });
    return this.Attendance(id);
  }

  async Outgoing() {
    const changed = this.waiting > 0;
    const all = [...this.all].filter(([id]) => this.isOn(id, "numbers"));
    const totals = all.map(([id, event]) => ({ id, changed, ...totalsOf(event) }));
    const pages = [...this.all].filter(([, { published }]) => published);
    const more = await Promise.all(
      [...this.all].map(([id, { doc }]) => this.partsOut(id, doc.title.en ?? "")),
    );
    return outgoing(totals, pages.map(pageOut(changed)), more);
  }

  async Publish(id: string) {
    this.refuseUnsafe();
    this.waiting++;
    return this.act(id, "publish", (event) => {
      event.published = true;
    });
  }

  async Join(url: string, code: string) {
    if (!url.startsWith("http"))
      throw new BridgeError("invalid", "that is not a web address", "it begins with https://");
    if (code.length < 4)
      throw new BridgeError("denied", "the campaign does not know this code", "ask for a new one");
    this.joined = true;
    this.tell("");
    return this.State();
  }

  async Sync() {
    if (this.offline)
      throw new BridgeError("offline", "the campaign cannot be reached", "try again when online");
    const done = syncResult(this.waiting, this.letters);
    for (const event of this.all.values()) afterSync(event, this.letters);
    this.waiting = 0;
    this.letters = 0;
    this.tell("");
    return done;
  }

  private put(doc: EventDoc, guests: Guest[], signups = noSignups(), published = false): string {
    const id = doc.id ?? "";
    this.all.set(id, newEvent(doc, guests, structuredClone(signups), published));
    this.tell("");
    return id;
  }

  protected at(id: string): FakeEvent {
    const event = this.all.get(id);
    if (!event) throw new BridgeError("not_found", "there is no such event", "choose one from the list");
    return event;
  }

  protected act(id: string, label: string, change: (event: FakeEvent) => void): EventView {
    const event = this.at(id);
    const state = stateOf(event);
    change(event);
    event.past.push({ label, state });
    event.future = [];
    this.tell(id);
    return this.view(id);
  }

  protected counts() {
    return { waiting: this.waiting, joined: this.joined, offline: this.offline, events: this.all.size };
  }

  protected again(id: string): string {
    const event = this.gone.get(id) ?? this.at(id);
    const next = event.future.pop();
    if (!next) throw new BridgeError("not_found", "nothing to do again", "");
    event.past.push({ ...next, state: stateOf(event) });
    Object.assign(event, JSON.parse(next.state));
    next.also?.again();
    this.tell(id);
    return next.label;
  }

  protected forget(id: string, guest: string): string {
    const event = this.at(id);
    const name = event.guests.find((one) => one.id === guest)?.name ?? "";
    event.guests = event.guests.filter((one) => one.id !== guest);
    event.past = [];
    event.future = [];
    return name;
  }

  protected bring(): string {
    const [id = this.put(sampleDoc(), sampleGuests())] = this.all.keys();
    this.act(id, "merge", () => undefined);
    return id;
  }

  protected begin(doc: EventDoc, fill: (event: FakeEvent) => void): string {
    const id = this.put(doc, []);
    const event = this.at(id);
    fill(event);
    const back = () => {
      this.gone.set(id, event);
      this.all.delete(id);
    };
    this.remember(id, "event.start", () => this.all.set(id, event), back);
    return id;
  }

  protected remember(id: string, label: string, again: () => void, back: () => void): void {
    again();
    this.act(id, label, () => undefined);
    Object.assign(this.at(id).past.at(-1) ?? {}, { also: { again, back } });
    this.tell(id);
  }

  protected restoreSample(): void {
    this.put(sampleDoc(), sampleGuests());
  }

  protected tell(event: string): void {
    for (const changed of this.heard) changed(event);
  }

  private heardBy<T>(answer: T): T {
    this.tell("");
    return answer;
  }

  protected view(id: string): EventView {
    return viewOf(this.at(id));
  }
}

function saved(file: string, kind: string): Saved {
  return { file: `/home/sam/${file}`, kind, lang: "en", pages: 1, problems: [] };
}
