import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../i18n/i18n";
import { useDesk } from "./bridge";
import { useShowEvent } from "./queries";
import { useAct } from "./use-act";
import { type Notes, useHistory } from "./use-history";

/** The voices that may stand on an event's page, and the choice of one; what was done is said. */
export function usePageVoices(id: string, notes: Notes) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const { run, busy, error } = useAct();
  const { undoing } = useHistory(id, notes);
  const { data } = useQuery({ queryKey: ["page-voices", id], queryFn: () => desk.PageVoices(id) });
  const choose = async (voice: string) => {
    const view = await run(() => desk.PageVoice(id, voice));
    if (!view) return;
    show(view);
    notes.say(t(voice === "none" ? "pageVoice.saidNo" : "pageVoice.saidYes"), undoing);
  };
  return { data, choose, busy, error };
}
