import { BridgeError } from "../bridge-error";
import type { PackFile, PackStatus } from "../pack-types";
import type { PrintRecord, Saved } from "../print-types";
import type { OwnVoice, VoiceQuery } from "../voice-types";
import { FakeCrew } from "./fake-crew";
import type { KeepingStart } from "./fake-keeping";
import { kept, ofGroup, refuseOwn, searched, withdrawnOn } from "./fake-own-voices";
import { afterFile, fakeFingerprint, newVoice, packFileOf, plainMark } from "./fake-pack-file";
import { checked, noPacks, offered } from "./fake-packs";
import { pageVoicesOf } from "./fake-page-voices";

/** What a fake starts with of voices. */
export interface VoicesStart {
  packs?: PackStatus;
  packFile?: Partial<PackFile>;
  /** The group's own. */
  ownVoices?: OwnVoice[];
}

/** The part of the fake desk that holds the campaign's packs and the voices. */
export abstract class FakeVoices extends FakeCrew {
  protected packs: PackStatus;
  private readonly file: PackFile;
  private more = false;
  private readonly own = new Map<string, OwnVoice>();

  constructor(start: KeepingStart & VoicesStart) {
    super(start);
    this.packs = start.packs ?? noPacks;
    for (const voice of start.ownVoices ?? []) this.own.set(voice.id, voice);
    this.file = packFileOf(this.packs, start.packFile ?? {});
  }

  protected abstract ids(): string[];
  protected abstract printed(id: string): PrintRecord[];

  async Voices(id: string) {
    return this.library(id).filter((voice) => !voice.local || voice.chosen || voice.consent !== "withdrawn");
  }

  /** The library with the group's own voices that were withdrawn. */
  private library(id: string) {
    const { doc } = this.at(id);
    const own = [...this.own.values()].map((voice) =>
      ofGroup(voice, doc.voices.includes(voice.id), doc.date),
    );
    return [...offered(doc, this.packs, this.more ? [newVoice] : []), ...own];
  }

  async SearchVoices(id: string, query: string) {
    return searched(await this.Voices(id), JSON.parse(query) as VoiceQuery);
  }

  async OwnVoice(voice: string) {
    return kept(this.own, voice);
  }

  async SaveOwnVoice(id: string, voice: Omit<OwnVoice, "has_form">) {
    refuseOwn(voice);
    const had = this.own.get(voice.id)?.has_form ?? false;
    const saved = { ...voice, id: voice.id || `local-${this.own.size + 1}`, has_form: had };
    const before = this.own.get(saved.id);
    const again = () => void this.own.set(saved.id, saved);
    const back = () => void (before ? this.own.set(saved.id, before) : this.own.delete(saved.id));
    this.remember(id, "voice.own", again, back);
    return saved;
  }

  async PickVoiceForm(_: string, voice: string) {
    const saved = { ...kept(this.own, voice), has_form: true };
    this.own.set(voice, saved);
    return saved;
  }

  async SaveVoiceForm(voice: string): Promise<Saved> {
    return { file: `/home/sam/${voice}.jpg`, kind: "consent", lang: "", pages: 1, problems: [] };
  }

  async WithdrawVoice(id: string, voice: string, reason: string) {
    const one = kept(this.own, voice);
    const gone = { id: voice, credit: one.credit, since: withdrawnOn, reason: "consent" } as const;
    const again = () => {
      this.own.set(voice, { ...one, withdrawn: withdrawnOn, reason });
      this.packs = { ...this.packs, withdrawn: [...this.packs.withdrawn, gone] };
    };
    const back = () => {
      this.own.set(voice, one);
      this.packs = { ...this.packs, withdrawn: this.packs.withdrawn.filter((other) => other.id !== voice) };
    };
    this.remember(id, "voice.own", again, back);
    return this.CheckPacks();
  }

  async ForgetVoice(_: string, voice: string) {
    this.own.set(voice, { ...kept(this.own, voice), quote: "", person: "", has_form: false });
    this.tell("");
    return this.CheckPacks();
  }

  async MayUse(id: string, voice: string, use: string) {
    const one = (await this.Voices(id)).find((other) => other.id === voice);
    if (!one?.uses.some((other) => other.use === use && other.allowed))
      throw new BridgeError("denied", `${voice} has not agreed to this use`, "choose another voice");
    return true;
  }

  async PageVoices(id: string) {
    const { doc } = this.at(id);
    return pageVoicesOf(doc.signup_page?.voice ?? "", this.library(id), this.own);
  }

  async PageVoice(id: string, voice: string) {
    if (voice !== "none") await this.MayUse(id, voice, "web");
    return this.act(id, "page.voice", (event) => {
      const { voice: _, ...page } = event.doc.signup_page ?? {};
      event.doc = { ...event.doc, signup_page: voice === "none" ? page : { ...page, voice } };
    });
  }

  async ChooseVoice(id: string, voice: string, chosen: boolean) {
    this.act(id, "voices", (event) => {
      const others = event.doc.voices.filter((one) => one !== voice);
      event.doc = { ...event.doc, voices: chosen ? [...others, voice] : others };
    });
    return this.Voices(id);
  }

  async Packs() {
    return { ...this.packs, withdrawn: this.packs.withdrawn.filter((voice) => !this.own.has(voice.id)) };
  }

  async PickPack() {
    return this.file;
  }

  async TakePack(_: string, fingerprint: string) {
    if (this.file.asks_key && plainMark(fingerprint) !== fakeFingerprint)
      throw new BridgeError(
        "denied",
        "the file is signed with another key than the one that you gave",
        "ask the campaign for the fingerprint of its key; do not use this file",
      );
    await this.work.through("read", "check");
    this.packs = afterFile(this.packs, this.file);
    this.more = this.file.new.length > 0;
    this.tell("");
    return { ...this.file, down: (await this.CheckPacks()).take_down.length };
  }

  async FetchPacks() {
    if (this.counts().offline)
      throw new BridgeError("offline", "the campaign cannot be reached", "try again when online");
    this.packs = { ...this.packs, freshness: "fresh", days: 0 };
    this.tell("");
    return this.packs;
  }

  async CheckPacks() {
    const all = this.ids().map((id) => checked(this.at(id).doc, this.printed(id), this.packs));
    return {
      take_down: all.flatMap((one) => one.take_down),
      choose: all.flatMap((one) => one.choose),
      pages: all.flatMap((one) => one.pages),
    };
  }
}
