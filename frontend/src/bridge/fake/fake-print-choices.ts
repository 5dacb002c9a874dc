import type { PaperItem, PrintChoices, PrintKind } from "../print-types";

const designs = ["weave", "voice", "circle", "plain"];
const onPaper: PrintKind["formats"] = ["pdf", "png", "svg"];
const posters = ["a4", "a3", "a5", "a2", "a1", "a4-landscape", "a3-landscape", "a2-landscape"];

const kind = (
  name: string,
  group: string,
  langs: PrintKind["langs"],
  options: PrintKind["options"] = [],
  papers: string[] = ["a4"],
): PrintKind => ({ kind: name, group, designs: [], papers, langs, options, formats: onPaper });

const designed = (plain: PrintKind): PrintKind => ({ ...plain, designs });

const paper = (name: string, width_mm: number, height_mm: number, px = 0): PaperItem => ({
  name,
  width_mm,
  height_mm,
  px,
});

const label = (code: string, use: string, width_mm: number, height_mm: number, per_sheet: number) => ({
  code,
  use,
  width_mm,
  height_mm,
  per_sheet,
});

/** What Go offers, as it offers it; a test that adds a kind sees it in the room. */
export function fakePrintChoices(): PrintChoices {
  return {
    kinds: [
      designed(kind("poster", "invite", "each", ["save_ink", "tile", "voice", "local", "printer"], posters)),
      designed(
        kind("flyer", "invite", "each", ["save_ink", "voice", "local", "printer"], ["a5", "a6", "dl"]),
      ),
      {
        ...designed(kind("social", "screen", "each", ["voice", "local"], ["square", "tall", "wide", "link"])),
        formats: ["png", "svg"],
      },
      kind("article1", "invite", "one", ["tile", "printer"], ["a4", "a3"]),
      kind("signup", "door", "one", ["variant", "printer"]),
      kind("badges", "door", "one", ["label", "neutral", "printer"]),
      kind("signs", "door", "many", ["save_ink"], ["a4-landscape", "a4", "a3-landscape", "a3"]),
      kind("programme", "table", "one", ["save_ink"]),
      kind("cards", "table", "two", ["save_ink", "printer"]),
      kind("table-tents", "table", "many", ["save_ink"]),
      kind("allergens", "table", "two", ["save_ink", "printer"]),
      kind("feedback", "table", "each", ["printer"], ["a5", "a4"]),
      kind("letters", "invite", "one", ["letter", "for", "hours", "own_lang"]),
      kind("press", "invite", "one", ["voice", "press"]),
      kind("risks", "crew", "one"),
      kind("door-plan", "crew", "one", ["named"]),
      kind("plan", "crew", "one", ["sums"]),
      kind("rota", "crew", "one"),
      kind("debrief", "crew", "one"),
      kind("certificate", "crew", "one", ["for", "hours", "own_lang"], ["a4-landscape"]),
      kind("consent", "crew", "one", ["voice"]),
      kind("photo-consent", "crew", "one"),
      kind("report", "after", "one"),
      kind("umbrella", "after", "one"),
      kind("calibration", "crew", "one", ["printer"]),
    ],
    papers: [
      paper("a5", 148, 210),
      paper("a4", 210, 297),
      paper("a3", 297, 420),
      paper("a2", 420, 594),
      paper("a1", 594, 841),
      paper("a6", 105, 148),
      paper("dl", 99, 210),
      paper("a4-landscape", 297, 210),
      paper("a3-landscape", 420, 297),
      paper("a2-landscape", 594, 420),
      paper("square", 285.75, 285.75, 1080),
      paper("tall", 285.75, 357.19, 1080),
      paper("wide", 508, 285.75, 1920),
      paper("link", 317.5, 166.69, 1200),
    ],
    labels: [
      label("L7160", "badge or address", 63.5, 38.1, 21),
      label("L7163", "badge or table label", 99.06, 38.1, 14),
      label("L7418", "name badge insert card", 86, 55, 8),
    ],
    profiles: ["home", "archive", "print-shop"],
    printers: [],
  };
}
