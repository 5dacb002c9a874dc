import { Pencil } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import type { EventView, Task } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { IconButton } from "../../ui/button";
import { Card, CardHead } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { SourceList, sourcesOf } from "../../ui/sources";
import { useRefusal } from "../../ui/toast";
import { PlanPaper } from "./plan-paper";
import { PlanState } from "./plan-state";
import { taskGroups } from "./task-groups";
import { DueWords, TaskNotes } from "./task-notes";

interface TaskListProps {
  id: string;
  view: EventView;
  onEdit: (task: Task) => void;
}

/** What is to be known of the plan, and its tasks. */
export function TaskList({ id, view, onEdit }: TaskListProps) {
  return (
    <div className="stack">
      <PlanState view={view} />
      <Tasks id={id} view={view} onEdit={onEdit} />
      <div>
        <PlanPaper id={id} />
      </div>
    </div>
  );
}

/** The tasks under their headings. */
function Tasks({ id, view, onEdit }: TaskListProps) {
  const t = useMessages();
  if (view.tasks.length === 0) {
    return (
      <Card>
        <p className="quiet">{t("plan.noTasks")}</p>
      </Card>
    );
  }
  const sources = sourcesOf(
    view.tasks.filter(({ source, done }) => source === "law" && !done).map(({ basis }) => basis),
  );
  const rest = view.tasks.find(({ source }) => source === "pack")?.basis;
  return (
    <div className="card task-sheet">
      {taskGroups(view).map((group) => (
        <section key={group.title} className="task-group" aria-label={t(group.title)}>
          <CardHead
            title={t(group.title)}
            note={t("plan.doneOf", {
              done: group.tasks.filter((task) => task.done).length,
              all: group.tasks.length,
            })}
          />
          <ul>
            {group.tasks.map((task) => (
              <TaskRow key={task.id} id={id} task={task} sources={sources} onEdit={() => onEdit(task)} />
            ))}
          </ul>
        </section>
      ))}
      <SourceList sources={sources} rest={rest} />
    </div>
  );
}

interface TaskRowProps {
  id: string;
  task: Task;
  /** Of all tasks of law, in the order of their numbers. */
  sources: readonly string[];
  onEdit: () => void;
}

function TaskRow({ id, task, sources, onEdit }: TaskRowProps) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const act = useAct(useRefusal());
  const tick = async (done: boolean) => {
    const view = await act.run(() => desk.SetTaskDone(id, task.id, done));
    if (view) show(view);
  };
  return (
    <li className="task" data-done={task.done || undefined}>
      <Checkbox isSelected={task.done} isReadOnly={act.busy} onChange={(done) => void tick(done)}>
        <span className="task-title" dir="auto">
          {task.title}
        </span>
      </Checkbox>
      <span className="task-who" dir="auto">
        {task.who}
      </span>
      <DueWords task={task} />
      <IconButton icon={Pencil} label={t("plan.edit", { title: task.title })} onPress={onEdit} />
      <TaskNotes id={id} task={task} sources={sources} />
    </li>
  );
}
