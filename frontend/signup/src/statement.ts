import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base32, fromBase64, utf8 } from "./bytes";

/** What the organisers ask; wire.Ask. */
export interface Ask {
  readonly name: boolean;
  readonly contact: boolean;
  readonly party: number;
  readonly ticks: readonly string[];
  readonly food: readonly string[];
  readonly access: readonly string[];
}

/** How this event's sign-ups are sealed; wire.Statement, checked. */
export interface Statement {
  readonly recipient: string;
  readonly notAfter: string;
  readonly ask: Ask;
}

/** wire.SignedStatement as it stands in the page: key and signature in base 64. */
export interface Signed {
  readonly statement: string;
  readonly key: string;
  readonly signature: string;
}

const fingerprintLength = 26;

// One signature is checked on a page, so a table that would make the second one faster is only in the way:
// a slow phone needs a second to make it.
ed25519.Point.BASE.precompute(1);

/** The name of a key in a poster's code. */
export function fingerprint(key: Uint8Array): string {
  return base32(sha256(key)).slice(0, fingerprintLength);
}

/** The fingerprint in the path of a page, /E/EVENT/FINGERPRINT, or "" where there is none. */
export function named(path: string): string {
  const last = path.split("/")[3] ?? "";
  return last.toUpperCase();
}

/** When and what an event that is over asks, and how answers are sealed; wire.FeedbackStatement, checked. */
export interface HowStatement {
  readonly recipient: string;
  readonly notAfter: string;
  readonly ask: readonly string[];
}

/**
 * Reads a statement that the group signed for this event. Throws when the signature is not
 * of the key, the key is not the one that was named (when one was), or the statement is of
 * another event. How late it is is left to the server: clocks of old phones are often wrong.
 */
export function read(signed: Signed, event: string, name: string): Statement {
  const { ask, ...s } = opened("signup-statement", signed, event, name);
  return { ...s, ask: asked((ask ?? {}) as Record<string, unknown>) };
}

/** The same for what is asked of people who came. */
export function readHow(signed: Signed, event: string, name: string): HowStatement {
  const { ask, ...s } = opened("feedback-statement", signed, event, name);
  return { ...s, ask: texts(ask) };
}

function opened(
  purpose: string,
  signed: Signed,
  event: string,
  name: string,
): { recipient: string; notAfter: string; ask: unknown } {
  const key = fromBase64(signed.key);
  if (name !== "" && fingerprint(key) !== name) throw new Error("another group's key");
  const message = utf8(`daykit ${purpose}\0${signed.statement}`);
  if (!ed25519.verify(fromBase64(signed.signature), message, key)) throw new Error("not signed by the key");
  const s = JSON.parse(signed.statement) as Record<string, unknown>;
  const { v, recipient, ask } = s;
  if (v !== 1 || s.event !== event) throw new Error("a statement of another event");
  if (typeof recipient !== "string" || !recipient.startsWith("age1")) throw new Error("no recipient");
  return { recipient, notAfter: text(s.not_after), ask };
}

function asked(a: Record<string, unknown>): Ask {
  const party = a.party;
  return {
    name: a.name === true,
    contact: a.contact === true,
    party: typeof party === "number" ? party : 0,
    ticks: texts(a.ticks),
    food: texts(a.food),
    access: texts(a.access),
  };
}

function text(v: unknown): string {
  return typeof v === "string" ? v : "";
}

function texts(v: unknown): string[] {
  return Array.isArray(v) ? v.filter((t): t is string => typeof t === "string") : [];
}
