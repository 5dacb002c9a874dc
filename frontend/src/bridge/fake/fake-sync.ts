import type { KeyStatus } from "../safety-types";
import type { Outgoing, OutgoingPart, SyncResult } from "../types";
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
    answers: 0,
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

/** A line of the list of what goes, for a published page. */
export function pageOut(changed: boolean) {
  return ([id, { doc }]: [string, FakeEvent]) => ({
    id,
    title: doc.title.en ?? "",
    place: doc.venue.town,
    changed,
    listed: doc.signup_page?.listed === true && !doc.venue.hide_address,
    ...(doc.signup_page?.voice !== undefined && { voice: doc.signup_page.voice }),
  });
}

/** What would leave, with bytes that look like those of Go. */
export function outgoing(
  totals: Outgoing["totals"],
  pages: Outgoing["pages"],
  more: { parts: OutgoingPart[]; taken: OutgoingPart[] }[],
): Outgoing {
  const parts = more.flatMap((one) => one.parts);
  const taken = more.flatMap((one) => one.taken);
  const fresh = <T extends { changed: boolean }>(list: T[]) => list.filter(({ changed }) => changed);
  const body = (id: string, f: object) => JSON.stringify({ en: "report", id, f });
  const ops = [
    ...fresh(totals).map(({ id, changed: _, ...numbers }) => ({
      ...{ event: id, kind: "numbers", body: body(id, { totals: numbers }) },
    })),
    ...fresh(parts).map(({ id, kind, count }) => ({
      ...{ event: id, kind, body: body(`${id}/00112233445566ff`, { part: { kind, count } }) },
    })),
  ];
  const nothing = fresh(totals).length + fresh(pages).length + ops.length + taken.length === 0;
  const sealed = nothing ? [] : [{ class: "work", ops: 2, bytes: 412 }];
  const stays = ["names", "contacts", "plans"];
  const drops = taken.reduce((sum, one) => sum + one.count, 0);
  return {
    totals,
    pages,
    stays,
    nothing,
    parts,
    taken,
    ops,
    sealed,
    drops,
    mark: JSON.stringify([ops, taken]),
  };
}
