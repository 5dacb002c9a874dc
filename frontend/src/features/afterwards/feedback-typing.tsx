import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { FeedbackForm, FeedbackForms, FilledForm, GuestQuestion } from "../../bridge/feedback-types";
import { useChoices } from "../../bridge/queries";
import { type Act, useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { answered, blankForm, movesOn, pressed } from "./feedback-keys";
import { FeedbackQuestion } from "./feedback-question";
import { FeedbackWordsField } from "./feedback-words-field";

interface FeedbackTypingProps {
  id: string;
  forms: FeedbackForms;
  /** A form that is changed; else new ones are typed one after another. */
  form?: FilledForm | undefined;
  onDone: () => void;
}

/** Types paper forms in, one after another, by keys alone if one likes. */
export function FeedbackTyping({ id, forms, form, onDone }: FeedbackTypingProps) {
  const t = useMessages();
  const typing = useTyping(id, form, onDone);
  const ticked = forms.questions.filter(({ kind }) => kind !== "words");
  const next = Math.max(0, ...forms.forms.map(({ n }) => n)) + 1;
  return (
    <Card
      title={form ? t("said.change", { n: form.n }) : t("said.type")}
      note={form ? undefined : t("said.number", { n: next })}
    >
      <div className="typing" ref={typing.box} onKeyDownCapture={(event) => typing.heard(event, ticked)}>
        <p className="quiet">{t("said.keys")}</p>
        {ticked.map((question) => (
          <div key={question.key} data-question={question.key}>
            <FeedbackQuestion
              question={question}
              value={typing.draft.answers[question.key] ?? []}
              onChange={(given) => typing.change(answered(typing.draft, question.key, given))}
            />
          </div>
        ))}
        <FeedbackWordsField form={typing.draft} onChange={typing.change} />
        <FormLanguage form={typing.draft} onChange={typing.change} />
        {typing.act.error && <Notice tone="trouble">{errorWords(t, typing.act.error)}</Notice>}
        <div className="row">
          <Button isDisabled={typing.act.busy} onPress={() => void typing.save()}>
            {t(form ? "said.saveChange" : "said.save")}
          </Button>
          {form && (
            <Button loudness="quiet" onPress={onDone}>
              {t("said.cancel")}
            </Button>
          )}
        </div>
        <p className="quiet" role="status">
          {typing.saved === 0 ? "" : t("said.saved", { n: typing.saved })}
        </p>
      </div>
    </Card>
  );
}

interface Typing {
  box: RefObject<HTMLDivElement | null>;
  draft: FeedbackForm;
  change: (next: FeedbackForm) => void;
  act: Act;
  /** Number of the form that was saved last; 0 for none. */
  saved: number;
  save: () => Promise<void>;
  heard: (event: KeyboardEvent, questions: readonly GuestQuestion[]) => void;
}

function useTyping(id: string, form: FilledForm | undefined, onDone: () => void): Typing {
  const desk = useDesk();
  const act = useAct();
  const box = useRef<HTMLDivElement>(null);
  const [draft, change] = useState<FeedbackForm>(form ? plain(form) : blankForm);
  const [saved, setSaved] = useState(0);
  const save = async () => {
    const n = await act.run(async () => {
      if (!form) return (await desk.AddForm(id, draft)).n;
      await desk.EditForm(id, form.id, draft);
      return form.n;
    });
    if (n === undefined) return;
    if (form) return onDone();
    setSaved(n);
    change({ ...blankForm, lang: draft.lang }); // a pile is in one language as a rule
    focusOn(box.current, 0);
  };
  const go = (at: number) => {
    if (!focusOn(box.current, at) && !act.busy) void save();
  };
  const heard = (event: KeyboardEvent, questions: readonly GuestQuestion[]) => {
    const at = placeOf(event, box.current);
    if (at < 0) return;
    const enter = event.key === "Enter" && !event.shiftKey;
    const question = questions[at];
    const next = question
      ? pressed(draft, question, event.key)
      : quoteTicked(draft, event, at, questions.length);
    if (!enter && !next) return;
    event.preventDefault();
    event.stopPropagation();
    if (next) change(next);
    if (enter || (question && movesOn(question, event.key))) go(at + 1);
  };
  return { box, draft, change, act, saved, save, heard };
}

function plain({ lang, answers, words, may_quote }: FilledForm): FeedbackForm {
  return { lang, answers, words, may_quote };
}

/** The questions on the screen, the one of words last. */
function places(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>("[data-question]") ?? [])];
}

/** The question that a key was pressed in; -1 for none, and for keys that are the window's. */
function placeOf(event: KeyboardEvent, box: HTMLElement | null): number {
  const { target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || !(target instanceof Element)) return -1;
  return places(box).findIndex((place) => place.contains(target));
}

/** The tick comes after the words, in which figures are figures. */
function quoteTicked(
  draft: FeedbackForm,
  event: KeyboardEvent,
  at: number,
  words: number,
): FeedbackForm | undefined {
  if (at <= words || (event.key !== "0" && event.key !== "1")) return undefined;
  return { ...draft, may_quote: event.key === "1" };
}

/** Puts the focus on a question, on its first answer. It is false after the last. */
function focusOn(box: HTMLElement | null, at: number): boolean {
  const place = places(box)[at];
  place?.querySelector<HTMLElement>("input, textarea")?.focus();
  return place !== undefined;
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
