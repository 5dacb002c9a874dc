import { useDesk } from "../../bridge/bridge";
import type { TodayTask } from "../../bridge/plan-types";
import { useShowEvent, useToday } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { CardHead } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { useRefusal } from "../../ui/toast";
import { DueWords, noteWords } from "./task-notes";
import { Waiting } from "./waiting";
import "./plan.css";

/** What is to be done now and this week, over all events. */
export function Today() {
  const t = useMessages();
  const { data, error } = useToday();
  if (!data) return <Waiting error={error} />;
  return (
    <div className="card task-sheet">
      <TodayPart title={t("today.now")} none={t("today.nowNone")} tasks={data.now} />
      <TodayPart title={t("today.week")} none={t("today.weekNone")} tasks={data.week} />
    </div>
  );
}

interface TodayPartProps {
  title: string;
  none: string;
  tasks: readonly TodayTask[];
}

function TodayPart({ title, none, tasks }: TodayPartProps) {
  const t = useMessages();
  return (
    <section className="task-group" aria-label={title}>
      <CardHead title={title} note={t("today.count", { count: tasks.length })} />
      {tasks.length === 0 && <p className="quiet">{none}</p>}
      <ul>
        {tasks.map((one) => (
          <TodayRow key={`${one.event}/${one.task.id}`} one={one} />
        ))}
      </ul>
    </section>
  );
}

function TodayRow({ one: { event, event_title, task } }: { one: TodayTask }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(event);
  const act = useAct(useRefusal());
  const tick = async () => {
    const view = await act.run(() => desk.SetTaskDone(event, task.id, true));
    if (view) show(view);
  };
  const words = noteWords(t, task);
  return (
    <li className="task">
      <Checkbox isSelected={false} isReadOnly={act.busy} onChange={() => void tick()}>
        <span className="task-title" dir="auto">
          {task.title}
        </span>
      </Checkbox>
      <span className="task-who" dir="auto">
        {task.who}
      </span>
      <DueWords task={task} />
      <p className="task-notes">
        <a href={hrefOf({ page: "room", event, room: "plan" })} dir="auto">
          {event_title}
        </a>
        {words.length > 0 && ` · ${words.join(" · ")}`}
      </p>
    </li>
  );
}
