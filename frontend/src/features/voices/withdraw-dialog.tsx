import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { ChipRadios } from "../../ui/chips";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { say, useNotes } from "../../ui/toast";

interface WithdrawDialogProps {
  id: string;
  voice: string;
  credit: string;
  onClose: () => void;
}

const reasons = ["consent", "safety", "mistake"] as const;

/** Takes a local voice out of use. Nobody owes a reason, so the usual one is there. */
export function WithdrawDialog({ id, voice, credit, onClose }: WithdrawDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const { undoing } = useHistory(id, useNotes());
  const [reason, setReason] = useState<string>("consent");
  const withdraw = async () => {
    if (!(await act.run(() => desk.WithdrawVoice(id, voice, reason)))) return;
    onClose();
    say(t("voices.withdraw.done"), undoing);
  };
  return (
    <Dialog title={t("voices.withdraw.title")} isOpen onClose={onClose} alert>
      <p>{t("voices.withdraw.note", { credit })}</p>
      <ChipRadios
        label={t("voices.withdraw.reason")}
        value={reason}
        onChange={setReason}
        choices={reasons.map((one) => ({ id: one, label: t(`voices.withdraw.reason.${one}`) }))}
      />
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button loudness="filled" isDisabled={act.busy} onPress={() => void withdraw()}>
          {t("voices.withdraw.do")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
