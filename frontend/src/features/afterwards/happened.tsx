import type { EventView } from "../../bridge/types";
import { NotCounted } from "./not-counted";
import { Numbers } from "./numbers";
import { PeopleSaid } from "./said";

interface HappenedProps {
  id: string;
  view: EventView;
  /** Opens the view where forms are typed in and quotes are chosen. */
  onFeedback: () => void;
}

/** The day in numbers, and what people said. */
export function Happened({ id, view, onFeedback }: HappenedProps) {
  const { in_room: came, signed_up: signedUp } = view.attendance;
  return (
    <div className="stack">
      {came === 0 && <NotCounted id={id} isOver={view.days_to_go <= 0} />}
      {came + signedUp > 0 && <Numbers view={view} />}
      <PeopleSaid id={id} onOpen={onFeedback} />
    </div>
  );
}
