import type { FeedbackTotals, Tally } from "../../bridge/feedback-types";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { answers, asks } from "./feedback-labels";

/** What all forms add up to: a table for each question, whose bars are for the eye alone. */
export function FeedbackBars({ totals }: { totals: FeedbackTotals }) {
  const t = useMessages();
  return (
    <Card title={t("said.tally")} note={t("said.tallyNote", { count: totals.forms })}>
      {totals.questions
        .filter(({ answered }) => answered > 0)
        .map((tally) => (
          <TallyTable key={tally.key} tally={tally} />
        ))}
    </Card>
  );
}

function TallyTable({ tally }: { tally: Tally }) {
  const t = useMessages();
  const mean = tally.mean > 0 ? ` · ${t("said.mean", { mean: tally.mean.toFixed(1) })}` : "";
  return (
    <table className="tally">
      <caption>
        <span className="tally-ask">{asks(t, tally)}</span>{" "}
        <span className="quiet">
          {t("said.answered", { count: tally.answered })}
          {mean}
        </span>
      </caption>
      <thead className="tally-head">
        <tr>
          <th scope="col">{t("said.option")}</th>
          <th scope="col">{t("said.ticks")}</th>
        </tr>
      </thead>
      <tbody>
        {tally.counts.map(({ key, n }) => (
          <tr key={key}>
            <th scope="row">{answers(t, tally.key, key)}</th>
            <td>
              <span className="tally-cell">
                <span className="tally-bar" aria-hidden>
                  <span style={{ inlineSize: `${Math.round((n / tally.answered) * 100)}%` }} />
                </span>
                <span className="tally-number">{n}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
