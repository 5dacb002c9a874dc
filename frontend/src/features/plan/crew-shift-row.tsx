import { Pencil } from "lucide-react";
import type { CSSProperties } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Crew, CrewMember, CrewShift } from "../../bridge/crew-types";
import { useMessages } from "../../i18n/i18n";
import { IconButton } from "../../ui/button";
import { FieldGroup } from "../../ui/field-group";
import { Select } from "../../ui/select";
import { TagList } from "../../ui/tag-list";
import type { Placed } from "./crew-grid";
import { CrewWarnings } from "./crew-warnings";
import { ofShift } from "./crew-words";
import { useCrewAct } from "./use-crew-act";

interface CrewShiftRowProps {
  id: string;
  crew: Crew;
  placed: Placed;
  onEdit: (shift: CrewShift) => void;
}

/** One shift: what and when, who takes it, and what is amiss. */
export function CrewShiftRow({ id, crew, placed, onEdit }: CrewShiftRowProps) {
  const t = useMessages();
  const { shift, start, length } = placed;
  const { role_name: role, from, to } = shift;
  const words = t("crew.shiftAt", { role, from, to });
  const bar = { "--start": `${start}%`, "--length": `${length}%` } as CSSProperties;
  return (
    <li className="crew-shift">
      <div className="crew-shift-head">
        <strong dir="auto">{role}</strong>
        <span dir="ltr">
          {from}–{to}
        </span>
        <Filled have={shift.who.length} need={shift.need} />
        <IconButton icon={Pencil} label={t("crew.edit", { what: words })} onPress={() => onEdit(shift)} />
      </div>
      <div className="crew-track" aria-hidden>
        <span style={bar} data-full={shift.who.length >= shift.need || undefined} />
      </div>
      <WhoTakesIt id={id} crew={crew} shift={shift} words={words} />
      <CrewWarnings label={t("crew.about", { what: words })} warnings={ofShift(crew.warnings, shift.id)} />
    </li>
  );
}

function Filled({ have, need }: { have: number; need: number }) {
  const t = useMessages();
  if (have >= need) return <span className="quiet">{t("crew.filled", { have, need })}</span>;
  return <strong className="crew-lacks">{t("crew.lacks", { have, need, missing: need - have })}</strong>;
}

interface WhoTakesItProps {
  id: string;
  crew: Crew;
  shift: CrewShift;
  /** What and when: the name of the group of its fields. */
  words: string;
}

function WhoTakesIt({ id, crew, shift, words }: WhoTakesItProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useCrewAct(id);
  const assign = (who: string, on: boolean) => void act.run(() => desk.Assign(id, shift.id, who, on));
  const names = new Map(crew.members.map((one) => [one.id, one.name]));
  const others = byRole(crew.members, shift).filter((one) => !shift.who.includes(one.id));
  return (
    <FieldGroup className="crew-who" label={words}>
      <TagList
        label={t("crew.takenBy")}
        empty={t("crew.nobody")}
        tags={shift.who.map((who) => ({ id: who, label: names.get(who) ?? t("crew.stranger") }))}
        removeLabel={(name) => t("crew.takeFrom", { name })}
        onRemove={(who) => assign(who, false)}
      />
      {others.length > 0 && (
        <Select
          label={t("crew.giveTo")}
          placeholder={t("crew.choose")}
          value=""
          choices={others.map(({ id: who, name, role_names }) => ({
            id: who,
            label:
              role_names.length === 0 ? name : t("crew.nameRoles", { name, roles: role_names.join(", ") }),
          }))}
          onChange={(who) => assign(who, true)}
        />
      )}
    </FieldGroup>
  );
}

/** Those who can do it first. */
function byRole(members: readonly CrewMember[], { role }: CrewShift): CrewMember[] {
  return [
    ...members.filter(({ roles }) => roles.includes(role)),
    ...members.filter(({ roles }) => !roles.includes(role)),
  ];
}
