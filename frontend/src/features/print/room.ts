import type { Preview, PrintChoices, PrintKind, PrintRequest, Problem } from "../../bridge/print-types";
import type { EventView, LanguageTag } from "../../bridge/types";
import type { EventForm } from "../../bridge/use-autosave";
import type { Choice } from "./request";

/** All that the panels of the room share. */
export interface Room {
  id: string;
  view: EventView;
  choices: PrintChoices;
  kind: PrintKind;
  choice: Choice;
  change: (part: Partial<Choice>) => void;
  /** As the choice stands now; the preview may be a moment behind. */
  request: PrintRequest;
  preview: Preview | undefined;
  /** The preview shows this very request. */
  fresh: boolean;
  form: EventForm;
  /** The language of the words on show. */
  language: LanguageTag | undefined;
  /** The event's main language. */
  main: LanguageTag | undefined;
  /** A language's name in the window's own. */
  languageName: (tag: string) => string;
  /** What is wrong, in whole sentences. */
  words: (problem: Problem) => string;
}
