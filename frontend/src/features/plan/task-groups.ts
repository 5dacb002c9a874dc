import type { EventView, Task } from "../../bridge/types";
import { isMessageKey, type MessageKey } from "../../i18n/messages";

export interface TaskGroup {
  title: MessageKey;
  tasks: Task[];
}

const day = 86_400_000;
const week = 7;

/**
 * The tasks under headings. They are those of the weeks before the day; where the event was begun too late
 * for some, which weeks were meant says nothing, so what is to be done now and this week stands first and what
 * there never was time for stands last.
 */
export function taskGroups({ tasks, doc, days_to_go }: EventView): TaskGroup[] {
  const today = Date.parse(doc.date) - days_to_go * day;
  const isLate = tasks.some((task) => task.squeezed);
  const byTitle = new Map<MessageKey, Task[]>();
  for (const task of isLate ? spareLast(tasks) : tasks) {
    const title = (isLate && titleOf(task, today)) || gateOf(task);
    byTitle.set(title, [...(byTitle.get(title) ?? []), task]);
  }
  return [...byTitle].map(([title, inGroup]) => ({ title, tasks: inGroup }));
}

const spareLast = (tasks: readonly Task[]) => [
  ...tasks.filter((task) => !isSpare(task)),
  ...tasks.filter(isSpare),
];

/** There never was time for it, and nobody has done it all the same. */
const isSpare = (task: Task) => task.planned === "" && task.skip !== "" && !task.done;

function titleOf(task: Task, today: number): MessageKey | undefined {
  if (isSpare(task)) return "plan.group.spare";
  if (task.planned === "") return undefined;
  const days = (Date.parse(task.planned) - today) / day;
  if (days <= 0) return "plan.group.first";
  return days <= week ? "plan.group.week" : undefined;
}

function gateOf({ gate }: Task): MessageKey {
  const key = `plan.gate.${gate}`;
  return isMessageKey(key) ? key : "plan.gate.other";
}
