import { useState } from "react";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { say } from "../../ui/toast";

interface TemplateDialogProps {
  title: string;
  note?: string;
  name: string;
  /** Rejects where the name will not do. */
  save: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks what a template is to be called. */
export function TemplateDialog({ title, note, name, save, onClose }: TemplateDialogProps) {
  const t = useMessages();
  const act = useAct();
  const [words, setWords] = useState(name);
  const run = async () => {
    const done = await act.run(async () => {
      await save(words.trim());
      return true;
    });
    if (!done) return;
    onClose();
    say(t("copy.templateSaved"));
  };
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form onSubmit={() => void run()}>
        {note !== undefined && <p className="quiet">{note}</p>}
        <TextField
          label={t("copy.templateName")}
          value={words}
          onChange={(now) => {
            act.forget();
            setWords(now);
          }}
          autoFocus
          isRequired
        />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("copy.save")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
