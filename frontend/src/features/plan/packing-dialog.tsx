import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { PackingForm, PackingLine, ThingKind } from "../../bridge/packing-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { errorWords, fieldWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { ChipRadios } from "../../ui/chips";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { say, useNotes } from "../../ui/toast";

interface PackingDialogProps {
  id: string;
  /** The kind of a new one. */
  line: PackingLine | ThingKind;
  onClose: () => void;
}

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
  const field = (name: "what" | "amount" | "from" | "who") => ({
    value: form[name],
    onChange: (value: string) => change({ [name]: value }),
    error: act.error?.message.startsWith(`${name}:`) ? fieldWords(act.error) : undefined,
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
        {act.error && !/^(what|amount|from|who):/.test(act.error.message) && (
          <Notice tone="trouble">{errorWords(t, act.error)}</Notice>
        )}
        <DialogActions>
          {!isNew && <Drop id={id} line={line.id} onClose={onClose} />}
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("packing.save")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function formOf(line: PackingLine | ThingKind): PackingForm {
  if (typeof line === "string") return { kind: line, what: "", amount: "", from: "", who: "", done: false };
  const { kind, what, amount, from, who, done } = line;
  return { kind, what, amount, from, who, done };
}

function Drop({ id, line, onClose }: { id: string; line: string; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const drop = async () => {
    if (!(await act.run(() => desk.DropPacking(id, line)))) return;
    onClose();
    say(t("packing.dropped"), undoing);
  };
  return (
    <Button loudness="quiet" icon={Trash2} isDisabled={act.busy} onPress={() => void drop()}>
      {t("packing.drop")}
    </Button>
  );
}
