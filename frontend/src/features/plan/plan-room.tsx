import { CalendarPlus, Plus, Undo2 } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { EventView, Task } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { Page } from "../../ui/page";
import { Tabs } from "../../ui/tabs";
import { say, useRefusal } from "../../ui/toast";
import { Details } from "./details";
import { Programme } from "./programme";
import { SideCards } from "./side-cards";
import { TaskDialog } from "./task-dialog";
import { Tasks } from "./tasks";
import "./plan.css";

/** What is to be done until the day, and everything that is known about it. */
export function PlanRoom({ id, view, tab }: { id: string; view: EventView; tab?: string | undefined }) {
  const t = useMessages();
  const [task, setTask] = useState<Task | "new">();
  const tabs = [
    { id: "tasks", label: t("plan.tasks"), content: <Tasks id={id} tasks={view.tasks} onEdit={setTask} /> },
    { id: "details", label: t("plan.details"), content: <Details id={id} view={view} /> },
    { id: "programme", label: t("plan.programme"), content: <Programme id={id} view={view} /> },
  ];
  return (
    <Page
      title={t("plan.title")}
      note={t("plan.note")}
      actions={<PlanActions id={id} view={view} onAdd={() => setTask("new")} />}
    >
      <div className="plan-columns">
        <Tabs label={t("plan.views")} tabs={tabs} first={tab} />
        <SideCards view={view} />
      </div>
      {task && <TaskDialog id={id} task={task} day={view.doc.date} onClose={() => setTask(undefined)} />}
    </Page>
  );
}

function PlanActions({ id, view, onAdd }: { id: string; view: EventView; onAdd: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const undo = async () => {
    const label = await act.run(() => desk.Undo(id));
    if (label !== undefined) say(t("plan.undone", { what: actWords(t, label) }));
  };
  const calendar = async () => {
    const saved = await act.run(() => desk.SaveCalendar(id));
    if (saved && saved.file !== "") say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <>
      {canUndo(view) && (
        <Button loudness="quiet" icon={Undo2} onPress={() => void undo()}>
          {t("plan.undo", { what: actWords(t, view.can_undo) })}
        </Button>
      )}
      <Button icon={CalendarPlus} onPress={() => void calendar()}>
        {t("plan.calendar")}
      </Button>
      <Button loudness="filled" icon={Plus} onPress={onAdd}>
        {t("plan.addTask")}
      </Button>
    </>
  );
}

/** To undo the making of the event would take the floor away; the list of events deletes. */
function canUndo(view: EventView): boolean {
  return view.can_undo !== "" && view.can_undo !== "event.new";
}

/** What was done last, by the label that Go gave it. */
function actWords(t: Translate, label: string): string {
  const key = `act.${label}`;
  return t(isMessageKey(key) ? key : "act.other");
}
