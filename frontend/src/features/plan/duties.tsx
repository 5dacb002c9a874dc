import { useQueryClient } from "@tanstack/react-query";
import { useDesk } from "../../bridge/bridge";
import type { DutyView, Question } from "../../bridge/plan-types";
import { useDuties, useShowEvent } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { shortDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { Disclosure } from "../../ui/disclosure";
import { Select } from "../../ui/select";
import { useRefusal } from "../../ui/toast";
import { Waiting } from "./waiting";
import "./duties.css";

/** What law, licensors and landlords ask of the event, and the questions that it hangs on. */
export function Duties({ id }: { id: string }) {
  const t = useMessages();
  const { data, error } = useDuties(id);
  if (!data) return <Waiting error={error} />;
  return (
    <div className="stack">
      <Card title={t("duty.questions")}>
        <p className="quiet">{t("duty.questionsNote")}</p>
        <div className="form-grid">
          {data.questions.map((question) => (
            <Answer key={question.key} id={id} question={question} />
          ))}
        </div>
      </Card>
      {data.duties.map((duty) => (
        <DutyCard key={duty.id} id={id} duty={duty} />
      ))}
      <p className="quiet">{t("duty.advice")}</p>
    </div>
  );
}

/** A question with its answers; the first takes an answer back. */
function Answer({ id, question }: { id: string; question: Question }) {
  const t = useMessages();
  const desk = useDesk();
  const client = useQueryClient();
  const act = useAct(useRefusal());
  const answer = async (choice: string) => {
    const duties = await act.run(() => desk.AnswerDuty(id, question.key, choice === none ? "" : choice));
    if (duties) client.setQueryData(["duties", id], duties);
  };
  const choices = question.choices.map((choice) => ({ id: choice, label: said(t, `duty.answer.${choice}`) }));
  return (
    <Select
      label={said(t, `duty.question.${question.key}`)}
      placeholder={t("duty.answer.none")}
      value={question.answer === "" ? none : question.answer}
      choices={[{ id: none, label: t("duty.answer.none") }, ...choices]}
      onChange={(choice) => void answer(choice)}
    />
  );
}

const none = "none";

/** The words of a key that Go gave, or nothing. */
function said(t: Translate, key: string): string {
  return isMessageKey(key) ? t(key) : "";
}

function DutyCard({ id, duty }: { id: string; duty: DutyView }) {
  const t = useMessages();
  return (
    <Card title={duty.title} note={duty.jurisdiction}>
      {duty.blocks && <p className="duty-blocks">{t("duty.isBlocking")}</p>}
      <DutyDates duty={duty} />
      <ul className="duty-words">
        {duty.words.map((words) => (
          <li key={words}>
            <bdi lang="en">{words}</bdi>
          </li>
        ))}
      </ul>
      <p>
        {t("duty.askWhom", { whom: duty.ask })}{" "}
        <q>
          <bdi lang="en">{duty.question}</bdi>
        </q>
      </p>
      {duty.task !== "" && <DutyTick id={id} duty={duty} />}
      <Disclosure label={t("duty.sources")}>
        {duty.due !== "" && <p className="quiet">{t("duty.basis", { basis: duty.due_basis })}</p>}
        <ul className="duty-words quiet">
          {duty.sources.map((source) => (
            <li key={source}>
              <bdi lang="en">{source}</bdi>
            </li>
          ))}
        </ul>
        {duty.unknown.length > 0 && (
          <p className="quiet">{t("duty.unknown", { what: duty.unknown.join("; ") })}</p>
        )}
      </Disclosure>
    </Card>
  );
}

function DutyDates({ duty }: { duty: DutyView }) {
  const t = useMessages();
  if (duty.due === "") return null;
  return (
    <p>
      <strong>{t("duty.due", { date: shortDate(duty.due) })}</strong>
      {duty.late_due !== "" && <> {t("duty.lateDue", { date: shortDate(duty.late_due) })}</>}{" "}
      {duty.state !== "open" && !duty.done && (
        <strong className="task-late">{said(t, `duty.state.${duty.state}`)} </strong>
      )}
    </p>
  );
}

function DutyTick({ id, duty }: { id: string; duty: DutyView }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const act = useAct(useRefusal());
  const tick = async (done: boolean) => {
    const view = await act.run(() => desk.SetTaskDone(id, duty.task, done));
    if (view) show(view);
  };
  const note = duty.dropped ? t("duty.dropped") : duty.applies === "ask" ? t("duty.askNote") : undefined;
  return (
    <Checkbox
      isSelected={duty.done}
      isReadOnly={act.busy}
      onChange={(done) => void tick(done)}
      {...(note !== undefined && { note })}
    >
      {t("duty.done")}
    </Checkbox>
  );
}
