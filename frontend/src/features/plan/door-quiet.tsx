import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { DoorPlan } from "../../bridge/door-types";
import { useAct } from "../../bridge/use-act";
import { fieldWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { TextField } from "../../ui/text-field";
import { useRefusal } from "../../ui/toast";

/** What the kit itself does where people are at risk; quiet mode is switched here. */
export function DoorQuiet({ id, plan }: { id: string; plan: DoorPlan }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const [area, setArea] = useState(plan.area);
  const save = async (quiet: boolean) => {
    if (quiet === plan.quiet && area.trim() === plan.area) return;
    await act.run(() => desk.SetQuiet(id, quiet, area));
  };
  return (
    <Card title={t("door.kit")} note={t(plan.quiet ? "door.quietOn" : "door.quietOff")}>
      <Checkbox
        isSelected={plan.quiet}
        isDisabled={act.busy}
        onChange={(quiet) => void save(quiet)}
        note={t("door.quietNote")}
      >
        {t("door.quiet")}
      </Checkbox>
      {plan.quiet && (
        <TextField
          label={t("door.area")}
          note={t("door.areaNote")}
          value={area}
          onChange={setArea}
          onBlur={() => void save(plan.quiet)}
          error={fieldWords(act.error)}
        />
      )}
      <ul className="door-does quiet">
        <li>{t(plan.listed && !plan.quiet ? "door.listed" : "door.unlisted")}</li>
        <li>
          {t("door.badges")}{" "}
          <a href={hrefOf({ page: "room", event: id, room: "print" })}>{t("door.badgesWhere")}</a>
        </li>
        <li>{t("door.purge")}</li>
      </ul>
    </Card>
  );
}
