import { useQueryClient } from "@tanstack/react-query";
import { useDesk } from "../../bridge/bridge";
import type { Quotation } from "../../bridge/feedback-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { useRefusal } from "../../ui/toast";

/** What people wrote, each with the choice to quote it. */
export function FeedbackWrote({ id, quotes }: { id: string; quotes: readonly Quotation[] }) {
  const t = useMessages();
  return (
    <Card title={t("said.words")}>
      <p className="quiet">{t(quotes.length === 0 ? "said.wordsNone" : "said.wordsNote")}</p>
      <ul className="wrote">
        {quotes.map((quote) => (
          <Wrote key={quote.form} id={id} quote={quote} />
        ))}
      </ul>
    </Card>
  );
}

function Wrote({ id, quote }: { id: string; quote: Quotation }) {
  const t = useMessages();
  const desk = useDesk();
  const client = useQueryClient();
  const act = useAct(useRefusal());
  const choose = async (chosen: boolean) => {
    await desk.QuoteForm(id, quote.form, chosen);
    await client.refetchQueries({ queryKey: ["evaluation", id] }); // before the next click
  };
  return (
    <li>
      <div className="said-bar">
        <blockquote className="said-words" dir="auto" lang={quote.lang === "" ? undefined : quote.lang}>
          {quote.words}
        </blockquote>
      </div>
      <div className="wrote-foot">
        <span className="quiet">{t("said.from", { n: quote.n })}</span>
        {quote.may ? (
          <Checkbox
            isSelected={quote.chosen}
            isDisabled={act.busy}
            onChange={(chosen) => void act.run(() => choose(chosen))}
          >
            {t("said.quote")}
          </Checkbox>
        ) : (
          <span className="quiet">{t("said.quoteNot")}</span>
        )}
      </div>
    </li>
  );
}
