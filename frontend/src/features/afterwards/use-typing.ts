import { type KeyboardEvent, type RefObject, useRef } from "react";
import type { FeedbackForm, GuestQuestion } from "../../bridge/feedback-types";
import { movesOn, pressed } from "./feedback-keys";

/** A form that is being filled in, by the mouse or by keys alone. */
export interface Typing {
  box: RefObject<HTMLDivElement | null>;
  draft: FeedbackForm;
  change: (next: FeedbackForm) => void;
  heard: (event: KeyboardEvent, questions: readonly GuestQuestion[]) => void;
  /** Puts the focus on the first question. */
  begin: () => void;
}

/** Lets figures choose answers and Enter go on; done is called after the last question. */
export function useTyping(
  draft: FeedbackForm,
  change: (next: FeedbackForm) => void,
  done: () => void,
): Typing {
  const box = useRef<HTMLDivElement>(null);
  const heard = (event: KeyboardEvent, questions: readonly GuestQuestion[]) => {
    const at = placeOf(event, box.current);
    if (at < 0) return;
    const enter = event.key === "Enter" && !event.shiftKey;
    const question = questions[at];
    const next = question ? pressed(draft, question, event.key) : ticked(draft, event, at > questions.length);
    if (!enter && !next) return;
    event.preventDefault();
    event.stopPropagation();
    if (next) change(next);
    const goesOn = enter || (question && movesOn(question, event.key));
    if (goesOn && !focusOn(box.current, at + 1)) done();
  };
  return { box, draft, change, heard, begin: () => void focusOn(box.current, 0) };
}

/** The questions on the screen, the one of words and the tick last. */
function places(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>("[data-question]") ?? [])];
}

/** The question that a key was pressed in; -1 for none, and for keys that are the window's. */
function placeOf(event: KeyboardEvent, box: HTMLElement | null): number {
  const { target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || !(target instanceof Element)) return -1;
  return places(box).findIndex((place) => place.contains(target));
}

/** A figure ticks that the words may be quoted; in the words themselves figures are figures. */
function ticked(draft: FeedbackForm, event: KeyboardEvent, isQuote: boolean): FeedbackForm | undefined {
  if (!isQuote || (event.key !== "0" && event.key !== "1")) return undefined;
  return { ...draft, may_quote: event.key === "1" };
}

/** Puts the focus on a question, on its first answer. It is false after the last. */
function focusOn(box: HTMLElement | null, at: number): boolean {
  const place = places(box)[at];
  place?.querySelector<HTMLElement>("input, textarea")?.focus();
  return place !== undefined;
}
