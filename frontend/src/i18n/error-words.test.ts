import { describe, expect, it } from "vitest";
import { errorWords } from "./error-words";
import { translator } from "./messages";

const t = translator("en-GB");

describe("A refusal in words", () => {
  it("tells names that are locked from a folder that is in use", () => {
    const names = { code: "locked", message: "the names are locked", hint: "unlock with your passphrase" };
    expect(errorWords(t, names)).toBe(
      "The names cannot be read now: the names are locked. Unlock with your passphrase.",
    );
    const folder = {
      code: "in_use",
      message: "Daykit is already open on this data folder",
      hint: "use the window that is open, or close it first",
    };
    expect(errorWords(t, folder)).toBe(
      "Another program is in the way: Daykit is already open on this data folder. Use the window that is open, or close it first.",
    );
  });

  it.each([
    ["invalid", "That cannot be used: why."],
    ["not_found", "That was not found: why."],
    ["conflict", "Something changed meanwhile: why."],
    ["denied", "Not allowed: why."],
    ["offline", "No connection: why."],
    ["full", "There is no room left: why."],
    ["damaged", "Stored data cannot be read: why."],
    ["internal", "Something went wrong: why."],
    ["cancelled", "Stopped."],
    ["timeout", "No answer came: why."],
    ["what a later Go says", "Something went wrong: why."],
  ])("has words for %s", (code, words) => {
    expect(errorWords(t, { code, message: "why", hint: "" })).toBe(words);
  });
});
