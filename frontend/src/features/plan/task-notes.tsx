import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import type { Task } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { shortDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { say, useNotes } from "../../ui/toast";

/** The date of a task, or how late it is. */
export function DueWords({ task }: { task: Task }) {
  const t = useMessages();
  if (task.done || task.late_days < 0) return <span className="task-due">{shortDate(task.due)}</span>;
  const words = task.late_days === 0 ? t("plan.today") : t("plan.late", { days: task.late_days });
  return <strong className="task-due task-late">{words}</strong>;
}

/** What else is to be known of a task: until when it can still be done, whose rule it is, why it may be left out. */
export function TaskNotes({ id, task }: { id: string; task: Task }) {
  const t = useMessages();
  const words = noteWords(t, task);
  if (words.length === 0 && task.skip === "") return null;
  return (
    <div className="task-notes">
      {words.length > 0 && <p>{words.join(" · ")}</p>}
      {task.skip !== "" && !task.done && <SkipOffer id={id} task={task} />}
    </div>
  );
}

/** The words of a task's notes, without the offer to leave it out. */
export function noteWords(t: Translate, task: Task): string[] {
  if (task.done) return [];
  return [
    task.by !== "" && task.by !== task.due && t("task.by", { date: shortDate(task.by) }),
    task.pinned && t("task.stays"),
    task.jurisdiction !== "" && t("task.law", { where: task.jurisdiction }),
    task.applies === "ask" && t("task.ask"),
  ].filter((words) => words !== false);
}

/** Nothing is left out without a person: the reason, and the way to do it. */
function SkipOffer({ id, task }: { id: string; task: Task }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const drop = async () => {
    const view = await act.run(() => desk.DeleteTask(id, task.id));
    if (!view) return;
    show(view);
    say(t("task.leftOut"), undoing);
  };
  const reason = task.skip === "optional" ? task.optional : t("task.dayOver");
  return (
    <p className="task-skip">
      <span>{t("task.skip", { reason })}</span>
      <Button
        loudness="quiet"
        isDisabled={act.busy}
        aria-label={t("task.leaveOutOf", { title: task.title })}
        onPress={() => void drop()}
      >
        {t("task.leaveOut")}
      </Button>
    </p>
  );
}
