import { Angry, Frown, Laugh, type LucideIcon, Meh, Smile } from "lucide-react";
import type { GuestQuestion } from "../../bridge/feedback-types";
import { useMessages } from "../../i18n/i18n";
import { ChipChecks, ChipRadios } from "../../ui/chips";
import { answers, asks } from "./feedback-labels";

const faces: Record<string, LucideIcon> = { "1": Angry, "2": Frown, "3": Meh, "4": Smile, "5": Laugh };

interface FeedbackQuestionProps {
  question: GuestQuestion;
  value: string[];
  onChange: (given: string[]) => void;
}

/** One question that is ticked, each answer with the key that chooses it. */
export function FeedbackQuestion({ question, value, onChange }: FeedbackQuestionProps) {
  const t = useMessages();
  const label = asks(t, question);
  const choices = question.options.map((option, at) => ({
    id: option.key,
    label: (
      <Answer at={at + 1} face={question.kind === "faces"} words={answers(t, question.key, option.key)} />
    ),
    spoken: answers(t, question.key, option.key),
  }));
  if (question.kind === "choice")
    return <ChipChecks label={label} choices={choices} value={value} onChange={onChange} />;
  const blank = {
    id: "",
    label: <Answer at={0} face={false} words={t("said.blank")} />,
    spoken: t("said.blank"),
  };
  return (
    <ChipRadios
      label={label}
      choices={[...choices, blank]}
      value={value[0] ?? ""}
      onChange={(one) => onChange(one === "" ? [] : [one])}
    />
  );
}

function Answer({ at, face, words }: { at: number; face: boolean; words: string }) {
  const Icon = face ? faces[String(at)] : undefined;
  return (
    <span className="answer">
      <kbd className="answer-key">{at}</kbd>
      {Icon && <Icon className="icon" aria-hidden />}
      <span>{words}</span>
    </span>
  );
}
