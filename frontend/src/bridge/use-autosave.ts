import { useMemo } from "react";
import { fieldWords } from "../i18n/error-words";
import { type Json, valueAt } from "../lib/merge";
import { Autosaver, type Drafts } from "./autosaver";
import { useDesk } from "./bridge";
import { useShowEvent } from "./queries";
import type { EventDoc, EventView, Focus, ProgrammePoint } from "./types";
import { useDrafts } from "./use-drafts";

/** One field of an event document on a form, with the reason of a refusal in words. */
export interface Field<T> {
  value: T;
  error: string | undefined;
  onChange: (value: T) => void;
  onBlur: () => void;
}

/** The fields of a document by dotted path. */
export interface EventForm {
  drafts: Drafts;
  /** Saves at once what was typed; it never rejects. */
  flush: () => Promise<void>;
  text: (path: string) => Field<string>;
  /** Words in one language: emptied, they leave the document. */
  words: (path: string) => Field<string>;
  number: (path: string) => Field<number>;
  flag: (path: string) => Field<boolean>;
  texts: (path: string) => Field<string[]>;
  numbers: (path: string) => Field<number[]>;
  point: (path: string) => Field<Focus>;
  /** The whole running order; a refusal names the point by its number from 0. */
  programme: () => Field<ProgrammePoint[]>;
}

/**
 * Binds a form to an event: what is typed is saved after a short silence, on leaving the field and on leaving
 * the room. saved hears the event as it is after each saving; it must stay the same function.
 */
export function useAutosave(id: string, doc: EventDoc, saved?: (view: EventView) => void): EventForm {
  const desk = useDesk();
  const show = useShowEvent(id);
  const saver = useMemo(
    () =>
      new Autosaver(async (patch) => {
        const view = await desk.EditEvent(id, JSON.stringify(patch));
        show(view);
        saved?.(view);
        await shown();
      }),
    [desk, id, show, saved],
  );
  return formOf(saver, useDrafts(saver), doc);
}

/**
 * The event reaches its readers a turn later. A draft that went before would show the old words for that
 * turn, and a key pressed then would be added to them.
 */
function shown(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function formOf(saver: Autosaver, drafts: Drafts, doc: EventDoc): EventForm {
  return {
    drafts,
    flush: () => saver.flush(),
    text: (path) => fieldOf<string>(saver, drafts, doc, path, ""),
    words: (path) => emptiable(fieldOf<string | null>(saver, drafts, doc, path, "")),
    number: (path) => fieldOf<number>(saver, drafts, doc, path, 0),
    flag: (path) => fieldOf<boolean>(saver, drafts, doc, path, false),
    texts: (path) => fieldOf<string[]>(saver, drafts, doc, path, []),
    numbers: (path) => fieldOf<number[]>(saver, drafts, doc, path, []),
    point: (path) => fieldOf<Focus>(saver, drafts, doc, path, { x: 50, y: 50 }),
    programme: () => fieldOf<ProgrammePoint[]>(saver, drafts, doc, "programme", []),
  };
}

function fieldOf<T extends Json>(
  saver: Autosaver,
  drafts: Drafts,
  doc: EventDoc,
  path: string,
  empty: T,
): Field<T> {
  const stored = drafts.values.has(path) ? drafts.values.get(path) : valueAt(doc, path);
  return {
    value: (stored ?? empty) as T,
    error: fieldWords(drafts.errors.get(path)),
    onChange: (value) => saver.set(path, value),
    onBlur: () => void saver.flush(),
  };
}

function emptiable(field: Field<string | null>): Field<string> {
  return {
    ...field,
    value: field.value ?? "",
    onChange: (value) => field.onChange(value === "" ? null : value),
  };
}
