import { useCallback } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Now, NowPoint } from "../../bridge/running-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { say, useNotes } from "../../ui/toast";

export interface Running {
  busy: boolean;
  begin: (point: NowPoint) => Promise<void>;
  skip: (point: NowPoint) => Promise<void>;
  /** Takes back what was said last, also on another laptop. */
  takeBack: () => Promise<void>;
}

/** What is said of the running order on the day. Each thing can be undone. */
export function useRunning(id: string): Running {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const { run, busy } = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const perform = useCallback(
    async (call: () => Promise<Now>, words: string) => {
      if (await run(call)) say(words, undoing);
    },
    [run, undoing],
  );
  return {
    busy,
    begin: ({ key, title }) => perform(() => desk.BeginPoint(id, key), t("now.hasBegun", { title })),
    skip: ({ key, title }) => perform(() => desk.SkipPoint(id, key), t("now.isLeftOut", { title })),
    takeBack: () => perform(() => desk.TakeBackPoint(id), t("now.tookBack")),
  };
}
