import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Carer, CarerForm } from "../../bridge/door-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { EditFoot } from "./edit-foot";

interface CarerDialogProps {
  id: string;
  carer: Carer | "new";
  onClose: () => void;
}

/** Adds somebody to turn to, or changes what is known of them. */
export function CarerDialog({ id, carer, onClose }: CarerDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const isNew = carer === "new";
  const [form, setForm] = useState<CarerForm>(isNew ? { for: "guests", name: "", phone: "" } : formOf(carer));
  const change = (part: Partial<CarerForm>) => {
    act.forget();
    setForm({ ...form, ...part });
  };
  const save = async () => {
    if (await act.run(() => desk.SaveCarer(id, isNew ? "" : carer.id, form))) onClose();
  };
  return (
    <Dialog title={t(isNew ? "door.newCarer" : "door.carer")} isOpen onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <ChipRadios
          label={t("door.forWhom")}
          choices={[
            { id: "guests", label: t("door.for.guests") },
            { id: "speakers", label: t("door.for.speakers") },
            { id: "crew", label: t("door.for.crew") },
          ]}
          value={form.for}
          onChange={(who) => change({ for: who })}
        />
        <TextField label={t("door.name")} value={form.name} onChange={(name) => change({ name })} />
        <TextField
          label={t("door.phone")}
          note={t("door.phoneNote")}
          value={form.phone}
          onChange={(phone) => change({ phone })}
        />
        <EditFoot
          act={act}
          save={t("door.save")}
          drop={
            !isNew && {
              id,
              button: t("door.dropCarer"),
              done: t("door.carerDropped"),
              run: () => desk.DropCarer(id, carer.id),
            }
          }
          onClose={onClose}
        />
      </Form>
    </Dialog>
  );
}

function formOf({ for: who, name, phone }: Carer): CarerForm {
  return { for: who, name, phone };
}
