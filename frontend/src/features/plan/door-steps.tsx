import { Pencil } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { DoorPlan } from "../../bridge/door-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { SourceList } from "../../ui/sources";
import { TextField } from "../../ui/text-field";
import { EditFoot } from "./edit-foot";

/** Where the quiet room is, and what to do when a hostile visitor comes. */
export function DoorSteps({ id, plan }: { id: string; plan: DoorPlan }) {
  const t = useMessages();
  const [editing, setEditing] = useState(false);
  return (
    <Card title={t("door.steps")}>
      <ol className="door-steps">
        {plan.steps.split("\n").map((step) => (
          <li key={step}>
            <bdi>{step}</bdi>
          </li>
        ))}
      </ol>
      {!plan.own_steps && <SourceList sources={[plan.steps_basis]} />}
      <p>
        <strong>{t("door.quietRoom")}</strong>{" "}
        <span dir="auto">{plan.quiet_room === "" ? t("door.notSaid") : plan.quiet_room}</span>
      </p>
      <div className="door-actions">
        <Button icon={Pencil} onPress={() => setEditing(true)}>
          {t("door.editSteps")}
        </Button>
      </div>
      {editing && <StepsDialog id={id} plan={plan} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function StepsDialog({ id, plan, onClose }: { id: string; plan: DoorPlan; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [steps, setSteps] = useState(plan.steps);
  const [room, setRoom] = useState(plan.quiet_room);
  const save = async () => {
    const change = { steps, quiet_room: room, code_word: null, police: null };
    if (await act.run(() => desk.ChangeDoorPlan(id, change))) onClose();
  };
  return (
    <Dialog title={t("door.steps")} isOpen onClose={onClose} wide>
      <Form onSubmit={() => void save()}>
        <TextField
          label={t("door.stepsField")}
          note={t("door.stepsNote")}
          rows={8}
          value={steps}
          onChange={setSteps}
        />
        <TextField label={t("door.quietRoom")} value={room} onChange={setRoom} />
        <EditFoot act={act} save={t("door.save")} onClose={onClose} />
      </Form>
    </Dialog>
  );
}
