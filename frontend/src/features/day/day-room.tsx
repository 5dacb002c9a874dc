import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { Page } from "../../ui/page";
import { Arrivals } from "./arrivals";
import { DoorList } from "./door-list";
import { InTheRoom } from "./in-the-room";
import { NowCard } from "./now-card";
import "./day.css";

/** The door: find people as they come in, and count those nobody knew of. */
export function DayRoom({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  return (
    <Page title={t("day.title")} note={t("day.note")} fills>
      <div className="day-columns">
        <DoorList id={id} signedUp={view.attendance.signed_up} />
        <div className="stack">
          <InTheRoom id={id} attendance={view.attendance} />
          <NowCard id={id} view={view} />
          <Arrivals quarters={view.attendance.by_quarter} />
        </div>
      </div>
    </Page>
  );
}
