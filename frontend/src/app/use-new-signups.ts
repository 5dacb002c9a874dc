import { useEffect, useRef } from "react";
import { useMessages } from "../i18n/i18n";
import { announce } from "../ui/announcer";

/** Has a screen reader say that sign-ups came while an event is open, and not what came before. */
export function useNewSignups(event: string, count: number): void {
  const t = useMessages();
  const before = useRef({ event, count });
  useEffect(() => {
    const more = count - before.current.count;
    if (before.current.event === event && more > 0) announce(t("online.came", { count: more }));
    before.current = { event, count };
  }, [event, count, t]);
}
