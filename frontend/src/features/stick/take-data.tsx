import { FolderDown } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { DataForm } from "../../bridge/running-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { ChipRadios } from "../../ui/chips";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { say } from "../../ui/toast";

const forms = ["folder", "zip", "json"] as const;

interface TakeDataProps {
  id: string;
  title: string;
  onClose: () => void;
}

/** Saves everything of an event for other programs. Names come along only after a question of their own. */
export function TakeData({ id, title, onClose }: TakeDataProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [form, setForm] = useState<DataForm>("folder");
  const [names, setNames] = useState(false);
  const [asking, setAsking] = useState(false);
  const save = async () => {
    if (names && !asking) {
      setAsking(true);
      return;
    }
    const taken = await act.run(() => desk.SaveData(id, form, names));
    if (!taken || taken.file === "") return;
    onClose();
    say(t("take.saved", { file: taken.file, tables: taken.tables, rows: taken.rows }));
  };
  return (
    <Dialog title={t(asking ? "take.sureTitle" : "take.title")} isOpen onClose={onClose} alert={asking}>
      <p className="stick-event" dir="auto">
        {title}
      </p>
      {asking ? (
        <p>{t("take.sure")}</p>
      ) : (
        <>
          <p>{t("take.words")}</p>
          <ChipRadios
            label={t("take.form")}
            value={form}
            onChange={(chosen) => setForm(chosen as DataForm)}
            choices={forms.map((one) => ({ id: one, label: t(`take.form.${one}`) }))}
          />
          <Checkbox isSelected={names} onChange={setNames} note={t("take.namesNote")}>
            {t("take.names")}
          </Checkbox>
        </>
      )}
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button loudness="filled" icon={FolderDown} isDisabled={act.busy} onPress={() => void save()}>
          {t(asking ? "take.sureYes" : "take.save")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
