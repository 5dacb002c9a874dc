import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { RiskForm, RiskItem } from "../../bridge/risk-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { errorWords, fieldWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { say, useNotes } from "../../ui/toast";
import { scaleWords } from "./risk-words";

interface RiskDialogProps {
  id: string;
  /** undefined for a new one. */
  risk: RiskItem | undefined;
  onClose: () => void;
}

const blank: RiskForm = {
  what: "",
  who: "",
  likelihood: 0,
  severity: 0,
  measure: "",
  owner: "",
  done: false,
};

/** Adds a risk or changes one. */
export function RiskDialog({ id, risk, onClose }: RiskDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [form, setForm] = useState<RiskForm>(() => (risk ? formOf(risk) : blank));
  const change = (part: Partial<RiskForm>) => {
    act.forget(); // a field that is still called wrong could not be sent
    setForm({ ...form, ...part });
  };
  const field = (name: "what" | "who" | "measure" | "owner") => ({
    value: form[name],
    onChange: (value: string) => change({ [name]: value }),
    error: act.error?.message.startsWith(`${name}:`) ? fieldWords(act.error) : undefined,
  });
  const save = async () => {
    const done = await act.run(() => (risk ? desk.EditRisk(id, risk.id, form) : desk.AddRisk(id, form)));
    if (done) onClose();
  };
  return (
    <Dialog title={t(risk ? "risks.dialog" : "risks.new")} isOpen onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <TextField label={t("risks.what")} autoFocus {...field("what")} />
        <TextField label={t("risks.who")} note={t("risks.whoNote")} {...field("who")} />
        <Select
          label={t("risks.likelihood")}
          placeholder={t("risks.choose")}
          choices={scale(t, "likely")}
          value={String(form.likelihood)}
          onChange={(value) => change({ likelihood: Number(value) })}
        />
        <Select
          label={t("risks.severity")}
          placeholder={t("risks.choose")}
          choices={scale(t, "bad")}
          value={String(form.severity)}
          onChange={(value) => change({ severity: Number(value) })}
        />
        <TextField label={t("risks.measure")} rows={3} {...field("measure")} />
        <TextField label={t("risks.owner")} {...field("owner")} />
        {act.error && !/^(what|who|measure|owner):/.test(act.error.message) && (
          <Notice tone="trouble">{errorWords(t, act.error)}</Notice>
        )}
        <DialogActions>
          {risk && <DropRisk id={id} risk={risk.id} onClose={onClose} />}
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("risks.saveRisk")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function formOf({ what, who, likelihood, severity, measure, owner, done }: RiskItem): RiskForm {
  return { what, who, likelihood, severity, measure, owner, done };
}

function scale(t: Translate, of: "likely" | "bad") {
  return [0, 1, 2, 3, 4, 5].map((n) => ({ id: String(n), label: scaleWords(t, of, n) }));
}

function DropRisk({ id, risk, onClose }: { id: string; risk: string; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const drop = async () => {
    if (!(await act.run(() => desk.DropRisk(id, risk)))) return;
    onClose();
    say(t("risks.deleted"), undoing);
  };
  return (
    <Button loudness="quiet" icon={Trash2} isDisabled={act.busy} onPress={() => void drop()}>
      {t("risks.delete")}
    </Button>
  );
}
