// The window's own words by their key, so that a test finds parts by what they are
// called and follows when the wording is improved.
import { readFileSync } from "node:fs";

const catalogue = JSON.parse(readFileSync(new URL("../../../frontend/src/i18n/en.json", import.meta.url), "utf8"));

/** The words of a key, with plain placeholders filled in. */
export function t(key, values = {}) {
  const words = catalogue[key];
  if (words === undefined) throw new Error(`the catalogue has no ${key}`);
  const filled = words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  if (/\{\w+(,|\})/.test(filled)) throw new Error(`${key} needs more than ${Object.keys(values).join(", ") || "nothing"}: ${filled}`);
  return filled;
}
