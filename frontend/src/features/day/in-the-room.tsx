import { useId } from "react";
import type { Attendance } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { useDoor } from "./use-door";

/** How many are here, large enough to read across a table. */
export function InTheRoom({ id, attendance }: { id: string; attendance: Attendance }) {
  const t = useMessages();
  const door = useDoor(id);
  const title = useId();
  const { arrived, walk_ins: walkIns, in_room: inRoom } = attendance;
  return (
    <Card tone="warm">
      <div className="in-room">
        <h2 id={title} className="in-room-title">
          {t("day.inRoom")}
        </h2>
        <output className="in-room-number" aria-labelledby={title}>
          {inRoom}
        </output>
        <p className="in-room-note">{t("day.walkIns", { arrived, walkIns })}</p>
        <div className="in-room-buttons">
          <Button
            size="large"
            aria-label={t("day.minusName")}
            isDisabled={door.busy || walkIns === 0}
            onPress={() => void door.takeBack()}
          >
            {t("day.minus")}
          </Button>
          <Button size="large" loudness="filled" isDisabled={door.busy} onPress={() => void door.walkIn()}>
            {t("day.plusName")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
