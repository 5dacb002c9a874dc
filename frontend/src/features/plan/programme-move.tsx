import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import type { EventView, ProgrammePoint } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { clockWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { NumberField } from "../../ui/number-field";
import { Select } from "../../ui/select";
import { say, useNotes } from "../../ui/toast";
import { EditFoot } from "./edit-foot";
import { inOrder } from "./points";

const usualMinutes = 10;
const most = 12 * 60;

/** Moves a point and all that follow it. */
export function MoveDialog({ id, view, onClose }: { id: string; view: EventView; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const act = useAct();
  const { undoing } = useHistory(id, useNotes());
  const [from, setFrom] = useState("1");
  const [minutes, setMinutes] = useState(usualMinutes);
  const [way, setWay] = useState("later");
  const points = inOrder(view.doc.programme, view.doc);
  const move = async () => {
    const by = way === "later" ? minutes : -minutes;
    const moved = await act.run(() => desk.MoveProgramme(id, Number(from), by));
    if (!moved) return;
    show(moved);
    onClose();
    say(t("order.moved", { count: points.length - Number(from) + 1 }), undoing);
  };
  return (
    <Dialog title={t("order.moveTitle")} isOpen onClose={onClose}>
      <Form onSubmit={() => void move()}>
        <Select
          label={t("order.from")}
          placeholder={t("order.from")}
          value={from}
          onChange={setFrom}
          choices={points.map((point, at) => ({ id: String(at + 1), label: pointName(point) }))}
        />
        <NumberField label={t("order.by")} min={1} max={most} value={minutes} onChange={setMinutes} />
        <ChipRadios
          label={t("order.way")}
          value={way}
          onChange={setWay}
          choices={[
            { id: "later", label: t("order.later") },
            { id: "earlier", label: t("order.earlier") },
          ]}
        />
        <EditFoot act={act} save={t("order.moveYes")} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

const pointName = ({ at, title }: ProgrammePoint) =>
  `${clockWords(at)} ${title.en ?? Object.values(title)[0] ?? ""}`.trim();
