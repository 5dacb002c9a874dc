import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { CrewRole, CrewShift } from "../../bridge/crew-types";
import type { EventDoc } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useShowCrew } from "../../bridge/use-crew";
import { useMessages } from "../../i18n/i18n";
import { DateField, TimeField } from "../../ui/date-field";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { NumberField } from "../../ui/number-field";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { EditFoot } from "./edit-foot";

interface CrewShiftDialogProps {
  id: string;
  shift: CrewShift | "new";
  roles: readonly CrewRole[];
  doc: EventDoc;
  onClose: () => void;
}

/** The choice by which a role is written in one's own words. */
const own = "own words";

/** Adds a shift, or changes one. */
export function CrewShiftDialog({ id, shift, roles, doc, onClose }: CrewShiftDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowCrew(id);
  const act = useAct();
  const isNew = shift === "new";
  const [role, setRole] = useState(isNew ? (roles[0]?.id ?? own) : shift.role);
  const [words, setWords] = useState("");
  const [date, setDate] = useState(isNew ? doc.date : shift.date);
  const [from, setFrom] = useState(isNew ? doc.start : shift.from);
  const [to, setTo] = useState(isNew ? doc.end : shift.to);
  const [need, setNeed] = useState(isNew ? 1 : shift.need);
  const save = async () => {
    const input = { role: role === own ? words : role, day: daysFrom(doc.date, date), from, to, need };
    const crew = await act.run(() =>
      isNew ? desk.AddShift(id, input) : desk.EditShift(id, shift.id, input),
    );
    if (!crew) return;
    show(crew);
    onClose();
  };
  return (
    <Dialog title={t(isNew ? "crew.newShift" : "crew.shift")} isOpen onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <Select
          label={t("crew.what")}
          placeholder={t("crew.choose")}
          value={role}
          choices={[
            ...roles.map((one) => ({ id: one.id, label: one.name })),
            { id: own, label: t("crew.ownWords") },
          ]}
          onChange={setRole}
        />
        {role === own && (
          <TextField label={t("crew.whatOwn")} value={words} onChange={setWords} isRequired autoFocus />
        )}
        <div className="form-grid">
          <DateField label={t("crew.date")} value={date} onChange={setDate} />
          <NumberField label={t("crew.need")} min={1} max={200} value={need} onChange={setNeed} />
          <TimeField label={t("crew.from")} value={from} onChange={setFrom} />
          <TimeField label={t("crew.to")} value={to} onChange={setTo} />
        </div>
        {from !== "" && to !== "" && to <= from && <p className="quiet">{t("crew.nextDay")}</p>}
        <EditFoot
          act={act}
          save={t("crew.saveShift")}
          drop={
            !isNew && {
              id,
              button: t("crew.dropShift"),
              done: t("crew.shiftDropped"),
              run: async () => show(await desk.DropShift(id, shift.id)),
            }
          }
          onClose={onClose}
        />
      </Form>
    </Dialog>
  );
}

function daysFrom(day: string, date: string): number {
  return Math.round((Date.parse(date) - Date.parse(day)) / 86_400_000);
}
