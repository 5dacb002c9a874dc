import { Usb } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useSafety } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { laptopWords } from "../../i18n/laptop-words";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { say } from "../../ui/toast";
import "./stick.css";

interface SaveToStickProps {
  id: string;
  title: string;
  onClose: () => void;
}

const everybody = "all";

/** Saves one event in a locked file, which another laptop of the group can take in. */
export function SaveToStick({ id, title, onClose }: SaveToStickProps) {
  const t = useMessages();
  const desk = useDesk();
  const { data: safety } = useSafety();
  const act = useAct();
  const [device, setDevice] = useState(everybody);
  const others = safety?.devices.filter(({ here }) => !here) ?? [];
  const save = async () => {
    const saved = await act.run(() => desk.ExportEvent(id, device === everybody ? "" : device));
    if (!saved || saved.file === "") return;
    onClose();
    say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <Dialog title={t("stick.saveTitle")} isOpen onClose={onClose}>
      <p className="stick-event" dir="auto">
        {title}
      </p>
      <p>{t("stick.saveWords")}</p>
      {others.length > 0 && (
        <Select
          label={t("stick.for")}
          placeholder={t("stick.forAll")}
          value={device}
          onChange={setDevice}
          choices={[
            { id: everybody, label: t("stick.forAll") },
            ...others.map(({ id: key, label }) => ({ id: key, label: laptopWords(t, label) })),
          ]}
        />
      )}
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button loudness="filled" icon={Usb} isDisabled={act.busy} onPress={() => void save()}>
          {t(act.busy ? "stick.saving" : "stick.saveYes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
