import { BridgeError } from "../bridge-error";
import type { PackCheck, PackStatus } from "../pack-types";
import type { PrintRecord, PrintRequest } from "../print-types";
import type { EventDoc, Voice } from "../types";
import { voices } from "./fake-content";
import { type CampaignVoice, ofCampaign } from "./fake-own-voices";

/** A laptop that knows no campaign yet. */
export const noPacks: PackStatus = {
  key: "",
  packs: [],
  number: 0,
  checked: "",
  days: 0,
  stops_in: 0,
  freshness: "none",
  withdrawn: [],
  trouble: "",
};

/** A campaign's pack, after one of the voices was withdrawn. */
export const withdrawnPacks: PackStatus = {
  key: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  packs: [
    {
      id: "day-2026",
      issuer: "The campaign",
      version: 3,
      begins: "2026-11-01T00:00:00Z",
      ends: "2027-02-01T00:00:00Z",
      state: "used",
      voices: 2,
      themes: 1,
    },
  ],
  number: 1,
  checked: "2026-10-23T10:00:00Z",
  days: 31,
  stops_in: 14,
  freshness: "due",
  withdrawn: [{ id: "toby-g-mbe", credit: "Toby G. MBE", since: "2026-11-20", reason: "consent" }],
  trouble: "",
};

/** The voices of an event's room: withdrawn ones only where the event names them, without their words. */
export function offered(doc: EventDoc, { withdrawn }: PackStatus, more: readonly CampaignVoice[]): Voice[] {
  const gone = new Set(withdrawn.map((voice) => voice.id));
  return [...more, ...voices]
    .map((voice) => ofCampaign(voice, doc.voices.includes(voice.id)))
    .filter((voice) => voice.chosen || !gone.has(voice.id))
    .map((voice) => (gone.has(voice.id) ? { ...voice, quote: "", consent: "withdrawn", scope: [] } : voice));
}

/** Refuses what would carry a voice that was withdrawn. */
export function refuseWithdrawn(doc: EventDoc, request: PrintRequest, { withdrawn }: PackStatus): void {
  const carries = request.design === "voice" || request.kind === "programme";
  const asked = request.voice === "" ? doc.voices : [request.voice];
  const gone = withdrawn.find((voice) => carries && asked.includes(voice.id));
  if (!gone) return;
  throw new BridgeError(
    "denied",
    `the voice of ${gone.credit} was withdrawn, so nothing new may carry it`,
    "choose other voices for the event",
  );
}

/** The ledger with what is to be taken down. */
export function marked(prints: readonly PrintRecord[], { withdrawn }: PackStatus): PrintRecord[] {
  const gone = new Set(withdrawn.map((voice) => voice.id));
  return prints.map((print) => ({ ...print, withdrawn: print.voices.filter((voice) => gone.has(voice)) }));
}

/** What to take down of the prints of an event. */
export function checked(doc: EventDoc, prints: readonly PrintRecord[], status: PackStatus): PackCheck {
  const title = doc.title.en ?? "";
  const event = doc.id ?? "";
  const down = prints.flatMap((print) =>
    status.withdrawn
      .filter((voice) => print.voices.includes(voice.id))
      .map(({ id: voice, credit, since }) => ({ event, title, voice, credit, since, print })),
  );
  const named = status.withdrawn
    .filter((voice) => doc.voices.includes(voice.id))
    .map(({ id: voice, credit }) => ({ event, title, voice, credit, page: false }));
  return { take_down: down, choose: named, pages: shownPages(doc, status) };
}

/** The fake never sends a page by itself, so a withdrawn voice stays on it. */
function shownPages(doc: EventDoc, { withdrawn }: PackStatus): PackCheck["pages"] {
  const gone = withdrawn.find(({ id }) => id === doc.signup_page?.voice);
  if (!gone) return [];
  const { id: voice, credit, since } = gone;
  const address = `imd.example/e/${doc.id ?? ""}`;
  return [{ event: doc.id ?? "", title: doc.title.en ?? "", voice, credit, since, address }];
}
