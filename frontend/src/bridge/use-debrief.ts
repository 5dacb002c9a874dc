import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { fieldWords } from "../i18n/error-words";
import type { Json } from "../lib/merge";
import { Autosaver, type SaveState, type Send } from "./autosaver";
import { useDesk } from "./bridge";
import { BridgeError } from "./bridge-error";
import type { DayCounts } from "./feedback-types";
import type { Field } from "./use-autosave";
import { useDrafts } from "./use-drafts";

/** Saves what is typed into fields by their keys, after a short silence and on leaving. */
export interface Saver {
  state: SaveState;
  field: (key: string, stored: string) => Field<string>;
  /** Saves at once what was typed; it never rejects. */
  flush: () => Promise<void>;
}

function useSaver(send: Send): Saver {
  const saver = useMemo(() => new Autosaver(send), [send]);
  const drafts = useDrafts(saver);
  return {
    state: drafts.state,
    flush: () => saver.flush(),
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

/** The saver of the counts, and a way to put one in that is chosen and not typed. */
export interface CountSaver extends Saver {
  /** Saves what was typed first, so that neither takes the other back. */
  put: (part: Partial<DayCounts>) => Promise<void>;
}

/** Saves counts of the day; an emptied field was not counted, and hours are typed for minutes. */
export function useDayCountSaver(id: string): CountSaver {
  const desk = useDesk();
  const client = useQueryClient();
  const write = useCallback(
    async (part: Partial<DayCounts>) => {
      const { counts } = await client.ensureQueryData({
        queryKey: ["evaluation", id],
        queryFn: () => desk.Evaluation(id),
      });
      await desk.SetDayCounts(id, { ...counts, ...part });
      await client.refetchQueries({ queryKey: ["evaluation", id] });
    },
    [desk, client, id],
  );
  const send = useMemo<Send>(
    () => (patch) =>
      write(Object.fromEntries(pairs(patch).map(([key, words]) => [key, countOf(key, words)]))),
    [write],
  );
  const saver = useSaver(send);
  const put = async (part: Partial<DayCounts>) => {
    await saver.flush();
    await write(part);
  };
  return { ...saver, put };
}

function countOf(key: string, words: string): number | null {
  if (words.trim() === "") return null;
  const n = Number(words.trim().replace(",", "."));
  const minutes = key === "minutes";
  if (!Number.isFinite(n) || n < 0 || n > 100_000 || (!minutes && !Number.isInteger(n)))
    throw new BridgeError("invalid", `${key}: write a number`, "leave it empty when nobody counted");
  return minutes ? Math.round(n * 60) : n;
}
