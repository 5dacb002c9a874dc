import { BridgeError } from "../bridge-error";
import type { ProofItem } from "../print-types";
import type { EventDoc } from "../types";
import { choices } from "./fake-content";

/** Who confirmed that a speaker has read the fixed words, by event. */
export class FakeProofs {
  private readonly confirmed = new Map<string, ProofItem>();

  of(id: string, doc: EventDoc): ProofItem[] {
    return doc.languages.map((lang) => {
      const state = choices.languages.find(({ tag }) => tag === lang)?.state ?? "missing";
      return this.confirmed.get(`${id}/${lang}`) ?? { lang, state, by: "", date: "" };
    });
  }

  confirm(id: string, doc: EventDoc, lang: string, by: string): ProofItem[] {
    const proof = this.of(id, doc).find((one) => one.lang === lang);
    if (by.trim() === "")
      throw new BridgeError("invalid", "a confirmation needs a name", "write the name of who confirms it");
    if (proof) this.confirmed.set(`${id}/${lang}`, { ...proof, by: by.trim(), date: "2026-11-23" });
    return this.of(id, doc);
  }
}
