import type { GuestQuestion, Pile } from "../../bridge/feedback-types";
import { useMessages } from "../../i18n/i18n";
import { NumberField } from "../../ui/number-field";
import { answers, asks } from "./feedback-labels";

/** A pile has at most so many forms, as Go has it. */
const most = 5000;

interface PileFieldsProps {
  questions: readonly GuestQuestion[];
  pile: Pile;
  onChange: (pile: Pile) => void;
}

/** How many forms a pile has, and how many ticks each answer. */
export function PileFields({ questions, pile, onChange }: PileFieldsProps) {
  const t = useMessages();
  return (
    <>
      <p className="quiet">{t("said.pileWords")}</p>
      <NumberField
        label={t("said.pileForms")}
        value={pile.forms}
        max={most}
        onChange={(forms) => onChange({ ...pile, forms })}
      />
      {questions
        .filter(({ kind }) => kind !== "words")
        .map((question) => (
          <PileQuestion key={question.key} question={question} pile={pile} onChange={onChange} />
        ))}
    </>
  );
}

interface PileQuestionProps {
  question: GuestQuestion;
  pile: Pile;
  onChange: (pile: Pile) => void;
}

function PileQuestion({ question, pile, onChange }: PileQuestionProps) {
  const t = useMessages();
  const counts = pile.counts[question.key] ?? {};
  const count = (option: string, n: number) =>
    onChange({ ...pile, counts: { ...pile.counts, [question.key]: { ...counts, [option]: n } } });
  return (
    <fieldset className="pile-question">
      <legend>{asks(t, question)}</legend>
      <div className="pile-fields">
        {question.options.map(({ key }) => (
          <NumberField
            key={key}
            label={answers(t, question.key, key)}
            value={counts[key] ?? 0}
            max={most}
            onChange={(n) => count(key, n)}
          />
        ))}
        {question.kind === "choice" && (
          <NumberField
            label={t("said.pileBlank")}
            value={pile.blank[question.key] ?? 0}
            max={most}
            onChange={(n) => onChange({ ...pile, blank: { ...pile.blank, [question.key]: n } })}
          />
        )}
      </div>
    </fieldset>
  );
}
