import type { PackStatus } from "../pack-types";
import type { PrintRecord } from "../print-types";
import type { KeepingStart } from "./fake-keeping";
import { checked, noPacks, offered } from "./fake-packs";
import { FakeSigning } from "./fake-signing";

/** The part of the fake desk that holds the campaign's packs and the voices. */
export abstract class FakeVoices extends FakeSigning {
  protected readonly packs: PackStatus;

  constructor(start: KeepingStart & { packs?: PackStatus }) {
    super(start);
    this.packs = start.packs ?? noPacks;
  }

  protected abstract ids(): string[];
  protected abstract printed(id: string): PrintRecord[];

  async Voices(id: string) {
    return offered(this.at(id).doc, this.packs);
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

  async CheckPacks() {
    const all = this.ids().map((id) => checked(this.at(id).doc, this.printed(id), this.packs));
    return {
      take_down: all.flatMap((one) => one.take_down),
      choose: all.flatMap((one) => one.choose),
    };
  }
}
