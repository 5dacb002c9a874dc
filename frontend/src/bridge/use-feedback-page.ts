import { useMessages } from "../i18n/i18n";
import { useDesk } from "./bridge";
import { useShowEvent } from "./queries";
import { useAct } from "./use-act";
import { type Notes, useHistory } from "./use-history";

/** Chooses whether an event's page asks how it was, and until when; "" is the usual day. What was done is said. */
export function useFeedbackPage(id: string, notes: Notes) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const { run, busy, error } = useAct();
  const { undoing } = useHistory(id, notes);
  const choose = async (state: string, until: string) => {
    const open = state === "open";
    const view = await run(() => desk.FeedbackPage(id, open ? "open" : "closed", open ? until : ""));
    if (!view) return;
    show(view);
    notes.say(t(open ? "how.saidYes" : "how.saidNo"), undoing);
  };
  return { choose, busy, error };
}
