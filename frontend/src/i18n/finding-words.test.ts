import { expect, it } from "vitest";
import en from "./en.json";
import { findingWords } from "./finding-words";
import { type MessageKey, translator } from "./messages";
import { locales } from "./pseudo";

const t = translator("en-GB");
const nameOf = (tag: string) => ({ ur: "Urdu", en: "English" })[tag] ?? tag;

it("says a finding by its code, with languages by their names and words kept apart", () => {
  const params = { language: "ur", instead: "en" };
  expect(findingWords(t, { code: "not-translated", params, what: "" }, nameOf)).toBe(
    "There are no \u2068Urdu\u2069 words yet; \u2068English\u2069 is printed.",
  );
  expect(findingWords(t, { code: "word-broken", params: { word: "خوش" }, what: "" }, nameOf)).toBe(
    "“\u2068خوش\u2069” is too long for one line and is broken.",
  );
  expect(
    findingWords(
      t,
      { code: "article-pages", params: { languages: 30, pages: 1, size: 14 }, what: "" },
      nameOf,
    ),
  ).toBe("30 languages are set on 1 page, so that all can be read at 14 points.");
});

it("says what is newer than the window in the words of Go", () => {
  expect(findingWords(t, { code: "new", params: {}, what: "left out" }, nameOf)).toBe("Left out.");
});

it.each(locales)("has a sentence for each finding in %s", (locale) => {
  const all = { language: "ur", instead: "en", words: "x", word: "x", letters: "x", name: "x", sign: "x" };
  const numbers = { ratio: 2, least: 4.5, dpi: 90, width: 800, height: 600, page: 2, pages: 3, most: 20 };
  const params = { ...all, ...numbers, size: 14, languages: 5 };
  const codes = Object.keys(en).filter((key) => key.startsWith("finding.")) as MessageKey[];
  for (const key of codes) {
    const code = key.slice("finding.".length);
    expect(findingWords(translator(locale), { code, params, what: "" }, nameOf), key).not.toMatch(
      /^\.?$|[{}]/,
    );
  }
});
