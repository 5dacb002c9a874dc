import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { ChipRadios } from "../../ui/chips";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { say } from "../../ui/toast";

const scopes = ["day", "plan", "all"] as const;
type Scope = (typeof scopes)[number];

/** Saves the day alone, or all that the crew needs in a calendar. */
export function CalendarDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [scope, setScope] = useState<Scope>("day");
  const [names, setNames] = useState(false);
  const [todos, setTodos] = useState(false);
  const save = async () => {
    const saved = await act.run<{ file: string }>(() =>
      scope === "day" ? desk.SaveCalendar(id) : desk.SaveFeed(scope === "all" ? "" : id, names, todos),
    );
    if (!saved || saved.file === "") return;
    onClose();
    say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <Dialog title={t("calendar.title")} isOpen onClose={onClose}>
      <ChipRadios
        label={t("calendar.what")}
        value={scope}
        onChange={(chosen) => setScope(chosen as Scope)}
        choices={scopes.map((one) => ({ id: one, label: t(`calendar.scope.${one}`) }))}
      />
      {scope === "day" ? (
        <p>{t("calendar.dayWords")}</p>
      ) : (
        <>
          <p>{t("calendar.feedWords")}</p>
          <Checkbox isSelected={todos} onChange={setTodos} note={t("calendar.todosNote")}>
            {t("calendar.todos")}
          </Checkbox>
          <Checkbox isSelected={names} onChange={setNames} note={t("calendar.namesNote")}>
            {t("calendar.names")}
          </Checkbox>
        </>
      )}
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button loudness="filled" icon={CalendarPlus} isDisabled={act.busy} onPress={() => void save()}>
          {t("calendar.save")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
