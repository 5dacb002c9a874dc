import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { MoneyForm, MoneyKind, MoneyLine } from "../../bridge/money-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { poundDigits } from "../../i18n/pounds";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { EditFoot, refusalOf } from "./edit-foot";
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
    error: refusalOf(act.error, name),
  });
  const save = async () => {
    const done = await act.run(() => (line ? desk.EditMoney(id, line.id, form) : desk.AddMoney(id, form)));
    if (done) onClose();
  };
  const choices = kinds.map((kind) => ({ id: kind.id, label: kindWords(t, kind.id) }));
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
        <EditFoot
          act={act}
          save={t("money.saveLine")}
          fields={Object.keys(form)}
          drop={
            line && {
              id,
              button: t("money.delete"),
              done: t("money.deleted"),
              run: () => desk.DropMoney(id, line.id),
            }
          }
          onClose={onClose}
        />
      </Form>
    </Dialog>
  );
}

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
