import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { fieldWords } from "../i18n/error-words";
import type { Json } from "../lib/merge";
import { Autosaver, type SaveState, type Send } from "./autosaver";
import { useDesk } from "./bridge";
import { BridgeError } from "./bridge-error";
import type { DayCounts, Evaluation } from "./feedback-types";
import type { Field } from "./use-autosave";

/** Saves what is typed into fields by their keys, after a short silence and on leaving. */
export interface Saver {
  state: SaveState;
  field: (key: string, stored: string) => Field<string>;
}

function useSaver(send: Send): Saver {
  const saver = useMemo(() => new Autosaver(send), [send]);
  const drafts = useSyncExternalStore(saver.subscribe, saver.snapshot);
  useEffect(() => saver.enlist(), [saver]);
  useEffect(() => {
    const flush = () => void saver.flush();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [saver]);
  return {
    state: drafts.state,
    field: (key, stored) => ({
      value: drafts.values.has(key) ? String(drafts.values.get(key)) : stored,
      error: fieldWords(drafts.errors.get(key)),
      onChange: (words) => saver.set(key, words),
      onBlur: () => void saver.flush(),
    }),
  };
}

function pairs(patch: Json): [string, string][] {
  return Object.entries(patch as Record<string, string>);
}

/** Saves the crew's answers by the key of the question. */
export function useDebriefSaver(id: string): Saver {
  const desk = useDesk();
  const client = useQueryClient();
  const send = useMemo<Send>(
    () => async (patch) => {
      for (const [key, words] of pairs(patch)) await desk.SetDebrief(id, key, words);
      await client.invalidateQueries({ queryKey: ["evaluation", id] });
    },
    [desk, client, id],
  );
  return useSaver(send);
}

/** The counts of a day that are typed as numbers. */
export type DayNumber = "children" | "adults" | "volunteers" | "minutes" | "posters_up" | "posters_down";

/** Saves counts of the day; an emptied field was not counted, and hours are typed for minutes. */
export function useDayCountSaver(id: string): Saver {
  const desk = useDesk();
  const client = useQueryClient();
  const send = useMemo<Send>(
    () => async (patch) => {
      const said = client.getQueryData<Evaluation>(["evaluation", id]);
      if (!said) return;
      const typed = Object.fromEntries(pairs(patch).map(([key, words]) => [key, countOf(key, words)]));
      await desk.SetDayCounts(id, { ...said.counts, ...(typed as Partial<DayCounts>) });
      await client.invalidateQueries({ queryKey: ["evaluation", id] });
    },
    [desk, client, id],
  );
  return useSaver(send);
}

function countOf(key: string, words: string): number | null {
  if (words.trim() === "") return null;
  const n = Number(words.trim().replace(",", "."));
  const minutes = key === "minutes";
  if (!Number.isFinite(n) || n < 0 || n > 100_000 || (!minutes && !Number.isInteger(n)))
    throw new BridgeError("invalid", `${key}: write a number`, "leave it empty when nobody counted");
  return minutes ? Math.round(n * 60) : n;
}
