import { Usb } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useSafety } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { laptopWords } from "../../i18n/laptop-words";
import { Button } from "../../ui/button";
import { DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { say } from "../../ui/toast";

const everybody = "all";

/** Saves an event for the laptops of the group, or for one of them. */
export function ForOwn({ id, onClose }: { id: string; onClose: () => void }) {
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
    <>
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
    </>
  );
}
