import { bridgeError } from "../../bridge/bridge-error";
import type { EventView } from "../../bridge/types";
import { useEvaluation, useForms } from "../../bridge/use-feedback";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Loading, Notice } from "../../ui/notice";
import { FeedbackAll } from "./feedback-all";
import { FeedbackBars } from "./feedback-bars";
import { FeedbackCounts } from "./feedback-counts";
import { FeedbackDebrief } from "./feedback-debrief";
import { FeedbackPile } from "./feedback-pile";
import { FeedbackPrint } from "./feedback-print";
import { FeedbackSources } from "./feedback-sources";
import { FeedbackTyping } from "./feedback-typing";
import { FeedbackWrote } from "./feedback-wrote";
import "./feedback.css";

/** What guests and crew said: typed in, counted, and quoted where they agreed. */
export function Feedback({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: forms, error: formsError } = useForms(id);
  const { data: said, error: saidError } = useEvaluation(id);
  const error = formsError ?? saidError;
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!forms || !said) return <Loading label={t("app.loading")} />;
  const { totals } = said;
  return (
    <div className="stack">
      {totals.forms === 0 && (
        <Card title={t("said.none")}>
          <p className="quiet">{t("said.noneWords")}</p>
          <FeedbackPrint id={id} langs={view.doc.languages} kind="feedback" />
        </Card>
      )}
      {forms.locked && <Notice>{t("said.locked")}</Notice>}
      <div className="after-columns">
        <div className="stack">
          <FeedbackTyping id={id} forms={forms} />
          {totals.forms > 0 && <FeedbackAll id={id} forms={forms} />}
          <FeedbackPile id={id} questions={forms.questions} />
          {totals.forms > 0 && <FeedbackPrint id={id} langs={view.doc.languages} kind="feedback" />}
        </div>
        <div className="stack">
          {totals.forms > 0 && <FeedbackBars totals={totals} />}
          {totals.forms > 0 && <FeedbackWrote id={id} quotes={said.quotes} />}
        </div>
      </div>
      <div className="after-columns">
        <FeedbackDebrief id={id} debrief={said.debrief} />
        <FeedbackCounts id={id} counts={said.counts} />
      </div>
      <FeedbackSources forms={forms} />
    </div>
  );
}
