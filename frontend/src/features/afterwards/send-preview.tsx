import { useChoices } from "../../bridge/queries";
import type { PartAnswered, SendItem, SendPart } from "../../bridge/send-types";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { answers, asks } from "./feedback-labels";
import { SendOne } from "./send-one";

/** What a part would hold, as people read it. */
export function SendPreview({ id, part }: { id: string; part: SendPart }) {
  const t = useMessages();
  const [only] = part.items;
  if (part.kind === "numbers") return <Numbers item={only} />;
  if (part.kind === "evaluation" && only?.evaluation) return <Counts asked={only.evaluation} />;
  return (
    <ul className="send-items">
      {part.items.map((item) => (
        <SendOne key={item.id} id={id} kind={part.kind} isPartOn={part.on} item={item} />
      ))}
      {part.items.length === 0 && <li>{t("send.why.nothing")}</li>}
    </ul>
  );
}

function Numbers({ item }: { item: SendItem | undefined }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const totals = item?.totals;
  if (!totals) return null;
  const { languages = [], activities = [], objectives = [] } = totals;
  const languageOf = (tag: string) => choices?.languages.find((one) => one.tag === tag)?.name ?? tag;
  const activityOf = (id: string) => choices?.activities.find((one) => one.id === id)?.name ?? id;
  const lines = [
    [t("send.event"), totals.title],
    [t("send.day"), longDate(totals.date)],
    [t("after.signedUp"), String(totals.signed_up)],
    [t("send.arrived"), String(totals.arrived)],
    [t("after.walkIns"), String(totals.walk_ins)],
    [t("send.languages"), languages.map(languageOf).join(", ")],
    [t("send.activities"), activities.map(activityOf).join(", ")],
    [t("send.objectives"), objectives.join(", ")],
  ] as const;
  return (
    <dl className="send-lines">
      {lines
        .filter(([, value]) => value !== "")
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Counts({ asked }: { asked: PartAnswered }) {
  const t = useMessages();
  return (
    <div className="send-counts">
      <p>{t("send.forms", { count: asked.forms })}</p>
      {asked.questions.map(({ key, answers: given }) => (
        <dl key={key} className="send-lines">
          <div>
            <dt className="send-question">{asks(t, { key })}</dt>
          </div>
          {given.map(({ keys, n, hidden }) => (
            <div key={keys.join(" ")}>
              <dt>{answerWords(t, key, keys)}</dt>
              <dd>{hidden ? t("send.hidden") : n}</dd>
            </div>
          ))}
        </dl>
      ))}
    </div>
  );
}

function answerWords(t: Translate, question: string, keys: readonly string[]): string {
  return keys.map((key) => (key === "none" ? t("send.blank") : answers(t, question, key))).join(t("send.or"));
}
