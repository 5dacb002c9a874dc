import {
  Decrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from "age-encryption";
import { describe, expect, it } from "vitest";
import { random } from "../src/bytes";
import { compose, type Entries, line, pad, seal } from "../src/letter";
import type { Ask } from "../src/statement";

const ask: Ask = {
  name: true,
  contact: true,
  party: 6,
  ticks: ["volunteer", "count-only"],
  food: ["halal"],
  access: ["bsl"],
};
const filled: Entries = {
  name: " Žofie  Canary ",
  contact: "0161",
  party: 3,
  lang: "ur",
  ticks: ["volunteer"],
  food: ["halal"],
  access: [],
};

function opened(plain: Uint8Array): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(plain)) as Record<string, unknown>;
}

describe("a letter", () => {
  it("holds what was filled in, and spaces up to a size that says nothing", () => {
    const { id, plain } = compose(ask, filled, random(32));
    expect(plain).toHaveLength(512);
    expect(opened(plain)).toEqual({
      v: 1,
      id,
      name: "Žofie  Canary",
      contact: "0161",
      party: 3,
      lang: "ur",
      ticks: ["volunteer"],
      food: ["halal"],
      apart: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it("holds nothing that the group did not sign that it asks, whatever the page has", () => {
    const none: Ask = { name: false, contact: false, party: 0, ticks: [], food: [], access: [] };
    const got = opened(compose(none, filled, random(32)).plain);
    expect(Object.keys(got).sort()).toEqual(["apart", "id", "lang", "v"]);
  });

  it("has no name of those who want only to be counted", () => {
    const got = opened(compose(ask, { ...filled, ticks: ["count-only"] }, random(32)).plain);
    expect([got.name, got.contact, got.party]).toEqual([undefined, undefined, 3]);
  });

  it("keeps the number of people within what was asked", () => {
    for (const [typed, want] of [
      [0, 1],
      [-4, 1],
      [7, 6],
      [2.5, 1],
      [Number.NaN, 1],
    ] as const)
      expect(opened(compose(ask, { ...filled, party: typed }, random(32)).plain).party).toBe(want);
  });

  it("cuts long texts at a whole character, in one line", () => {
    expect(line("a\r\nb\u0000c\u2028d")).toBe("a b c d");
    expect(line(`${"x".repeat(99)}🌻`)).toBe("x".repeat(99));
    const long = { ...filled, name: "字".repeat(300), contact: '"'.repeat(300) };
    expect(compose(ask, long, random(32)).plain).toHaveLength(1024);
    expect([511, 512, 513, 2048].map((n) => pad(new Uint8Array(n)).length)).toEqual([512, 512, 1024, 2048]);
    expect(() => pad(new Uint8Array(2049))).toThrow();
  });

  it("opens with the key that it was sealed to, of either kind, and with no other", async () => {
    for (const make of [generateX25519Identity, generateHybridIdentity]) {
      const identity = await make();
      const plain = compose(ask, filled, random(32)).plain;
      const body = await seal(await identityToRecipient(identity), plain);
      const mine = new Decrypter();
      mine.addIdentity(identity);
      expect(await mine.decrypt(body)).toEqual(plain);
      const other = new Decrypter();
      other.addIdentity(await make());
      await expect(other.decrypt(body)).rejects.toThrow();
    }
  });
});
