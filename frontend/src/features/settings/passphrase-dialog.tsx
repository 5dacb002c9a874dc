import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { PassphraseField } from "../../ui/passphrase-field";
import { Strength } from "../../ui/strength";
import { TextField } from "../../ui/text-field";
import { say } from "../../ui/toast";
import { strengthOf } from "./strength";

interface PassphraseDialogProps {
  sheetChecked: boolean;
  event: string;
  onClose: () => void;
}

/** Asks twice for the words that open the names from now on. */
export function PassphraseDialog({ sheetChecked, event, onClose }: PassphraseDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [words, setWords] = useState("");
  const [again, setAgain] = useState("");
  const { steps, level } = strengthOf(words);
  const differs = again !== "" && !words.startsWith(again);
  const set = async () => {
    const done = await act.run(() => desk.SetPassphrase(words).then(() => true));
    if (!done) return;
    onClose();
    say(t("pass.isSet"));
  };
  return (
    <Dialog title={t("pass.dialog")} isOpen onClose={onClose} alert>
      <Form onSubmit={() => void set()}>
        <PassphraseField
          label={t("pass.new")}
          note={t("pass.note")}
          value={words}
          onChange={setWords}
          autoFocus
          autoComplete="new-password"
        />
        <Strength label={t("pass.strength")} words={t(`pass.level.${level}`)} steps={steps} />
        <TextField
          label={t("pass.again")}
          value={again}
          onChange={setAgain}
          type="password"
          autoComplete="new-password"
          error={differs ? t("pass.differs") : undefined}
        />
        <Notice tone={sheetChecked ? "info" : "trouble"}>
          <strong>{t("pass.noReset")}</strong>{" "}
          {!sheetChecked && (
            <a href={hrefOf({ page: "settings", event, tab: "keep" })} onClick={onClose}>
              {t("pass.sheetFirst")}
            </a>
          )}
        </Notice>
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button
            type="submit"
            loudness="filled"
            isDisabled={act.busy || level === "short" || words !== again}
          >
            {t("pass.setYes")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
