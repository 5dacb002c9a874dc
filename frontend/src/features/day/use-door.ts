import { useCallback } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Attendance, Guest } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { say, useRefusal } from "../../ui/toast";

/** What happens at the door. Each thing is said, and can be undone. */
export function useDoor(id: string) {
  const t = useMessages();
  const desk = useDesk();
  const refused = useRefusal();
  const act = useAct(refused);
  const { run } = act;
  const tell = useCallback(
    (words: string) => say(words, { label: t("app.undo"), run: () => void desk.Undo(id).catch(refused) }),
    [t, desk, id, refused],
  );
  const perform = useCallback(
    async (call: () => Promise<Attendance>, words: string) => {
      if (await run(call)) tell(words);
    },
    [run, tell],
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
