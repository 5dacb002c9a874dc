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
import { useAnswer } from "./use-answer";

/** What the kit itself does where people are at risk; quiet mode is switched here. */
export function DoorQuiet({ id, plan }: { id: string; plan: DoorPlan }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const own = useAnswer({ choice: plan.quiet, words: plan.area }, (quiet, area) =>
    act.run(() => desk.SetQuiet(id, quiet, area)),
  );
  return (
    <Card title={t("door.kit")} note={t(plan.quiet ? "door.quietOn" : "door.quietOff")}>
      <Checkbox isSelected={plan.quiet} onChange={own.choose} note={t("door.quietNote")}>
        {t("door.quiet")}
      </Checkbox>
      {plan.quiet && (
        <TextField
          label={t("door.area")}
          note={t("door.areaNote")}
          value={own.words}
          onChange={own.type}
          onBlur={own.leave}
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
