import { useCallback, useEffect, useRef } from "react";
import type { EventView } from "../../bridge/types";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { say, useNotes } from "../../ui/toast";

/** Says after a change of the date how many tasks moved with it, and offers to take that back. */
export function useMovedWords(id: string): (view: EventView) => void {
  const t = useMessages();
  const { undoing } = useHistory(id, useNotes());
  const words = useRef({ t, undoing });
  useEffect(() => {
    words.current = { t, undoing };
  });
  return useCallback((view) => {
    const { moved } = view.schedule;
    if (moved > 0) say(words.current.t("task.moved", { count: moved }), words.current.undoing);
  }, []);
}
