import { Printer, UserPlus } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Crew, CrewMember, CrewShift } from "../../bridge/crew-types";
import { plainRequest } from "../../bridge/print-types";
import type { EventView } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useCrew } from "../../bridge/use-crew";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { useNotes } from "../../ui/toast";
import { CrewMemberDialog } from "./crew-member-dialog";
import { CrewPeople } from "./crew-people";
import { CrewShiftDialog } from "./crew-shift-dialog";
import { CrewShifts } from "./crew-shifts";
import { CrewSuggested } from "./crew-suggested";
import { Waiting } from "./waiting";
import "./crew.css";

/** Who helps, when, and what is amiss with it. */
export function CrewTab({ id, view }: { id: string; view: EventView }) {
  const crew = useCrew(id);
  const [member, setMember] = useState<CrewMember | "new">();
  const [shift, setShift] = useState<CrewShift | "new">();
  if (!crew.data) return <Waiting error={crew.error} />;
  const data = crew.data;
  return (
    <div className="stack crew-room">
      {data.members.length === 0 && data.shifts.length === 0 && <CrewEmpty />}
      <CrewShifts id={id} crew={data} onEdit={setShift} onAdd={() => setShift("new")}>
        {data.shifts.length > 0 && <PrintRota id={id} lang={view.doc.languages[0] ?? "en"} />}
      </CrewShifts>
      <CrewSuggested id={id} shifts={data.suggested} />
      <PeopleCard id={id} crew={data} onEdit={setMember} />
      {member && (
        <CrewMemberDialog id={id} member={member} roles={data.roles} onClose={() => setMember(undefined)} />
      )}
      {shift && (
        <CrewShiftDialog
          id={id}
          shift={shift}
          roles={data.roles}
          doc={view.doc}
          onClose={() => setShift(undefined)}
        />
      )}
    </div>
  );
}

function CrewEmpty() {
  const t = useMessages();
  return (
    <Card title={t("crew.empty")} tone="warm">
      <p>{t("crew.emptyNote")}</p>
    </Card>
  );
}

interface PeopleCardProps {
  id: string;
  crew: Crew;
  onEdit: (member: CrewMember | "new") => void;
}

function PeopleCard({ id, crew, onEdit }: PeopleCardProps) {
  const t = useMessages();
  return (
    <Card title={t("crew.people")} note={t("crew.count", { count: crew.members.length })}>
      <CrewPeople id={id} crew={crew} onEdit={onEdit} />
      <div>
        <Button icon={UserPlus} onPress={() => onEdit("new")}>
          {t("crew.addPerson")}
        </Button>
      </div>
    </Card>
  );
}

function PrintRota({ id, lang }: { id: string; lang: string }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  return (
    <Button
      icon={Printer}
      isDisabled={act.busy}
      onPress={() => void act.run(() => desk.OpenPrint(id, { ...plainRequest("rota"), lang }))}
    >
      {t("crew.print")}
    </Button>
  );
}
