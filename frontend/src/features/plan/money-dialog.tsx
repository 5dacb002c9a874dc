import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { BridgeError } from "../../bridge/bridge-error";
import type { MoneyForm, MoneyKind, MoneyLine } from "../../bridge/money-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { errorWords, fieldWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { poundDigits } from "../../i18n/pounds";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { say, useNotes } from "../../ui/toast";
import { Receipts } from "./money-receipts";
import { kindWords } from "./money-words";

interface MoneyDialogProps {
  id: string;
  /** undefined for a new one. */
  line: MoneyLine | undefined;
  kinds: readonly MoneyKind[];
  onClose: () => void;
}

/** Adds a line of money, or changes one and its receipts. */
export function MoneyDialog({ id, line, kinds, onClose }: MoneyDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [form, setForm] = useState<MoneyForm>(() => formOf(line));
  const field = (name: keyof MoneyForm) => ({
    value: form[name],
    onChange: (value: string) => {
      act.forget(); // a field that is still called wrong could not be sent
      setForm({ ...form, [name]: value });
    },
    error: isOf(act.error, name) ? fieldWords(act.error) : undefined,
  });
  const save = async () => {
    const done = await act.run(() => (line ? desk.EditMoney(id, line.id, form) : desk.AddMoney(id, form)));
    if (done) onClose();
  };
  const choices = kinds.map((kind) => ({ id: kind.id, label: kindWords(t, kind.id) }));
  const named = Object.keys(form).some((name) => isOf(act.error, name));
  return (
    <Dialog title={t(line ? "money.line" : "money.newLine")} isOpen onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <TextField label={t("money.what")} autoFocus {...field("what")} />
        <Select
          label={t("money.kind")}
          placeholder={t("money.kindChoose")}
          choices={choices}
          {...field("kind")}
        />
        <TextField label={t("money.budget")} inputMode="decimal" {...field("budget")} />
        <TextField
          label={t("money.paid")}
          note={t("money.paidNote")}
          inputMode="decimal"
          {...field("actual")}
        />
        <TextField label={t("money.note")} {...field("note")} />
        {line && <Receipts id={id} line={line} />}
        {act.error && !named && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          {line && <DropLine id={id} line={line.id} onClose={onClose} />}
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("money.saveLine")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

const isOf = (error: BridgeError | undefined, field: string) =>
  error?.message.startsWith(`${field}:`) === true;

function formOf(line: MoneyLine | undefined): MoneyForm {
  if (!line) return { kind: "venue", what: "", budget: "", actual: "", note: "" };
  const { kind, what, budget, actual, note } = line;
  return {
    kind,
    what,
    budget: poundDigits(budget),
    actual: actual === null ? "" : poundDigits(actual),
    note,
  };
}

function DropLine({ id, line, onClose }: { id: string; line: string; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const drop = async () => {
    if (!(await act.run(() => desk.DropMoney(id, line)))) return;
    onClose();
    say(t("money.deleted"), undoing);
  };
  return (
    <Button loudness="quiet" icon={Trash2} isDisabled={act.busy} onPress={() => void drop()}>
      {t("money.delete")}
    </Button>
  );
}
