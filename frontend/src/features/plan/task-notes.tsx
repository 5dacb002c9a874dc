import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import type { BeginNote } from "../../bridge/start-types";
import type { Task } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { beginWords } from "../../i18n/begin-words";
import { shortDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { SourceMark } from "../../ui/sources";
import { say, useNotes } from "../../ui/toast";

/** The day that a task is planned for, or how late it is; nothing where there never was time for it. */
export function DueWords({ task }: { task: Task }) {
  const t = useMessages();
  if (task.done || task.late_days < 0) return <span className="task-due">{shortDate(plannedFor(task))}</span>;
  if (task.planned === "") return <span className="task-due" />;
  if (task.late_days > 0)
    return <strong className="task-due task-late">{t("plan.late", { days: task.late_days })}</strong>;
  // That an event was begun late is nobody's fault, so its first tasks are not marked as if it were.
  return <strong className={task.squeezed ? "task-due" : "task-due task-late"}>{t("plan.today")}</strong>;
}

/** The date that a task stands at. */
export function plannedFor({ planned, due }: Task): string {
  return planned === "" ? due : planned;
}

interface TaskNotesProps {
  id: string;
  task: Task;
  /** Of the tasks of law of a list, in the order of their numbers; none where they are not said below it. */
  sources?: readonly string[];
}

/** What else is to be known of a task: until when it can still be done, whose rule it is, why it may be left out. */
export function TaskNotes({ id, task, sources = [] }: TaskNotesProps) {
  const t = useMessages();
  const words = noteWords(t, task);
  if (words.length === 0 && task.skip === "") return null;
  return (
    <div className="task-notes">
      {words.length > 0 && (
        <p>
          {words.join(" · ")}
          {task.source === "law" && <SourceMark sources={sources} source={task.basis} always />}
        </p>
      )}
      {task.skip !== "" && !task.done && <SkipOffer id={id} task={task} />}
    </div>
  );
}

/** The words of a task's notes, without the offer to leave it out. */
export function noteWords(t: Translate, task: Task): string[] {
  if (task.done) return [];
  return [
    task.by !== "" && task.by !== plannedFor(task) && t("task.by", { date: shortDate(task.by) }),
    task.pinned && t("task.stays"),
    task.jurisdiction !== "" && t("task.law", { where: task.jurisdiction }),
    task.applies === "ask" && t("task.ask"),
    task.instead && insteadWords(t, task.instead),
  ].filter((words) => typeof words === "string");
}

/** What can still be done of a task of law whose day has passed. */
function insteadWords(t: Translate, note: BeginNote): string {
  return note.kind === "ask-now" ? t("task.askNow", { ask: note.ask }) : beginWords(t, note);
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
