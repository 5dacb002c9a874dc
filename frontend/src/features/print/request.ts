import type { EventView, Paper, PrintKind, PrintRequest } from "../../bridge/types";

/** What the person has picked; "" as language means the event's main one. */
export interface Choice {
  kind: PrintKind;
  lang: string;
  paper: Paper;
  saveInk: boolean;
}

/** The request for Go. Article 1 has its own list of languages; sign-up sheets are always A4. */
export function requestOf(choice: Choice, view: EventView): PrintRequest {
  const { kind, paper, saveInk } = choice;
  return {
    kind,
    design: "weave",
    lang: (kind !== "article1" && choice.lang) || (view.doc.languages[0] ?? ""),
    paper: kind === "signup" ? "a4" : paper,
    save_ink: kind === "poster" && saveInk,
  };
}
