import type { PageVoiceOffer, PageVoices } from "../signup-types";
import type { Voice } from "../types";
import type { OwnVoice } from "../voice-types";
import { choices } from "./fake-content";
import { sampleOwn } from "./fake-own-voices";

/** Someone who agreed to stand on pages, with a translation that nobody else has checked. */
export const webVoice: OwnVoice = {
  ...sampleOwn,
  scope: ["print", "web", "translate"],
  translations: [
    ...sampleOwn.translations,
    { lang: "ar", text: "صار الجيران أصدقاء.", by: "Ana Example", checked_by: "" },
  ],
};

const dirOf = (lang: string) => choices.languages.find(({ tag }) => tag === lang)?.dir ?? "ltr";

/** Which voices may stand on the page, and why the others may not. */
export function pageVoicesOf(
  chosen: string,
  voices: readonly Voice[],
  own: ReadonlyMap<string, OwnVoice>,
): PageVoices {
  const all = voices.map((voice) => offerOf(voice, own.get(voice.id)));
  const known = all.filter(({ why, id }) => why !== "withdrawn" || id === chosen);
  return {
    chosen,
    shown: "",
    offered: known.filter(({ why }) => why === ""),
    refused: known.filter(({ why }) => why !== ""),
  };
}

function offerOf(voice: Voice, own?: OwnVoice): PageVoiceOffer {
  const web = voice.uses.find(({ use }) => use === "web");
  const translated = voice.uses.some(({ use, allowed }) => use === "translate" && allowed);
  const line = [voice.credit, voice.organisation].filter((part) => part !== "").join(" – ");
  const why = web?.allowed ? "" : web?.why || "scope";
  return {
    id: voice.id,
    credit: line,
    quote: voice.quote,
    lang: voice.lang,
    dir: dirOf(voice.lang),
    local: voice.local,
    translations: translated
      ? (own?.translations ?? []).map(({ lang, text, checked_by }) => ({
          lang,
          dir: dirOf(lang),
          text,
          reviewed: checked_by !== "",
        }))
      : [],
    why,
    why_words: why,
  };
}
