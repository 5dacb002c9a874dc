import { CalendarPlus } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import type { Crew, CrewShift } from "../../bridge/crew-types";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { type CrewDay, daysOf } from "./crew-grid";
import { CrewShiftRow } from "./crew-shift-row";
import { CrewWarnings } from "./crew-warnings";
import { ofAll, openShifts } from "./crew-words";

interface CrewShiftsProps {
  id: string;
  crew: Crew;
  onEdit: (shift: CrewShift) => void;
  onAdd: () => void;
  /** What else can be done with all of them. */
  children: ReactNode;
}

/** The shifts, each day on a scale of its hours. */
export function CrewShifts({ id, crew, onEdit, onAdd, children }: CrewShiftsProps) {
  const t = useMessages();
  return (
    <Card title={t("crew.shifts")} note={t("crew.shiftCount", { count: crew.shifts.length })}>
      <CrewWarnings
        label={t("crew.missing")}
        warnings={ofAll(crew.warnings)}
        first={openShifts(t, crew.warnings, crew.shifts)}
      />
      {crew.shifts.length === 0 && <p className="quiet">{t("crew.noShifts")}</p>}
      {daysOf(crew.shifts).map((day) => (
        <CrewDayRows key={day.date} id={id} crew={crew} day={day} onEdit={onEdit} />
      ))}
      <div className="crew-actions">
        <Button icon={CalendarPlus} onPress={onAdd}>
          {t("crew.addShift")}
        </Button>
        {children}
      </div>
    </Card>
  );
}

interface CrewDayProps {
  id: string;
  crew: Crew;
  day: CrewDay;
  onEdit: (shift: CrewShift) => void;
}

function CrewDayRows({ id, crew, day, onEdit }: CrewDayProps) {
  return (
    <section aria-label={longDate(day.date)} className="crew-day">
      <h3>{longDate(day.date)}</h3>
      <div className="crew-hours" aria-hidden>
        {day.hours.map((hour, i) => (
          <span key={hour} style={{ "--start": `${(i / (day.hours.length - 1)) * 100}%` } as CSSProperties}>
            {hour}
          </span>
        ))}
      </div>
      <ul>
        {day.shifts.map((placed) => (
          <CrewShiftRow key={placed.shift.id} id={id} crew={crew} placed={placed} onEdit={onEdit} />
        ))}
      </ul>
    </section>
  );
}
