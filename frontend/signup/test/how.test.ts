import {
  Decrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from "age-encryption";
import { describe, expect, it } from "vitest";
import page from "../../../internal/data/wire/testdata/v1/page-feedback.json";
import { fromBase64, random } from "../src/bytes";
import { composeHow, lines } from "../src/how";
import { seal } from "../src/letter";
import { told } from "../src/page";
import { fingerprint, read, readHow, type Signed } from "../src/statement";

const ask = ["welcome", "new", "why", "remember"];
const nothing = { lang: "ur", answers: {}, words: "", quote: false };

function opened(plain: Uint8Array): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(plain)) as Record<string, unknown>;
}

describe("answers", () => {
  it("hold what was asked and nothing else, in one length", () => {
    const all = { ...nothing, answers: { welcome: ["5"], new: [], why: ["people", "day"], name: ["x"] } };
    const got = composeHow(ask, { ...all, words: " The soup.\r\nThe drum.\u0000 ", quote: true }, random(16));
    expect(got?.plain).toHaveLength(4096);
    expect(got && opened(got.plain)).toEqual({
      v: 2,
      kind: "feedback",
      id: got?.id,
      lang: "ur",
      answers: { welcome: ["5"], why: ["people", "day"] },
      words: "The soup.\nThe drum.",
      may_quote: true,
    });
    const bare = composeHow(ask, { ...all, lang: "", quote: true }, random(16));
    expect(bare && Object.keys(opened(bare.plain))).toEqual(["v", "kind", "id", "answers"]);
  });

  it("are none where nothing is answered, whatever may be quoted", () => {
    expect(composeHow(ask, { ...nothing, words: " \n ", quote: true }, random(16))).toBeUndefined();
    expect(composeHow(["new"], { ...nothing, answers: { welcome: ["5"] } }, random(16))).toBeUndefined();
  });

  it("have room for the longest words, cut at a whole character", () => {
    expect(lines(`${"x".repeat(599)}🌻`)).toBe("x".repeat(599));
    for (const words of ["字".repeat(900), '"'.repeat(900), "🌻".repeat(900)])
      expect(composeHow(ask, { ...nothing, words }, random(16))?.plain).toHaveLength(4096);
  });

  it("are longer than any sign-up when they are sealed, to a key of either kind", async () => {
    for (const make of [generateX25519Identity, generateHybridIdentity]) {
      const identity = await make();
      const plain = composeHow(ask, { ...nothing, words: "soup" }, random(16))?.plain ?? new Uint8Array();
      const to = await identityToRecipient(identity);
      const body = await seal(to, plain);
      expect(body.length).toBeGreaterThanOrEqual(4096);
      expect((await seal(to, new Uint8Array(2048))).length).toBeLessThan(4096);
      const mine = new Decrypter();
      mine.addIdentity(identity);
      expect(await mine.decrypt(body)).toEqual(plain);
    }
  });

  it("are taken from a form", () => {
    document.body.innerHTML = `<form id="feedback"><input type="hidden" name="lang" value="ur">
      <input type="radio" name="welcome" value="4"><input type="radio" name="welcome" value="5" checked>
      <input type="radio" name="new" value="yes"><input type="radio" name="new" value="" checked>
      <input type="checkbox" name="why" value="people" checked><input type="checkbox" name="why" value="day" checked>
      <textarea name="remember">soup</textarea><input type="checkbox" name="quote" value="yes"><input name="website" value="x"></form>`;
    const form = document.querySelector("form") as HTMLFormElement;
    expect(told(form, ask)).toEqual({
      lang: "ur",
      answers: { welcome: ["5"], new: [], why: ["people", "day"], remember: [] },
      words: "soup",
      quote: false,
    });
  });
});

describe("the statement of how it was", () => {
  const { statement, key, sig } = page.feedback.statement;
  const signed: Signed = { statement, key, signature: sig };
  const mark = fingerprint(fromBase64(key));

  it("is read as Go signs it, for its own purpose and its own event", () => {
    const got = readHow(signed, "7KQ2M9XD", mark);
    expect(got.ask).toEqual(["welcome", "new", "remember"]);
    expect(got.notAfter).toBe("2027-01-01T20:30:00Z");
    expect(() => read(signed, "7KQ2M9XD", mark)).toThrow();
    expect(() => readHow(signed, "7KQ2M9XE", mark)).toThrow();
    expect(() => readHow(signed, "7KQ2M9XD", `${mark.slice(1)}A`)).toThrow();
    expect(() => readHow({ ...signed, statement: `${statement} ` }, "7KQ2M9XD", "")).toThrow();
  });
});
