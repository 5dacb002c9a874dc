import { Pencil, Trash2 } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { FeedbackForms, FilledForm } from "../../bridge/feedback-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { IconButton } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { useNotes } from "../../ui/toast";
import { ticksOf } from "./feedback-labels";

interface FeedbackAllProps {
  id: string;
  forms: FeedbackForms;
  onChange: (form: FilledForm) => void;
}

/** Every form and pile, to change or take away. */
export function FeedbackAll({ id, forms, onChange }: FeedbackAllProps) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const { undoing } = useHistory(id, notes);
  const act = useAct(notes.refused);
  const drop = async (words: string, call: () => Promise<void>) => {
    if ((await act.run(async () => call().then(() => true))) !== undefined) notes.say(words, undoing);
  };
  return (
    <Disclosure label={t("said.all")} note={t("said.typeNote", { count: forms.forms.length })}>
      <ul className="all-forms">
        {forms.forms.map((form) => (
          <li key={form.id}>
            <span className="all-number">{form.n}</span>
            <span className="all-ticks">{ticksOf(t, forms.questions, form)}</span>
            <IconButton
              icon={Pencil}
              label={t("said.edit", { n: form.n })}
              onPress={() => onChange(form)}
              isDisabled={forms.locked}
            />
            <IconButton
              icon={Trash2}
              label={t("said.drop", { n: form.n })}
              isDisabled={act.busy}
              onPress={() => void drop(t("said.dropped", { n: form.n }), () => desk.DropForm(id, form.id))}
            />
          </li>
        ))}
        {forms.piles.map((pile) => (
          <li key={pile.id}>
            <span className="all-ticks">{t("said.pileIs", { n: pile.n, count: pile.forms })}</span>
            <IconButton
              icon={Trash2}
              label={t("said.pileDrop", { n: pile.n })}
              isDisabled={act.busy}
              onPress={() =>
                void drop(t("said.pileDropped", { n: pile.n }), () => desk.DropPile(id, pile.id))
              }
            />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
