import { FileDown } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { plainRequest } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { useNotes } from "../../ui/toast";

/** Saves the whole plan for the wall and the folder; with sums of money it is made in the room Print. */
export function PlanPaper({ id }: { id: string }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const print = async () => {
    const saved = await act.run(() => desk.SavePrint(id, plainRequest("plan"), "pdf"));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <Button loudness="quiet" icon={FileDown} isDisabled={act.busy} onPress={() => void print()}>
      {t("plan.paper")}
    </Button>
  );
}
