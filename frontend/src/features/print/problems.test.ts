import { describe, expect, it } from "vitest";
import type { Preview, Problem } from "../../bridge/print-types";
import { plainRequest } from "../../bridge/print-types";
import { findingWords } from "../../i18n/finding-words";
import { translator } from "../../i18n/messages";
import { otherProblems, placeFor, problemsAt, problemWords } from "./problems";
import type { Room } from "./room";

const t = translator("en-GB");
const at = (field: string, lang = "en"): Problem => ({
  ...{ field, lang, what: `wrong ${field}` },
  ...{ code: "newer than the window", params: {} },
});
const nameOf = (tag: string) => (tag === "ur" ? "Urdu" : tag);

/** As much of a room as problems look at. */
function roomOf(
  kind: Partial<Room["kind"]>,
  problems: Problem[],
  request: Partial<Room["request"]> = {},
): Room {
  const whole = {
    kind: "poster",
    group: "",
    designs: [],
    papers: [],
    langs: "each",
    options: [],
    formats: [],
  };
  return {
    kind: { ...whole, ...kind },
    request: { ...plainRequest("poster"), ...request },
    preview: { problems } as unknown as Preview,
    words: (problem: Problem) => findingWords(t, problem, nameOf),
    language: { tag: "en", name: "English", endonym: "English", dir: "ltr", state: "reviewed" },
  } as unknown as Room;
}

describe("Problems", () => {
  it("stand at their field, by the last part of its name too", () => {
    const room = roomOf({ designs: ["weave"] }, [at("headline"), at("texts.about", "ur"), at("title", "")]);
    expect(problemsAt(room, "texts.headline", "en")).toBe("Wrong headline.");
    expect(problemsAt(room, "texts.about", "en")).toBeUndefined();
    expect(problemsAt(room, "title", "en")).toBe("Wrong title.");
    expect(otherProblems(room)).toEqual([at("texts.about", "ur")]);
  });

  it("stand in the list where the room has no such field", () => {
    const found = [at("title"), at("people.12"), at("letter.paras"), at("voice")];
    expect(otherProblems(roomOf({ kind: "letters" }, found))).toEqual(found);
  });

  it.each([
    ["voice", { designs: ["voice"] }, { design: "voice" }],
    ["photo.alt", { designs: ["weave"] }, {}],
    ["article1", { kind: "article1" }, {}],
    ["signup.rows", { options: ["variant"] }, {}],
    ["languages", { langs: "many" }, {}],
    ["letter.paras", { options: ["letter"] }, { letter: {} }],
  ] as const)("of %s have a field of their own", (field, kind, request) => {
    const room = roomOf(kind as Partial<Room["kind"]>, [at(field)], request as Partial<Room["request"]>);
    expect(otherProblems(room)).toEqual([]);
  });

  it("are said in words, with the language and the guest", () => {
    expect(problemWords(t, at("venue.access", "ur"), nameOf)).toBe(
      "Access at the venue, Urdu: Wrong venue.access.",
    );
    expect(problemWords(t, at("people.12", ""), nameOf)).toBe("Guest 12 of the list: Wrong people.12.");
    expect(problemWords(t, at("signup.fields", ""), nameOf)).toBe("People write: Wrong signup.fields.");
    expect(problemWords(t, at("something.new", ""), nameOf)).toBe("something.new: Wrong something.new.");
    expect(problemWords(t, at("programme.3", ""), nameOf)).toBe("Programme, point 3: Wrong programme.3.");
    expect(problemWords(t, at("phrases", "ur"), nameOf)).toBe("Wrong phrases.");
  });

  it("lead to the room where they are put right", () => {
    expect(
      ["date", "venue.access", "people.3", "code", "programme.1", "phrases"].map(
        (field) => placeFor(at(field))?.room,
      ),
    ).toEqual(["plan", "plan", "signup", "afterwards", "plan", undefined]);
  });
});
