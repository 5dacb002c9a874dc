import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Json } from "../lib/merge";
import { valueAt } from "../lib/merge";
import { Autosaver, type Drafts } from "./autosaver";
import { useDesk } from "./bridge";
import type { BridgeError } from "./bridge-error";
import { useShowEvent } from "./queries";
import type { EventDoc } from "./types";

/** One field of an event document on a form. */
export interface Field<T> {
  value: T;
  error: BridgeError | undefined;
  onChange: (value: T) => void;
  onBlur: () => void;
}

export interface EventForm {
  drafts: Drafts;
  flush: () => Promise<void>;
  /** The field at a dotted path, with the value to show while the document has none. */
  field: <T extends Json>(path: string, empty: T) => Field<T>;
}

/** Binds a form to an event: what is typed is saved after a short silence, on leaving the field and on leaving the room. */
export function useAutosave(id: string, doc: EventDoc): EventForm {
  const desk = useDesk();
  const show = useShowEvent(id);
  const saver = useMemo(
    () => new Autosaver(async (patch) => show(await desk.EditEvent(id, JSON.stringify(patch)))),
    [desk, id, show],
  );
  const drafts = useSyncExternalStore(saver.subscribe, saver.snapshot);
  useEffect(() => flushOnLeave(saver), [saver]);
  return { drafts, flush: () => saver.flush(), field: (path, empty) => fieldOf(saver, drafts, doc, path, empty) };
}

function fieldOf<T extends Json>(saver: Autosaver, drafts: Drafts, doc: EventDoc, path: string, empty: T): Field<T> {
  const stored = drafts.values.has(path) ? drafts.values.get(path) : valueAt(doc, path);
  return {
    value: (stored ?? empty) as T,
    error: drafts.errors.get(path),
    onChange: (value) => saver.set(path, value),
    onBlur: () => void saver.flush(),
  };
}

function flushOnLeave(saver: Autosaver): () => void {
  const flush = () => void saver.flush();
  window.addEventListener("pagehide", flush);
  return () => {
    window.removeEventListener("pagehide", flush);
    flush();
  };
}
