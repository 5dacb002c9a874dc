import type { FeedbackForm, GuestQuestion } from "../../bridge/feedback-types";
import { useChoices } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { Select } from "../../ui/select";
import { answered } from "./feedback-keys";
import { FeedbackQuestion } from "./feedback-question";
import { FeedbackWordsField } from "./feedback-words-field";
import type { Typing } from "./use-typing";

interface FeedbackFieldsProps {
  questions: readonly GuestQuestion[];
  typing: Typing;
}

/** What one guest answered on paper: the ticks, the words, the language. */
export function FeedbackFields({ questions, typing }: FeedbackFieldsProps) {
  const { box, draft, change, heard } = typing;
  const ticked = questions.filter(({ kind }) => kind !== "words");
  return (
    <div className="typing" ref={box} onKeyDownCapture={(event) => heard(event, ticked)}>
      {ticked.map((question) => (
        <div key={question.key} data-question={question.key}>
          <FeedbackQuestion
            question={question}
            value={draft.answers[question.key] ?? []}
            onChange={(given) => change(answered(draft, question.key, given))}
          />
        </div>
      ))}
      <FeedbackWordsField form={draft} onChange={change} />
      <FormLanguage form={draft} onChange={change} />
    </div>
  );
}

function FormLanguage({ form, onChange }: { form: FeedbackForm; onChange: (next: FeedbackForm) => void }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const all = (choices?.languages ?? []).map(({ tag, name }) => ({ id: tag, label: name }));
  return (
    <Select
      label={t("said.lang")}
      placeholder={t("said.langNone")}
      value={form.lang}
      choices={all}
      onChange={(lang) => onChange({ ...form, lang })}
    />
  );
}
