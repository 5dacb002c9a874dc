import { knownLocale } from "../../i18n/i18n";
import type { MessageKey } from "../../i18n/messages";
import { translator } from "../../i18n/messages";
import type { Bridge } from "../desk";
import { fakeBridge } from "./fake-desk";
import { manyGuests, sampleGuests } from "./fake-people";

declare global {
  interface Window {
    /** How this locale says things, for whoever drives the window from outside. */
    daykitWords?: (keys: MessageKey[]) => Record<string, string>;
  }
}

/** A fake as the address asks for: ?empty, ?joined, ?offline, ?guests=500, ?locale=ar-XB. */
export function fakeFromAddress(search: string): Bridge {
  const asked = new URLSearchParams(search);
  const locale = knownLocale(asked.get("locale") ?? "");
  window.daykitWords = (keys) => wordsOf(keys, locale);
  return fakeBridge({
    sample: !asked.has("empty"),
    joined: asked.has("joined"),
    offline: asked.has("offline"),
    locale,
    guests: [...sampleGuests(), ...manyGuests(Number(asked.get("guests") ?? 0))],
  });
}

/** Only messages that need no values can be asked for. */
function wordsOf(keys: MessageKey[], locale: ReturnType<typeof knownLocale>): Record<string, string> {
  const t = translator(locale);
  return Object.fromEntries(keys.map((key) => [key, t(key)]));
}
