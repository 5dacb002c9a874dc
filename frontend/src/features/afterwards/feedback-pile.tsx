import { useDesk } from "../../bridge/bridge";
import type { GuestQuestion, Pile } from "../../bridge/feedback-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { useNotes } from "../../ui/toast";
import { useKept } from "./kept";
import { PileFields } from "./pile-fields";

const empty: Pile = { forms: 0, counts: {}, blank: {} };

/** Adds the sums of a pile that somebody counted by hand. */
export function FeedbackPile({ id, questions }: { id: string; questions: readonly GuestQuestion[] }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const { undoing } = useHistory(id, notes);
  const act = useAct();
  const [pile, setPile] = useKept("pile", empty);
  const save = async () => {
    const made = await act.run(() => desk.AddPile(id, pile));
    if (made === undefined) return;
    setPile(empty);
    notes.say(t("said.pileSaved"), undoing);
  };
  return (
    <Disclosure label={t("said.pile")}>
      <Form className="pile" onSubmit={() => void save()}>
        <PileFields questions={questions} pile={pile} onChange={setPile} />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <div>
          <Button type="submit" isDisabled={act.busy}>
            {t("said.pileSave")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}
