import type { PackFile, PackStatus } from "../pack-types";
import { voices } from "./fake-content";
import { withdrawnPacks } from "./fake-packs";

/** What the campaign says of its key on the telephone. */
export const fakeFingerprint = withdrawnPacks.key;

/** Made up, as all in the fake. */
export const newVoice: (typeof voices)[number] = {
  ...(voices[0] as (typeof voices)[number]),
  id: "sample-speaker",
  credit: "Sample Speaker",
  role: "Ambassador",
  organisation: "",
  quote: "Words of a sample speaker.",
  year: 2026,
};

/** A pack on a stick with a new voice, by which another is withdrawn. */
const sample: PackFile = {
  path: "/media/stick/day-2026.daykit-pack",
  kind: "pack",
  issuer: "The campaign",
  version: 4,
  begins: "2026-11-01T00:00:00Z",
  ends: "2027-02-01T00:00:00Z",
  waits: false,
  asks_key: true,
  refused: "",
  same: false,
  new: [{ id: newVoice.id, credit: newVoice.credit }],
  gone: [{ id: "toby-g-mbe", credit: "Toby G. MBE" }],
  left: [],
  back: [],
  checked: "2026-11-22T10:00:00Z",
  stale: false,
  down: 0,
};

/** The file that the fake's dialog gives on such a laptop. */
export function packFileOf({ key }: PackStatus, more: Partial<PackFile>): PackFile {
  return { ...sample, asks_key: key === "", ...more };
}

/** What a laptop has after it took the file in. */
export function afterFile(packs: PackStatus, file: PackFile): PackStatus {
  const gone = file.gone.map((voice) => ({ ...voice, since: "2026-11-20", reason: "consent" as const }));
  const [pack] = withdrawnPacks.packs;
  return {
    ...packs,
    key: fakeFingerprint,
    packs: file.kind === "pack" && pack ? [{ ...pack, version: file.version }] : packs.packs,
    number: packs.number + 1,
    checked: file.checked,
    days: 1,
    stops_in: 44,
    freshness: "fresh",
    withdrawn: [...packs.withdrawn, ...gone],
  };
}

/** A fingerprint without what people put between its characters. */
export const plainMark = (typed: string) => typed.toUpperCase().replace(/[\s-]/g, "");
