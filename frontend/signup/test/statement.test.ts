import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, it } from "vitest";
import golden from "../../../internal/data/wire/testdata/v1/signed-statement.json";
import { base32, base64, fromBase64, hex, utf8, uuid } from "../src/bytes";
import { fingerprint, named, read, type Signed } from "../src/statement";

// What the Go side signs and reads, too.
const signed: Signed = { statement: golden.statement, key: golden.key, signature: golden.sig };
const { event } = JSON.parse(golden.statement) as { event: string };
const mark = fingerprint(fromBase64(golden.key));

/** A statement that another key signed. */
function signedAs(statement: string): Signed {
  const { secretKey, publicKey } = ed25519.keygen();
  const signature = ed25519.sign(utf8(`daykit signup-statement\0${statement}`), secretKey);
  return { statement, key: base64(publicKey), signature: base64(signature) };
}

describe("bytes", () => {
  it("writes base 32 as RFC 4648 has it", () => {
    const vectors = {
      f: "MY",
      fo: "MZXQ",
      foo: "MZXW6",
      foob: "MZXW6YQ",
      fooba: "MZXW6YTB",
      foobar: "MZXW6YTBOI",
    };
    for (const [text, want] of Object.entries(vectors)) expect(base32(utf8(text))).toBe(want);
  });
  it("reads the base 64 that it writes", () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(hex(fromBase64(base64(all)))).toBe(hex(all));
    expect(() => fromBase64("!")).toThrow();
  });
  it("makes random UUIDs", () => {
    expect(uuid(new Uint8Array(16).fill(255))).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
    expect(uuid(new Uint8Array(16))).toBe("00000000-0000-4000-8000-000000000000");
  });
});

describe("the statement", () => {
  it("is read when the group signed it", () => {
    const s = read(signed, event, mark);
    expect(s.recipient).toMatch(/^age1/);
    expect(mark).toMatch(/^[A-Z2-7]{26}$/);
    expect(read(signed, event, "")).toEqual(s);
  });

  it("is refused when anything about it is not as signed", () => {
    const changed = signed.statement.replace('"v":1', '"v": 1');
    const other = signedAs(signed.statement);
    const cases: [string, Signed, string, string][] = [
      ["other words", { ...signed, statement: changed }, event, mark],
      ["another event", signed, "AB12CD34", mark],
      ["another group on the poster", signed, event, "A".repeat(26)],
      ["a key of the server's", other, event, mark],
      ["a signature of nobody", { ...signed, signature: base64(new Uint8Array(64)) }, event, ""],
      ["no key", { ...signed, key: "" }, event, ""],
      ["no base 64", { ...signed, key: "?" }, event, ""],
      ["no statement", signedAs("null"), event, ""],
      ["a later version", signedAs(signed.statement.replace('"v":1', '"v":2')), event, ""],
      ["no recipient", signedAs(JSON.stringify({ v: 1, event, recipient: "AGE-SECRET-KEY-1" })), event, ""],
    ];
    for (const [name, s, id, name26] of cases) expect(() => read(s, id, name26), name).toThrow();
    expect(read(other, event, "").recipient).toMatch(/^age1/); // without a name only the signature can be checked
  });

  it("is named by the last part of the path", () => {
    expect(named("/E/7KQ2M9XD/abcdefghijklmnopqrstuvwxyz")).toBe("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    expect(named("/e/7KQ2M9XD")).toBe("");
    expect(named("/e/7KQ2M9XD/")).toBe("");
  });
});
