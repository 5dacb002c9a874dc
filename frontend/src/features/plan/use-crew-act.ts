import type { Crew } from "../../bridge/crew-types";
import { useAct } from "../../bridge/use-act";
import { useShowCrew } from "../../bridge/use-crew";
import { useRefusal } from "../../ui/toast";

/** Does something to the crew and shows what came of it; a refusal is told in a note. */
export function useCrewAct(id: string) {
  const act = useAct(useRefusal());
  const show = useShowCrew(id);
  const run = async (call: () => Promise<Crew>): Promise<boolean> => {
    const crew = await act.run(call);
    if (crew) show(crew);
    return crew !== undefined;
  };
  return { busy: act.busy, run };
}
