import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { say } from "../../ui/toast";

interface ForgetDialogProps {
  id: string;
  voice: string;
  onClose: () => void;
}

/** Erases the words of a withdrawn voice, once somebody is sure. */
export function ForgetDialog({ id, voice, onClose }: ForgetDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const forget = async () => {
    if (!(await act.run(() => desk.ForgetVoice(id, voice)))) return;
    onClose();
    say(t("voices.forgotten"));
  };
  return (
    <Dialog title={t("voices.forget")} isOpen onClose={onClose} alert>
      <p>{t("voices.forgetNote")}</p>
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button loudness="filled" isDisabled={act.busy} onPress={() => void forget()}>
          {t("voices.forget")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
