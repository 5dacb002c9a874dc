import { knownLocale } from "../../i18n/i18n";
import type { MessageKey } from "../../i18n/messages";
import { translator } from "../../i18n/messages";
import type { Bridge } from "../desk";
import type { PackFile } from "../pack-types";
import type { Safety } from "../safety-types";
import type { OwnVoice } from "../voice-types";
import { sampleAlbum } from "./fake-album";
import { fakeBridge } from "./fake-desk";
import { sampleOwn } from "./fake-own-voices";
import { withdrawnPacks } from "./fake-packs";
import { webVoice } from "./fake-page-voices";
import { manyGuests, sampleGuests, waitingGuests } from "./fake-people";
import { blankSafety, checkedSheet, secondLaptop } from "./fake-safety";
import { sampleSaid } from "./fake-said";
import { sampleSignups } from "./fake-signups";

declare global {
  interface Window {
    /** How this locale says things, for whoever drives the window from outside. */
    daykitWords?: (keys: MessageKey[]) => Record<string, string>;
  }
}

/** A fake as the address asks for: ?empty, ?joined, ?offline, ?guests=500, ?signups, ?published, ?withdrawn, ?local, ?web, ?album, ?said, ?sent, ?clock=17:50, ?letters=3, ?waiting, ?file=older, ?slow=1000, ?locale=ar-XB, ?kept=locked,met,… */
export function fakeFromAddress(search: string): Bridge {
  const asked = new URLSearchParams(search);
  const locale = knownLocale(asked.get("locale") ?? "");
  const kept = (asked.get("kept") ?? "").split(",");
  window.daykitWords = (keys) => wordsOf(keys, locale);
  return fakeBridge({
    sample: !asked.has("empty"),
    joined: asked.has("joined"),
    offline: asked.has("offline"),
    locale,
    met: kept.includes("met"),
    workPause: Number(asked.get("slow") ?? 0),
    safety: safetyOf(kept),
    published: asked.has("published") || asked.has("signups"),
    ...(asked.has("withdrawn") && { packs: withdrawnPacks }),
    ownVoices: ownOf(asked),
    ...(asked.has("album") && { photographs: sampleAlbum() }),
    ...(asked.has("said") && { said: sampleSaid() }),
    sent: asked.has("sent"),
    ...(asked.has("clock") && { clock: asked.get("clock") ?? "" }),
    letters: Number(asked.get("letters") ?? 0),
    packFile: fileOf(asked.get("file") ?? ""),
    ...(asked.has("signups") && { signups: sampleSignups() }),
    guests: [
      ...(asked.has("waiting") ? waitingGuests() : sampleGuests()),
      ...manyGuests(Number(asked.get("guests") ?? 0)),
    ],
  });
}

/** The group's own voices: one for print, or one for pages too. */
function ownOf(asked: URLSearchParams): OwnVoice[] {
  if (asked.has("web")) return [webVoice];
  return asked.has("local") ? [sampleOwn] : [];
}

/** The campaign's file on the stick: "list", or why it is refused. */
function fileOf(word: string): Partial<PackFile> {
  if (word === "") return {};
  if (word === "list") return { kind: "list", new: [], path: "/media/stick/newest.daykit-withdrawal" };
  return { refused: word as PackFile["refused"] };
}

const since = "2026-11-23T09:40:00Z";
const from = "2026-11-23T09:00:00Z";
const file = "2026-11-23T090000Z.daykit";
const folder = "damaged-2026-11-23T094000Z";

/** How safe things are, by the words of the address. */
function safetyOf(kept: string[]): Partial<Safety> {
  const all: Record<string, Partial<Safety>> = {
    made: { recovery: { ...checkedSheet, checked: "", ask: [2, 5, 11] } },
    checked: { recovery: checkedSheet },
    due: { recovery: { ...checkedSheet, due: true } },
    paired: { devices: [...blankSafety().devices, secondLaptop] },
    passphrase: { keys: "passphrase" },
    locked: { keys: "passphrase", locked: true },
    held: { held: { since: from, file: "stick.daykit" } },
    recovered: { recovered: { at: since, file, from, folder } },
    mended: { recovered: { at: since, file: "", from: "", folder: "" } },
  };
  return Object.assign({}, ...kept.map((word) => all[word] ?? {}));
}

/** Only messages that need no values can be asked for. */
function wordsOf(keys: MessageKey[], locale: ReturnType<typeof knownLocale>): Record<string, string> {
  const t = translator(locale);
  return Object.fromEntries(keys.map((key) => [key, t(key)]));
}
