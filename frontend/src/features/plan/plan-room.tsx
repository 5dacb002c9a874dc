import { CalendarPlus, Plus, Redo2, Undo2 } from "lucide-react";
import { useState } from "react";
import type { EventView, Task } from "../../bridge/types";
import { canUndo, useHistory } from "../../bridge/use-history";
import { actWords } from "../../i18n/act-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Page } from "../../ui/page";
import { Tabs } from "../../ui/tabs";
import { useNotes } from "../../ui/toast";
import { CalendarDialog } from "./calendar-dialog";
import { CrewTab } from "./crew";
import { Details } from "./details";
import { Door } from "./door";
import { Duties } from "./duties";
import { Money } from "./money";
import { NextStep } from "./next-step";
import { Packing } from "./packing";
import { Programme } from "./programme";
import { Risks } from "./risks";
import { SideCards } from "./side-cards";
import { TaskDialog } from "./task-dialog";
import { TaskList } from "./tasks";
import { Today } from "./today";
import { Venue } from "./venue";
import "./plan.css";

/** What is to be done until the day, and everything that is known about it. */
export function PlanRoom({ id, view, tab }: { id: string; view: EventView; tab?: string | undefined }) {
  const t = useMessages();
  const [task, setTask] = useState<Task | "new">();
  const tabs = [
    { id: "tasks", label: t("plan.tasks"), content: <TaskList id={id} view={view} onEdit={setTask} /> },
    { id: "today", label: t("today.title"), content: <Today /> },
    { id: "duties", label: t("duty.title"), content: <Duties id={id} /> },
    { id: "crew", label: t("crew.title"), content: <CrewTab id={id} view={view} /> },
    { id: "kit", label: t("packing.tab"), content: <Packing id={id} /> },
    { id: "details", label: t("plan.details"), content: <Details id={id} view={view} /> },
    { id: "venue", label: t("venue.tab"), content: <Venue id={id} /> },
    { id: "money", label: t("money.tab"), content: <Money id={id} /> },
    { id: "risks", label: t("risks.tab"), content: <Risks id={id} /> },
    { id: "safety", label: t("door.tab"), content: <Door id={id} /> },
    { id: "programme", label: t("plan.programme"), content: <Programme id={id} view={view} /> },
  ];
  return (
    <Page
      title={t("plan.title")}
      note={t("plan.note")}
      actions={<PlanActions id={id} view={view} onAdd={() => setTask("new")} />}
    >
      <NextStep id={id} view={view} />
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
  const { undo, redo } = useHistory(id, useNotes());
  const [saving, setSaving] = useState(false);
  return (
    <>
      {canUndo(view.can_undo) && (
        <Button loudness="quiet" icon={Undo2} onPress={undo}>
          {t("plan.undo", { what: actWords(t, view.can_undo) })}
        </Button>
      )}
      {view.can_redo !== "" && (
        <Button loudness="quiet" icon={Redo2} onPress={redo}>
          {t("plan.redo", { what: actWords(t, view.can_redo) })}
        </Button>
      )}
      <Button icon={CalendarPlus} onPress={() => setSaving(true)}>
        {t("plan.calendar")}
      </Button>
      <Button loudness="filled" icon={Plus} onPress={onAdd}>
        {t("plan.addTask")}
      </Button>
      {saving && <CalendarDialog id={id} onClose={() => setSaving(false)} />}
    </>
  );
}
