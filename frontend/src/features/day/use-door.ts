import { useCallback } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Attendance, Guest } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { say, useNotes } from "../../ui/toast";

/** What happens at the door. Each thing is said, and can be undone. */
export function useDoor(id: string) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { run } = act;
  const { undoing } = useHistory(id, notes);
  const perform = useCallback(
    async (call: () => Promise<Attendance>, words: string) => {
      const isDone = (await run(call)) !== undefined;
      if (isDone) say(words, undoing);
      return isDone;
    },
    [run, undoing],
  );
  return {
    busy: act.busy,
    arrive: (guest: Guest) =>
      perform(() => desk.Arrive(id, guest.id), t("day.hasArrived", { name: guest.name })),
    arriveNamed: (name: string) => perform(() => desk.ArriveNamed(id, name), t("day.hasArrived", { name })),
    walkIn: () => perform(() => desk.WalkIns(id, 1), t("day.walkedIn")),
    takeBack: () => perform(() => desk.WalkIns(id, -1), t("day.walkedOut")),
  };
}
