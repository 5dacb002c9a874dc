import { Plus } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { CrewShift } from "../../bridge/crew-types";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { SourceList, SourceMark, sourcesOf } from "../../ui/sources";
import { useCrewAct } from "./use-crew-act";

/** Shifts that the activities ask for, offered and not forced. */
export function CrewSuggested({ id, shifts }: { id: string; shifts: readonly CrewShift[] }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useCrewAct(id);
  if (shifts.length === 0) return null;
  const add = (...roles: string[]) => void act.run(() => desk.AddSuggested(id, roles));
  const sources = sourcesOf(shifts.map(({ basis }) => basis));
  return (
    <Card title={t("crew.suggested")}>
      <p className="quiet">{t("crew.suggestedNote")}</p>
      <ul className="crew-suggested">
        {shifts.map(({ role, role_name, from, to, need, basis }) => (
          <li key={role}>
            <span>
              <strong dir="auto">{role_name}</strong>{" "}
              <span>{t("crew.suggestedFor", { need, from, to })}</span>
              <SourceMark sources={sources} source={basis} />
            </span>
            <Button icon={Plus} size="small" isDisabled={act.busy} onPress={() => add(role)}>
              {t("crew.takeOne", { role: role_name })}
            </Button>
          </li>
        ))}
      </ul>
      <SourceList sources={sources} />
      <div>
        <Button isDisabled={act.busy} onPress={() => add()}>
          {t("crew.takeAll", { count: shifts.length })}
        </Button>
      </div>
    </Card>
  );
}
