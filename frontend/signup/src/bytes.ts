const base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648 base 32 without padding. */
export function base32(bytes: Uint8Array): string {
  let out = "";
  let held = 0;
  let bits = 0;
  for (const b of bytes) {
    held = ((held << 8) | b) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) out += base32Letters.charAt((held >>> (bits - 5)) & 31);
  }
  return bits > 0 ? out + base32Letters.charAt((held << (5 - bits)) & 31) : out;
}

export function hex(bytes: Uint8Array): string {
  let out = "";
  for (const b of bytes) out += (b + 0x100).toString(16).slice(1);
  return out;
}

/** Standard base 64. */
export function base64(bytes: Uint8Array): string {
  let letters = "";
  for (const b of bytes) letters += String.fromCharCode(b);
  return btoa(letters);
}

/** Reads standard base 64; throws on anything else. */
export function fromBase64(text: string): Uint8Array {
  const letters = atob(text);
  const out = new Uint8Array(letters.length);
  for (let i = 0; i < out.length; i++) out[i] = letters.charCodeAt(i);
  return out;
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function random(n: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(n));
}

/** A random UUID (RFC 9562, version 4) of 16 random bytes. */
export function uuid(from: Uint8Array): string {
  const b = from.slice(0, 16);
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  return hex(b).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
