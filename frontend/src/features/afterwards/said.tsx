import { MessageSquareText } from "lucide-react";
import type { Quotation } from "../../bridge/feedback-types";
import { useEvaluation } from "../../bridge/use-feedback";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import "./feedback.css";

/** The words that are quoted, and how welcome people felt. */
export function PeopleSaid({ id, onOpen }: { id: string; onOpen: () => void }) {
  const t = useMessages();
  const { data: said } = useEvaluation(id);
  if (!said) return null;
  const quotes = said.quotes.filter(({ may, chosen }) => may && chosen);
  const welcome = said.totals.questions.find(({ key }) => key === "welcome");
  const mean = welcome && welcome.answered > 0 ? welcome.mean.toFixed(1) : "none";
  return (
    <Card title={t("said.people")}>
      {said.totals.forms === 0 && <p className="quiet">{t("said.peopleNone")}</p>}
      {said.totals.forms > 0 && quotes.length === 0 && <p className="quiet">{t("said.noQuotes")}</p>}
      {quotes.length > 0 && <Quotes quotes={quotes} />}
      {said.totals.forms > 0 && (
        <p className="quiet">{t("said.summary", { count: said.totals.forms, mean })}</p>
      )}
      <div className="row">
        <Button icon={MessageSquareText} onPress={onOpen}>
          {t(said.totals.forms > 0 ? "said.chooseQuotes" : "said.type")}
        </Button>
      </div>
    </Card>
  );
}

function Quotes({ quotes }: { quotes: readonly Quotation[] }) {
  return (
    <ul className="said-quotes">
      {quotes.map((quote) => (
        <li key={quote.form} className="said-bar">
          <blockquote className="said-words" dir="auto" lang={quote.lang === "" ? undefined : quote.lang}>
            {quote.words}
          </blockquote>
        </li>
      ))}
    </ul>
  );
}
