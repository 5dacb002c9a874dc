import { describe, expect, it } from "vitest";
import { fakePrintChoices } from "../../bridge/fake/fake-print-choices";
import { type Choice, firstChoice, requestOf, tilesOf } from "./request";

const { kinds, papers } = fakePrintChoices();
const languages = ["en", "ur", "pl"];

function ask(kind: string, choice: Partial<Choice>) {
  const known = kinds.find((one) => one.kind === kind);
  if (!known) throw new Error(`no kind ${kind}`);
  return requestOf({ ...firstChoice, kind, ...choice }, known, languages, papers);
}

describe("A request", () => {
  it("leaves out what the kind does not take", () => {
    const everything = {
      ...{
        saveInk: true,
        tile: "a4",
        label: "L7160",
        variant: "slips",
        neutral: true,
        voice: "v",
        local: true,
      },
      ...{ printer: "p", paper: "a1", cmyk: true, profile: "print-shop" },
    };
    expect(ask("consent", everything)).toMatchObject({
      ...{ design: "", paper: "a4", save_ink: false, tile: "", label: "", variant: "", neutral: false },
      ...{ voice: "", local: false, printer: "" },
    });
    expect(ask("social", everything)).toMatchObject({ profile: "", cmyk: false, bleed_mm: 0 });
  });

  it("asks for bleed and inks only of a print shop", () => {
    expect(ask("poster", { bleedMm: 5, cmyk: true })).toMatchObject({
      profile: "home",
      cmyk: false,
      bleed_mm: 0,
    });
    expect(ask("poster", { bleedMm: 5, cmyk: true, profile: "print-shop" })).toMatchObject({
      cmyk: true,
      bleed_mm: 5,
    });
  });

  it.each([
    ["poster", { lang: "ur", second: "pl" }, "ur"],
    ["poster", { lang: "ur", second: "pl", design: "circle" }, "ur,pl"],
    ["cards", { lang: "ur", second: "pl" }, "ur,pl"],
    ["cards", { lang: "ur", second: "ur" }, "ur"],
    ["signs", { lang: "ur" }, ""],
    ["article1", { lang: "ur" }, "en"],
    ["poster", { lang: "so" }, "en"],
  ])("of %s in %j is in %j", (kind, choice, lang) => expect(ask(kind, choice).lang).toBe(lang));

  it("spreads a page only over smaller sheets", () => {
    expect(tilesOf("a4", papers)).toEqual([]);
    expect(tilesOf("a3", papers)).toEqual(["a4"]);
    expect(tilesOf("a2-landscape", papers)).toEqual(["a4", "a3"]);
    expect(tilesOf("wide", papers)).toEqual([]);
  });

  it("keeps a letter to its language", () => {
    const letter = {
      letterhead: "",
      address: "",
      date: "",
      greeting: "",
      subject: "",
      paras: [],
      signoff: "",
      signer: "",
    };
    expect(ask("letters", { letters: { ur: letter }, lang: "ur" }).letter).toBe(letter);
    expect(ask("letters", { letters: { ur: letter } }).letter).toBeNull();
  });
});
