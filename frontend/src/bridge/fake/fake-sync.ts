import type { KeyStatus } from "../safety-types";
import type { SyncResult } from "../types";
import { newLetter } from "./fake-signups";
import type { FakeEvent } from "./fake-view";

/** Its page is at the server then, and so many sign-ups came from it. */
export function afterSync(event: FakeEvent, letters: number): void {
  event.sent = event.published;
  for (let n = 1; n <= letters; n++) newLetter(event, n);
}

/** What a sync did that sent so many changes, and brought so many sign-ups. */
export function syncResult(pushed: number, signups: number): SyncResult {
  return {
    pushed,
    pulled: pushed + signups,
    waiting: 0,
    quarantined: 0,
    letters: signups,
    signups,
    safe: true,
    packs: { packs: [], withdrawn: [], trouble: "" },
    pictures: { to_send: 0, to_come: 0, sent: 0, fetched: 0, trouble: "" },
  };
}

/** How the keys are kept, as the command line says it. */
export const fakeKeys: KeyStatus = {
  guard: "keyring",
  locked: false,
  words: "",
  hint: "",
  role: "organiser",
  event: "",
  devices: 1,
  sheet: { number: 0, printed: "", checked: "", due: false, ask: [] },
};
