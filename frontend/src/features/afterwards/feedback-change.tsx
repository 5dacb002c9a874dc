import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { FeedbackForm, FilledForm, GuestQuestion } from "../../bridge/feedback-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { FeedbackFields } from "./feedback-fields";
import { useTyping } from "./use-typing";

interface FeedbackChangeProps {
  id: string;
  questions: readonly GuestQuestion[];
  form: FilledForm;
  onClose: () => void;
  onSaved: () => void;
}

/** A form that is in, to look at again and to correct. */
export function FeedbackChange({ id, questions, form, onClose, onSaved }: FeedbackChangeProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [draft, change] = useState(plain(form));
  const save = async () => {
    if (act.busy) return;
    if (await act.run(() => desk.EditForm(id, form.id, draft).then(() => true))) onSaved();
  };
  const typing = useTyping(draft, change, () => void save());
  return (
    <Dialog title={t("said.change", { n: form.n })} isOpen onClose={onClose} keeps wide>
      <FeedbackFields questions={questions} typing={typing} />
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("said.cancel")}</Button>
        <Button loudness="filled" isDisabled={act.busy} onPress={() => void save()}>
          {t("said.saveChange")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** What the guest answered, without what the kit keeps beside it. */
function plain({ lang, answers, words, may_quote }: FilledForm): FeedbackForm {
  return { lang, answers, words, may_quote };
}
