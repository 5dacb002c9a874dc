import type { FeedbackForms } from "../../bridge/feedback-types";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";
import { Disclosure } from "../../ui/disclosure";
import { asks } from "./feedback-labels";

/** Where each question comes from. */
export function FeedbackSources({ forms }: { forms: FeedbackForms }) {
  const t = useMessages();
  const crew = (key: string, words: string) => {
    const known = `said.c.${key}`;
    return isMessageKey(known) ? t(known) : words;
  };
  return (
    <Disclosure label={t("said.source")}>
      <dl className="sources">
        {forms.questions.map((question) => (
          <div key={question.key}>
            <dt>{asks(t, question)}</dt>
            <dd className="quiet">{question.basis}</dd>
          </div>
        ))}
        {forms.crew.map((question) => (
          <div key={question.key}>
            <dt>{crew(question.key, question.words)}</dt>
            <dd className="quiet">{question.basis}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t("said.sourceOurs")}</p>
    </Disclosure>
  );
}
