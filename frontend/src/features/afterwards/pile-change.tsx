import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { FilledPile, GuestQuestion, Pile } from "../../bridge/feedback-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { PileFields } from "./pile-fields";

interface PileChangeProps {
  id: string;
  questions: readonly GuestQuestion[];
  pile: FilledPile;
  onClose: () => void;
  onSaved: () => void;
}

/** A pile that is in, to look at its sums again and to correct them. */
export function PileChange({ id, questions, pile, onClose, onSaved }: PileChangeProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [draft, change] = useState<Pile>({ forms: pile.forms, counts: pile.counts, blank: pile.blank });
  const save = async () => {
    if (await act.run(() => desk.EditPile(id, pile.id, draft).then(() => true))) onSaved();
  };
  return (
    <Dialog title={t("said.pileEdit", { n: pile.n })} isOpen onClose={onClose} keeps wide>
      <Form className="pile" onSubmit={() => void save()}>
        <PileFields questions={questions} pile={draft} onChange={change} />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("said.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("said.saveChange")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
