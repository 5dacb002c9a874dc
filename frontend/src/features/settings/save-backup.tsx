import { Usb } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { say, useRefusal } from "../../ui/toast";

/** Saves everything to where the person says: the way out that needs no network. */
export function SaveBackupButton() {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const save = async () => {
    const saved = await act.run(() => desk.SaveBackup());
    if (saved && saved.file !== "") say(t("backup.saved", { file: saved.file }));
  };
  return (
    <Button icon={Usb} isDisabled={act.busy} onPress={() => void save()}>
      {t(act.busy ? "backup.saving" : "backup.save")}
    </Button>
  );
}
