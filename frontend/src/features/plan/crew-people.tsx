import { CalendarPlus, Pencil } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { Crew, CrewMember } from "../../bridge/crew-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { IconButton } from "../../ui/button";
import { useNotes } from "../../ui/toast";
import { CrewWarnings } from "./crew-warnings";
import { helpWords, ofMember } from "./crew-words";

interface CrewPeopleProps {
  id: string;
  crew: Crew;
  onEdit: (member: CrewMember) => void;
}

/** Who helps, with what they can do and how to reach them. */
export function CrewPeople({ id, crew, onEdit }: CrewPeopleProps) {
  const t = useMessages();
  if (crew.members.length === 0) return <p className="quiet">{t("crew.noPeople")}</p>;
  return (
    <ul className="crew-people">
      {crew.members.map((member) => (
        <li key={member.id} className="crew-person">
          <div>
            <strong dir="auto">{member.name}</strong>
            <p className="crew-facts">
              {facts(member).map((fact) => (
                <span key={fact} dir="auto">
                  {fact}
                </span>
              ))}
              <span className="quiet">{helpWords(t, member)}</span>
            </p>
            <CrewWarnings
              label={t("crew.about", { what: member.name })}
              warnings={ofMember(crew.warnings, member.id)}
            />
          </div>
          <div className="crew-person-buttons">
            {member.shifts > 0 && <SaveShifts id={id} member={member} />}
            <IconButton
              icon={Pencil}
              label={t("crew.edit", { what: member.name })}
              onPress={() => onEdit(member)}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

function facts({ role_names, language_names, contact }: CrewMember): string[] {
  return [role_names.join(", "), language_names.join(", "), contact].filter((fact) => fact !== "");
}

function SaveShifts({ id, member }: { id: string; member: CrewMember }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const save = async () => {
    const saved = await act.run(() => desk.SaveMemberCalendar(id, member.id));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <IconButton
      icon={CalendarPlus}
      label={t("crew.calendar", { name: member.name })}
      isDisabled={act.busy}
      onPress={() => void save()}
    />
  );
}
