import { describe, expect, it } from "vitest";
import type { Preview, Problem } from "../../bridge/print-types";
import { plainRequest } from "../../bridge/print-types";
import { findingWords } from "../../i18n/finding-words";
import { translator } from "../../i18n/messages";
import { otherProblems, problemLines, problemsAt } from "./problems";
import type { Room } from "./room";

const t = translator("en-GB");
const at = (field: string, lang = "en"): Problem => ({
  ...{ field, lang, what: `wrong ${field}` },
  ...{ code: "newer than the window", params: {} },
});
const nameOf = (tag: string) => ({ ur: "Urdu", en: "English" })[tag] ?? tag;

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

  const said = (...problems: Problem[]) => problemLines(t, problems, nameOf).map(({ words }) => words);

  it("are said in words, with the language and the guest", () => {
    expect(said(at("venue.access", "ur"))).toEqual(["Access at the venue, Urdu: Wrong venue.access."]);
    expect(said(at("people.12", ""))).toEqual(["Guest 12 of the list: Wrong people.12."]);
    expect(said(at("signup.fields", ""))).toEqual(["People write: Wrong signup.fields."]);
    expect(said(at("something.new", ""))).toEqual(["something.new: Wrong something.new."]);
    expect(said(at("programme.3", ""))).toEqual(["Point 3 of the programme: Wrong programme.3."]);
    expect(said(at("phrases", "ur"))).toEqual(["Wrong phrases."]);
  });

  it("that are alike stand in one line, which names the language once", () => {
    const params = { language: "ur", instead: "en" };
    const untranslated = ["title", "texts.about", "programme.1", "programme.2"].map((field) => ({
      ...{ field, lang: "ur", what: "", code: "not-translated", params },
    }));
    const [line, ...rest] = problemLines(t, untranslated, nameOf);
    expect(rest).toEqual([]);
    expect(line?.words.replace(/[\u2068\u2069]/g, "")).toBe(
      "Event, Say more, Point 1 of the programme, Point 2 of the programme: There are no Urdu words yet; English is printed.",
    );
    expect(line?.places).toEqual([{ room: "plan", tab: "programme" }]);
  });

  it("lead to the room where they are put right", () => {
    const fields = ["date", "venue.access", "people.3", "code", "programme.1", "phrases"];
    const rooms = fields.map((field) => problemLines(t, [at(field)], nameOf)[0]?.places[0]?.room);
    expect(rooms).toEqual(["plan", "plan", "signup", "afterwards", "plan", undefined]);
  });
});
