import { useDesk } from "../../bridge/bridge";
import type { PackingDuty } from "../../bridge/packing-types";
import { useShowEvent } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { shortDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Checkbox } from "../../ui/checkbox";
import { SourceMark } from "../../ui/sources";
import { useRefusal } from "../../ui/toast";

/** The permissions that are tasks of law: ticked here, they are ticked there. */
export function PackingDuties({
  id,
  duties,
  sources,
}: {
  id: string;
  duties: readonly PackingDuty[];
  sources: readonly string[];
}) {
  return duties.map((duty) => <Row key={duty.task} id={id} duty={duty} sources={sources} />);
}

function Row({ id, duty, sources }: { id: string; duty: PackingDuty; sources: readonly string[] }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const act = useAct(useRefusal());
  const tick = async (done: boolean) => {
    const view = await act.run(() => desk.SetTaskDone(id, duty.task, done));
    if (view) show(view);
  };
  return (
    <li className="packing" data-done={duty.done || undefined}>
      <div className="packing-words">
        <Checkbox isSelected={duty.done} isReadOnly={act.busy} onChange={(done) => void tick(done)}>
          <span className="packing-what">{duty.title}</span>
          <SourceMark sources={sources} source={duty.basis} />
        </Checkbox>
        <p className="quiet">
          {t(duty.applies === "yes" ? "packing.dutyBy" : "packing.dutyAsk", { date: shortDate(duty.due) })}
        </p>
      </div>
    </li>
  );
}
