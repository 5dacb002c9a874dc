import { Download, Printer } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { PrintRequest } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { useNotes } from "../../ui/toast";
import { Working } from "../../ui/working";

/** Out of the window: to a printer, or into a file. */
export function ThanksOut({ id, request }: { id: string; request: PrintRequest }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const open = async () => {
    if (await act.run(() => desk.OpenPrint(id, request))) notes.say(t("thanks.opened"));
  };
  const save = async () => {
    const saved = await act.run(() => desk.SavePrint(id, request, "pdf"));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <div className="thanks-actions">
      <Button icon={Printer} isDisabled={act.busy} onPress={() => void open()}>
        {t("thanks.open")}
      </Button>
      <Button icon={Download} isDisabled={act.busy} onPress={() => void save()}>
        {t("thanks.save")}
      </Button>
      <Working busy={act.busy} />
    </div>
  );
}
