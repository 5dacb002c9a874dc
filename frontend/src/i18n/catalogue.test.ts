import { parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import en from "./en.json";
import { type MessageKey, translator } from "./messages";
import { locales, localised } from "./pseudo";

const sources: Record<string, string> = import.meta.glob(["../**/*.{ts,tsx}", "!../**/*.test.*"], {
  eager: true,
  query: "?raw",
  import: "default",
});

const keys = Object.keys(en) as MessageKey[];

function placeholders(elements: ReturnType<typeof parse>): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) return [];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element.value];
    return [element.value, ...Object.values(element.options).flatMap((option) => placeholders(option.value))];
  });
}

describe("The catalogue", () => {
  it.each(locales)("keeps every placeholder in %s", (locale) => {
    for (const key of keys) {
      expect(placeholders(localised(en[key], locale)), key).toEqual(
        placeholders(parse(en[key], { ignoreTag: true })),
      );
    }
  });

  it("has a text for every key, and an other for every plural", () => {
    for (const key of keys) expect(en[key].trim(), key).not.toBe("");
  });

  it("holds nothing that is never said", () => {
    const code = Object.values(sources).join("\n");
    const said = (key: string) => {
      if (/^(note|act|finding|label)\./.test(key)) return true; // Go says these
      const start = key.slice(0, key.lastIndexOf(".") + 1);
      return code.includes(`"${key}"`) || code.includes(`\`${start}$`) || code.includes(`"${start}"`);
    };
    expect(keys.filter((key) => !said(key))).toEqual([]);
  });

  it("counts", () => {
    const t = translator("en-GB");
    expect(t("plan.late", { days: 1 })).toBe("1 day late");
    expect(t("plan.late", { days: 3 })).toBe("3 days late");
  });

  it("makes words longer and mirrors them", () => {
    const plain = translator("en-GB")("plan.note");
    expect(translator("en-XA")("plan.note").length).toBeGreaterThan(plain.length * 1.3);
    expect(translator("ar-XB")("nav.plan")).toBe("\u200f\u202ePlan\u202c\u200f");
  });
});
