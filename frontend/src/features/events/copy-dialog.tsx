import { useState } from "react";
import type { Copied, CopyChoice } from "../../bridge/copy-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { DateField } from "../../ui/date-field";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { CopySummary } from "./copy-summary";

interface CopyDialogProps {
  title: string;
  /** The title that the new event has unless another is written. */
  was: string;
  /** The day that is offered. */
  date: string;
  copy: (choice: CopyChoice) => Promise<Copied>;
  onClose: () => void;
}

/** Asks for the day of a new event that is like another, and then says what came along. */
export function CopyDialog({ title, was, date, copy, onClose }: CopyDialogProps) {
  const t = useMessages();
  const act = useAct();
  const [choice, setChoice] = useState<CopyChoice>({ date, title: was, actuals: false });
  const [copied, setCopied] = useState<Copied>();
  const change = (part: Partial<CopyChoice>) => {
    act.forget();
    setChoice({ ...choice, ...part });
  };
  const run = async () => {
    const name = choice.title.trim();
    setCopied(await act.run(() => copy({ ...choice, title: name === was ? "" : name })));
  };
  if (copied) return <CopySummary copied={copied} onClose={onClose} />;
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form onSubmit={() => void run()}>
        <p className="quiet">{t("copy.note")}</p>
        <DateField label={t("copy.date")} value={choice.date} onChange={(day) => change({ date: day })} />
        <TextField label={t("copy.name")} value={choice.title} onChange={(name) => change({ title: name })} />
        <Checkbox
          isSelected={choice.actuals}
          onChange={(actuals) => change({ actuals })}
          note={t("copy.actualsNote")}
        >
          {t("copy.actuals")}
        </Checkbox>
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("copy.go")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
