import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { RiskForm, RiskItem } from "../../bridge/risk-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { EditFoot, refusalOf } from "./edit-foot";
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

const fields = ["what", "who", "measure", "owner"] as const;

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
  const field = (name: (typeof fields)[number]) => ({
    value: form[name],
    onChange: (value: string) => change({ [name]: value }),
    error: refusalOf(act.error, name),
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
        <EditFoot
          act={act}
          save={t("risks.saveRisk")}
          fields={fields}
          drop={
            risk && {
              id,
              button: t("risks.delete"),
              done: t("risks.deleted"),
              run: () => desk.DropRisk(id, risk.id),
            }
          }
          onClose={onClose}
        />
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
