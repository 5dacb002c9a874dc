import type { FeedbackForm } from "../../bridge/feedback-types";
import { useMessages } from "../../i18n/i18n";
import { Checkbox } from "../../ui/checkbox";
import { TextField } from "../../ui/text-field";

interface FeedbackWordsFieldProps {
  form: FeedbackForm;
  onChange: (next: FeedbackForm) => void;
}

/** What a guest wrote, and whether it may be quoted. */
export function FeedbackWordsField({ form, onChange }: FeedbackWordsFieldProps) {
  const t = useMessages();
  return (
    <>
      <div data-question="remember">
        <TextField
          label={t("said.q.remember")}
          rows={2}
          maxLength={600}
          value={form.words}
          onChange={(words) => onChange({ ...form, words })}
          {...(form.lang !== "" && { lang: form.lang })}
        />
      </div>
      <div data-question="quote">
        <Checkbox isSelected={form.may_quote} onChange={(may) => onChange({ ...form, may_quote: may })}>
          {t("said.mayQuote")}
        </Checkbox>
      </div>
    </>
  );
}
