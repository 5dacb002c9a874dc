import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { PackingForm, PackingLine, ThingKind } from "../../bridge/packing-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { EditFoot, refusalOf } from "./edit-foot";

interface PackingDialogProps {
  id: string;
  /** The kind of a new one. */
  line: PackingLine | ThingKind;
  onClose: () => void;
}

const fields = ["what", "amount", "from", "who"] as const;

/** Adds a line or changes one. */
export function PackingDialog({ id, line, onClose }: PackingDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const isNew = typeof line === "string";
  const [form, setForm] = useState<PackingForm>(() => formOf(line));
  const change = (part: Partial<PackingForm>) => {
    act.forget();
    setForm({ ...form, ...part });
  };
  const field = (name: (typeof fields)[number]) => ({
    value: form[name],
    onChange: (value: string) => change({ [name]: value }),
    error: refusalOf(act.error, name),
  });
  const save = async () => {
    const saved = await act.run(() =>
      isNew ? desk.AddPacking(id, form) : desk.EditPacking(id, line.id, form),
    );
    if (saved) onClose();
  };
  const kinds = [
    { id: "kit", label: t("packing.kit") },
    { id: "care", label: t("packing.care") },
    { id: "permission", label: t("packing.permission") },
  ];
  return (
    <Dialog title={t(isNew ? "packing.new" : "packing.dialog")} isOpen onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <TextField label={t("packing.what")} autoFocus {...field("what")} />
        <ChipRadios
          label={t("packing.part")}
          choices={kinds}
          value={form.kind}
          onChange={(kind) => change({ kind: kind as ThingKind })}
        />
        <TextField label={t("packing.amount")} {...field("amount")} />
        <TextField label={t("packing.from")} note={t("packing.fromNote")} {...field("from")} />
        <TextField label={t("packing.who")} {...field("who")} />
        <EditFoot
          act={act}
          save={t("packing.save")}
          fields={fields}
          drop={
            !isNew && {
              id,
              button: t("packing.drop"),
              done: t("packing.dropped"),
              run: () => desk.DropPacking(id, line.id),
            }
          }
          onClose={onClose}
        />
      </Form>
    </Dialog>
  );
}

function formOf(line: PackingLine | ThingKind): PackingForm {
  if (typeof line === "string") return { kind: line, what: "", amount: "", from: "", who: "", done: false };
  const { kind, what, amount, from, who, done } = line;
  return { kind, what, amount, from, who, done };
}
