import { Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { FeedbackForms, FilledForm, FilledPile } from "../../bridge/feedback-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { IconButton } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { useNotes } from "../../ui/toast";
import { FeedbackChange } from "./feedback-change";
import { ticksOf } from "./feedback-labels";
import { PileChange } from "./pile-change";

/** Every form and pile that is in, to look at again, to correct or to take away. */
export function FeedbackAll({ id, forms }: { id: string; forms: FeedbackForms }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const { undoing } = useHistory(id, notes);
  const act = useAct(notes.refused);
  const [form, setForm] = useState<FilledForm>();
  const [pile, setPile] = useState<FilledPile>();
  const drop = async (words: string, call: () => Promise<void>) => {
    if (await act.run(() => call().then(() => true))) notes.say(words, undoing);
  };
  const close = () => {
    setForm(undefined);
    setPile(undefined);
  };
  const changed = (words: string) => {
    close();
    notes.say(words, undoing);
  };
  const { questions, locked } = forms;
  return (
    <Disclosure
      label={t("said.all")}
      note={t("said.allNote", { forms: forms.forms.length, piles: forms.piles.length })}
    >
      <ul className="all-forms">
        {forms.forms.map((one) => (
          <Line
            key={one.id}
            number={one.n}
            edit={t("said.edit", { n: one.n })}
            onEdit={locked ? undefined : () => setForm(one)}
            drop={t("said.drop", { n: one.n })}
            onDrop={
              act.busy
                ? undefined
                : () => void drop(t("said.dropped", { n: one.n }), () => desk.DropForm(id, one.id))
            }
          >
            {ticksOf(t, questions, one)}
            {one.words !== "" && (
              <span className="all-words quiet" dir="auto" lang={one.lang === "" ? undefined : one.lang}>
                {one.words}
              </span>
            )}
          </Line>
        ))}
        {forms.piles.map((one) => (
          <Line
            key={one.id}
            edit={t("said.pileEdit", { n: one.n })}
            onEdit={() => setPile(one)}
            drop={t("said.pileDrop", { n: one.n })}
            onDrop={
              act.busy
                ? undefined
                : () => void drop(t("said.pileDropped", { n: one.n }), () => desk.DropPile(id, one.id))
            }
          >
            {t("said.pileIs", { n: one.n, count: one.forms })}
          </Line>
        ))}
      </ul>
      {form && (
        <FeedbackChange
          {...{ id, questions, form }}
          onClose={close}
          onSaved={() => changed(t("said.changed", { n: form.n }))}
        />
      )}
      {pile && (
        <PileChange
          {...{ id, questions, pile }}
          onClose={close}
          onSaved={() => changed(t("said.pileChanged", { n: pile.n }))}
        />
      )}
    </Disclosure>
  );
}

interface LineProps {
  number?: number;
  children: ReactNode;
  edit: string;
  /** Undefined while it cannot be done. */
  onEdit: (() => void) | undefined;
  drop: string;
  onDrop: (() => void) | undefined;
}

function Line({ number, children, edit, onEdit, drop, onDrop }: LineProps) {
  return (
    <li>
      {number !== undefined && <span className="all-number">{number}</span>}
      <span className="all-ticks">{children}</span>
      <IconButton icon={Pencil} label={edit} isDisabled={!onEdit} onPress={() => onEdit?.()} />
      <IconButton icon={Trash2} label={drop} isDisabled={!onDrop} onPress={() => onDrop?.()} />
    </li>
  );
}
