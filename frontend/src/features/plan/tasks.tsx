import { Pencil } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import type { EventView, Task } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { IconButton } from "../../ui/button";
import { Card, CardHead } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { useRefusal } from "../../ui/toast";
import { PlanPaper } from "./plan-paper";
import { PlanState } from "./plan-state";
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
      <Tasks id={id} tasks={view.tasks} onEdit={onEdit} />
      <div>
        <PlanPaper id={id} />
      </div>
    </div>
  );
}

interface TasksProps {
  id: string;
  tasks: readonly Task[];
  onEdit: (task: Task) => void;
}

/** The tasks under their gates, in the order that Go gives them. */
function Tasks({ id, tasks, onEdit }: TasksProps) {
  const t = useMessages();
  if (tasks.length === 0) {
    return (
      <Card>
        <p className="quiet">{t("plan.noTasks")}</p>
      </Card>
    );
  }
  return (
    <div className="card task-sheet">
      {groups(t, tasks).map((group) => (
        <section key={group.title} className="task-group" aria-label={group.title}>
          <CardHead
            title={group.title}
            note={t("plan.doneOf", {
              done: group.tasks.filter((task) => task.done).length,
              all: group.tasks.length,
            })}
          />
          <ul>
            {group.tasks.map((task) => (
              <TaskRow key={task.id} id={id} task={task} onEdit={() => onEdit(task)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function TaskRow({ id, task, onEdit }: { id: string; task: Task; onEdit: () => void }) {
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
      <Checkbox isSelected={task.done} isDisabled={act.busy} onChange={(done) => void tick(done)}>
        <span className="task-title" dir="auto">
          {task.title}
        </span>
      </Checkbox>
      <span className="task-who" dir="auto">
        {task.who}
      </span>
      <DueWords task={task} />
      <IconButton icon={Pencil} label={t("plan.edit", { title: task.title })} onPress={onEdit} />
      <TaskNotes id={id} task={task} />
    </li>
  );
}

interface Group {
  title: string;
  tasks: Task[];
}

function groups(t: Translate, tasks: readonly Task[]): Group[] {
  const byTitle = new Map<string, Task[]>();
  for (const task of tasks) {
    const key = `plan.gate.${task.gate}`;
    const title = t(isMessageKey(key) ? key : "plan.gate.other");
    byTitle.set(title, [...(byTitle.get(title) ?? []), task]);
  }
  return [...byTitle].map(([title, inGroup]) => ({ title, tasks: inGroup }));
}
