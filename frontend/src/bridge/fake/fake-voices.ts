import { BridgeError } from "../bridge-error";
import type { PackFile, PackStatus } from "../pack-types";
import type { PrintRecord } from "../print-types";
import type { KeepingStart } from "./fake-keeping";
import { afterFile, fakeFingerprint, newVoice, packFileOf, plainMark } from "./fake-pack-file";
import { checked, noPacks, offered } from "./fake-packs";
import { FakeSigning } from "./fake-signing";

/** The part of the fake desk that holds the campaign's packs and the voices. */
export abstract class FakeVoices extends FakeSigning {
  protected packs: PackStatus;
  private readonly file: PackFile;
  private more = false;

  constructor(start: KeepingStart & { packs?: PackStatus; packFile?: Partial<PackFile> }) {
    super(start);
    this.packs = start.packs ?? noPacks;
    this.file = packFileOf(this.packs, start.packFile ?? {});
  }

  protected abstract ids(): string[];
  protected abstract printed(id: string): PrintRecord[];

  async Voices(id: string) {
    return offered(this.at(id).doc, this.packs, this.more ? [newVoice] : []);
  }

  async ChooseVoice(id: string, voice: string, chosen: boolean) {
    this.act(id, "voices", (event) => {
      const others = event.doc.voices.filter((one) => one !== voice);
      event.doc = { ...event.doc, voices: chosen ? [...others, voice] : others };
    });
    return this.Voices(id);
  }

  async Packs() {
    return this.packs;
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
    };
  }
}
