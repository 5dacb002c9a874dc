import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { nextMigrantsDay } from "../../lib/next-day";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { DateField } from "../../ui/date-field";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { say } from "../../ui/toast";

/** Asks for the three things without which there is no event. */
export function NewEvent({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [title, setTitle] = useState("");
  const [group, setGroup] = useState("");
  const [date, setDate] = useState(() => nextMigrantsDay(new Date()));
  const create = async () => {
    const event = await act.run(() => desk.CreateEvent(title.trim(), date, group.trim()));
    if (!event) return;
    go({ page: "room", event, room: "plan" });
    say(t("events.created"));
  };
  return (
    <Dialog title={t("events.new")} isOpen onClose={onClose}>
      <Form onSubmit={() => void create()}>
        <TextField label={t("events.newTitle")} value={title} onChange={setTitle} autoFocus isRequired />
        <DateField label={t("events.newDate")} value={date} onChange={setDate} />
        <TextField label={t("events.newGroup")} value={group} onChange={setGroup} isRequired />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("events.create")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
