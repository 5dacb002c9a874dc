import { BridgeError } from "../bridge-error";
import type { PackCheck, PackStatus } from "../pack-types";
import type { PrintRecord, PrintRequest } from "../print-types";
import type { EventDoc, Voice } from "../types";
import { voices } from "./fake-content";

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

/** The voices of an event's room: withdrawn ones only where the event names them, without their words. */
export function offered(doc: EventDoc, { withdrawn }: PackStatus): Voice[] {
  const gone = new Set(withdrawn.map((voice) => voice.id));
  return voices
    .map((voice) => ({ ...voice, pack: "", chosen: doc.voices.includes(voice.id) }))
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
    .map(({ id: voice, credit }) => ({ event, title, voice, credit }));
  return { take_down: down, choose: named };
}
