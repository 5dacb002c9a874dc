import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { fieldWords } from "../i18n/error-words";
import { Autosaver } from "./autosaver";
import { useDesk } from "./bridge";
import type { ReportSheet, ReportTexts } from "./report-types";
import { useDrafts } from "./use-drafts";

/** The report of an event, with what can be changed about it. */
export function useReport(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["report", id], queryFn: () => desk.ReportSheet(id) });
}

/** Shows a report that Go gave back, without asking for it again. */
export function useShowReport(id: string): (sheet: ReportSheet) => void {
  const client = useQueryClient();
  return useCallback((sheet) => client.setQueryData(["report", id], sheet), [client, id]);
}

/** Binds the report's texts: what is typed is saved after a short silence, and on leaving. */
export function useReportTexts(id: string, texts: ReportTexts) {
  const desk = useDesk();
  const show = useShowReport(id);
  const saver = useMemo(
    () =>
      new Autosaver(async (patch) => {
        show(await desk.SetReportTexts(id, patch as Partial<ReportTexts>));
        await new Promise((resolve) => setTimeout(resolve, 0)); // readers have it a turn later
      }),
    [desk, id, show],
  );
  const drafts = useDrafts(saver);
  const field = (name: keyof ReportTexts) => ({
    value: (drafts.values.get(name) ?? texts[name]) as string,
    error: fieldWords(drafts.errors.get(name)),
    onChange: (words: string) => saver.set(name, words),
    onBlur: () => void saver.flush(),
  });
  return { state: drafts.state, field };
}
