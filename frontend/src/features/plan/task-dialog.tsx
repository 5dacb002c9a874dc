import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import type { EventView, Task } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { shortDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Checkbox } from "../../ui/checkbox";
import { DateField } from "../../ui/date-field";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { EditFoot } from "./edit-foot";

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
        {!isNew && task.squeezed && !task.done && (
          <p className="quiet">
            {t("task.squeezed", { planned: shortDate(task.planned), due: shortDate(task.due) })}
          </p>
        )}
        <Checkbox isSelected={pinned} onChange={setPinned} note={t("task.pinNote")}>
          {t("task.pin")}
        </Checkbox>
        <TextField label={t("plan.taskWho")} value={who} onChange={setWho} />
        <EditFoot
          act={act}
          save={t("plan.saveTask")}
          drop={
            !isNew && {
              id,
              button: t("plan.deleteTask"),
              done: t("plan.taskDeleted"),
              run: async () => show(await desk.DeleteTask(id, task.id)),
            }
          }
          onClose={onClose}
        />
      </Form>
    </Dialog>
  );
}
