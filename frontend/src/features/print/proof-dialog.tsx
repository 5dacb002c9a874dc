import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { LanguageTag } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { say } from "../../ui/toast";

interface ProofDialogProps {
  id: string;
  language: LanguageTag;
  onClose: () => void;
}

/** Takes somebody's word, under their name, that a speaker has read the fixed words. */
export function ProofDialog({ id, language, onClose }: ProofDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const client = useQueryClient();
  const act = useAct();
  const [by, setBy] = useState("");
  const names = { language: language.name };
  const confirm = async () => {
    const proofs = await act.run(() => desk.ConfirmProof(id, language.tag, by.trim()));
    if (!proofs) return;
    client.setQueryData(["proofs", id], proofs);
    onClose();
    say(t("print.proof.done", names));
  };
  return (
    <Dialog title={t("print.proof.title", names)} isOpen onClose={onClose}>
      <p>{t("print.proof.band", names)}</p>
      <p>{t("print.proof.how", names)}</p>
      <Form onSubmit={() => void confirm()}>
        <TextField
          label={t("print.proof.by")}
          note={t("print.proof.byNote")}
          value={by}
          onChange={setBy}
          autoComplete="off"
          maxLength={120}
          isRequired
          autoFocus
        />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy || by.trim() === ""}>
            {t("print.proof.yes")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
