import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { GuestQuestion, Pile } from "../../bridge/feedback-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { NumberField } from "../../ui/number-field";
import { say } from "../../ui/toast";
import { answers, asks } from "./feedback-labels";

const empty: Pile = { forms: 0, counts: {}, blank: {} };

/** Adds the sums of a pile that somebody counted by hand. */
export function FeedbackPile({ id, questions }: { id: string; questions: readonly GuestQuestion[] }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [pile, setPile] = useState(empty);
  const save = async () => {
    const made = await act.run(() => desk.AddPile(id, pile));
    if (made === undefined) return;
    setPile(empty);
    say(t("said.pileSaved"));
  };
  return (
    <Disclosure label={t("said.pile")}>
      <Form className="pile" onSubmit={() => void save()}>
        <p className="quiet">{t("said.pileWords")}</p>
        <NumberField
          label={t("said.pileForms")}
          value={pile.forms}
          max={5000}
          onChange={(forms) => setPile({ ...pile, forms })}
        />
        {questions
          .filter(({ kind }) => kind !== "words")
          .map((question) => (
            <PileQuestion key={question.key} question={question} pile={pile} onChange={setPile} />
          ))}
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <Button type="submit" isDisabled={act.busy}>
          {t("said.pileSave")}
        </Button>
      </Form>
    </Disclosure>
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
            max={5000}
            onChange={(n) => count(key, n)}
          />
        ))}
        {question.kind === "choice" && (
          <NumberField
            label={t("said.pileBlank")}
            value={pile.blank[question.key] ?? 0}
            max={5000}
            onChange={(n) => onChange({ ...pile, blank: { ...pile.blank, [question.key]: n } })}
          />
        )}
      </div>
    </fieldset>
  );
}
