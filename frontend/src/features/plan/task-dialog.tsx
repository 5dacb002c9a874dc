import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import type { EventView, Task } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { DateField } from "../../ui/date-field";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { say, useNotes } from "../../ui/toast";

interface TaskDialogProps {
  id: string;
  task: Task | "new";
  /** The day of the event, from which a new task's date starts. */
  day: string;
  onClose: () => void;
}

/** Adds a task or changes one. */
export function TaskDialog({ id, task, day, onClose }: TaskDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const act = useAct();
  const isNew = task === "new";
  const [title, setTitle] = useState(isNew ? "" : task.title);
  const [due, setDue] = useState(isNew ? day : task.due);
  const [who, setWho] = useState(isNew ? "" : task.who);
  const [pinned, setPinned] = useState(!isNew && task.pinned);
  const place = (date: string) => {
    if (date !== due) setPinned(true); // a date that a person chose is meant
    setDue(date);
  };
  const done = (view: EventView | undefined) => {
    if (!view) return;
    show(view);
    onClose();
  };
  const save = async () => {
    const words = title.trim();
    done(
      await act.run(() =>
        isNew
          ? desk.AddTask(id, words, due, who, pinned)
          : desk.EditTask(id, task.id, words, due, who, pinned),
      ),
    );
  };
  return (
    <Dialog title={t(isNew ? "plan.newTask" : "plan.taskDialog")} isOpen onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <TextField label={t("plan.taskTitle")} value={title} onChange={setTitle} autoFocus isRequired />
        <DateField label={t("plan.taskDue")} value={due} onChange={place} />
        <Checkbox isSelected={pinned} onChange={setPinned} note={t("task.pinNote")}>
          {t("task.pin")}
        </Checkbox>
        <TextField label={t("plan.taskWho")} value={who} onChange={setWho} />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          {!isNew && <DeleteTask id={id} task={task} onClose={onClose} />}
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("plan.saveTask")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function DeleteTask({ id, task, onClose }: { id: string; task: Task; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const remove = async () => {
    const view = await act.run(() => desk.DeleteTask(id, task.id));
    if (!view) return;
    show(view);
    onClose();
    say(t("plan.taskDeleted"), undoing);
  };
  return (
    <Button loudness="quiet" icon={Trash2} onPress={() => void remove()}>
      {t("plan.deleteTask")}
    </Button>
  );
}
