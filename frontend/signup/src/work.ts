import { sha256 } from "@noble/hashes/sha2.js";
import { hex } from "./bytes";
import { tries } from "./sha256";

/** wire.Challenge. */
export interface Challenge {
  readonly token: string;
  readonly bits: number;
}

/** More than this a slow phone does not do in time; the server asks for 16 at most. */
export const maxBits = 20;

const first = 10_000_000;
const last = 99_999_999;

/** How long to try before the page may draw and answer again, in milliseconds. */
const slice = 12;

/** Finds the value of wire.HeaderWork for a letter. The page stays alive meanwhile. */
export async function solve(c: Challenge, id: string, body: Uint8Array, pause = breath): Promise<string> {
  if (!(c.bits >= 0 && c.bits <= maxBits)) throw new Error("too much work");
  const hash = tries(`${c.token}.`, `.${id}.${hex(sha256(body))}`);
  const shift = 32 - c.bits;
  let until = performance.now() + slice;
  for (let n = first; n <= last; n++) {
    if (c.bits === 0 || (hash(n)[0] as number) >>> shift === 0) return `${c.token}.${n}`;
    if (n % 64 === 0 && performance.now() > until) {
      await pause();
      until = performance.now() + slice;
    }
  }
  throw new Error("no answer found");
}

/** Lets the browser do what waits. A message comes sooner than a timer, which is held back after a few. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
