import { FileDown } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { plainRequest } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { useNotes } from "../../ui/toast";
import { Working } from "../../ui/working";

interface FeedbackPrintProps {
  id: string;
  /** A form in each; none for the event's first language. */
  langs: readonly string[];
  kind: "feedback" | "debrief";
}

/** Prints the guests' form or the crew's sheet. */
export function FeedbackPrint({ id, langs, kind }: FeedbackPrintProps) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const print = async () => {
    const request = { ...plainRequest(kind), lang: langs.join(",") };
    const saved = await act.run(() => desk.SavePrint(id, request, "pdf"));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <div className="row">
      <Button icon={FileDown} isDisabled={act.busy} onPress={() => void print()}>
        {t(kind === "feedback" ? "said.print" : "said.printDebrief")}
      </Button>
      <Working busy={act.busy} />
    </div>
  );
}
