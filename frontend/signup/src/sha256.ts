// SHA-256 for trying many messages that differ in a few digits: what stays the same is prepared once,
// and nothing is allocated in between. FIPS 180-4.

/** The first 32 bits of the fractional parts of roots of the first primes. */
function roots(count: number, power: number): Int32Array {
  const out = new Int32Array(count);
  let n = 2;
  for (let found = 0; found < count; n++) {
    if (prime(n)) out[found++] = (n ** power % 1) * 0x100000000;
  }
  return out;
}

function prime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}

const constants = roots(64, 1 / 3);
const initial = roots(8, 1 / 2);
const schedule = new Int32Array(64);

/** Takes a block of 16 words, beginning at word `at`, into a state. */
function compress(state: Int32Array, words: Int32Array, at: number): void {
  const w = schedule;
  const k = constants;
  for (let i = 0; i < 16; i++) w[i] = words[at + i] as number;
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (k[i] as number) + (w[i] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

/** The words of a message with its padding. */
function padded(message: Uint8Array): Int32Array {
  const words = new Int32Array(((message.length + 8) >> 6) * 16 + 16);
  for (let i = 0; i < message.length; i++) put(words, i, message[i] as number);
  put(words, message.length, 0x80);
  words[words.length - 1] = message.length * 8;
  return words;
}

/** Writes a byte where the words have a zero. */
function put(words: Int32Array, at: number, byte: number): void {
  words[at >> 2] = (words[at >> 2] as number) | (byte << (24 - (at & 3) * 8));
}

/** Gives the digest's words for a number from 10,000,000 to 99,999,999; they are valid until the next call. */
export type Hash = (number: number) => Int32Array;

/** SHA-256 of before, a number of eight digits, and after; all of ASCII. */
export function tries(before: string, after: string): Hash {
  const words = padded(new TextEncoder().encode(`${before}\0\0\0\0\0\0\0\0${after}`));
  const begin = (before.length >> 6) * 16; // the first word of the block in which the number begins
  const start = Int32Array.from(initial);
  const state = new Int32Array(8);
  for (let at = 0; at < begin; at += 16) compress(start, words, at);
  return (number) => {
    let rest = number;
    for (let at = before.length + 7; at >= before.length; at--) {
      clear(words, at);
      put(words, at, 0x30 + (rest % 10));
      rest = (rest / 10) | 0;
    }
    state.set(start);
    for (let at = begin; at < words.length; at += 16) compress(state, words, at);
    return state;
  };
}

function clear(words: Int32Array, at: number): void {
  words[at >> 2] = (words[at >> 2] as number) & ~(0xff << (24 - (at & 3) * 8));
}
