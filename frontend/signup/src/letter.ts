import { Encrypter } from "age-encryption";
import { hex, utf8, uuid } from "./bytes";
import type { Ask } from "./statement";

/** What a person filled in. */
export interface Entries {
  readonly name: string;
  readonly contact: string;
  readonly party: number;
  readonly lang: string;
  readonly ticks: readonly string[];
  readonly food: readonly string[];
  readonly access: readonly string[];
}

/** The lengths that a sign-up may have before it is sealed; wire.PaddedSizes. */
const sizes = [512, 1024, 2048];

/** The greatest length of a name and of a contact, as the fields of the page have it. */
const maxText = 100;

/** A box that takes the name and the contact out. */
const countOnly = "count-only";

/**
 * Writes wire.Signup with what was asked and nothing else, whatever fields a page may have,
 * padded. The random bytes must be 32.
 */
export function compose(ask: Ask, e: Entries, random: Uint8Array): { id: string; plain: Uint8Array } {
  const id = uuid(random.subarray(0, 16));
  const ticks = chosen(ask.ticks, e.ticks);
  const named = !ticks.includes(countOnly);
  const signup = {
    v: 1,
    id,
    name: ask.name && named ? line(e.name) : "",
    contact: ask.contact && named ? line(e.contact) : "",
    party: ask.party > 1 ? within(e.party, ask.party) : 0,
    lang: e.lang,
    ticks,
    food: chosen(ask.food, e.food),
    access: chosen(ask.access, e.access),
    apart: hex(random.subarray(16, 32)),
  };
  return { id, plain: pad(utf8(JSON.stringify(signup, leaveOut))) };
}

/** Seals bytes to an age recipient, hybrid or X25519. */
export async function seal(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  const to = new Encrypter();
  to.addRecipient(recipient);
  return to.encrypt(plain);
}

function leaveOut(_: string, v: unknown): unknown {
  return v === "" || v === 0 || (Array.isArray(v) && v.length === 0) ? undefined : v;
}

/** Those of the choices that were made, in the order of the statement. */
function chosen(asked: readonly string[], made: readonly string[]): string[] {
  return asked.filter((id) => made.includes(id));
}

/** One line of text without control characters, cut at a whole character. */
export function line(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
  return plain.slice(0, maxText).replace(/[\ud800-\udbff]$/, "");
}

function within(n: number, most: number): number {
  return Number.isInteger(n) ? Math.min(Math.max(n, 1), most) : 1;
}

export function pad(json: Uint8Array): Uint8Array {
  const size = sizes.find((n) => n >= json.length);
  if (size === undefined) throw new Error("too long");
  const out = new Uint8Array(size).fill(0x20);
  out.set(json);
  return out;
}
