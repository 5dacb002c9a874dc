import type { BeginNote } from "../bridge/start-types";
import { longDate } from "./dates";
import { isMessageKey, type Translate } from "./messages";

/** What a note of a beginning says; one that a newer kit gives keeps its own words. */
export function beginWords(t: Translate, note: BeginNote): string {
  const key = `begin.note.${note.kind}`;
  if (!isMessageKey(key)) return note.words;
  const { days, weeks, title, ask } = note;
  return t(key, { days, weeks, title, ask, date: longDate(note.date) });
}
