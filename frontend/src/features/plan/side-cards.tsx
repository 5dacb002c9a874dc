import { Accessibility, Clock, Languages, type LucideIcon, MapPin, Users } from "lucide-react";
import { useChoices } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";

/** What stays in view beside the plan. */
export function SideCards({ view }: { view: EventView }) {
  return (
    <div className="stack">
      <DaysToGo view={view} />
      <AtAGlance view={view} />
      <Compact view={view} />
    </div>
  );
}

function DaysToGo({ view }: { view: EventView }) {
  const t = useMessages();
  const days = view.days_to_go;
  const words =
    days === 0
      ? t("plan.itIsToday")
      : t(days > 0 ? "plan.daysToGo" : "plan.daysPast", { days: Math.abs(days) });
  return (
    <Card tone="dark">
      <div>
        <p className="days-number">{Math.abs(days)}</p>
        <p className="days-words">{words}</p>
        <p className="quiet">{t("plan.needYou", { count: view.tasks_due })}</p>
        {days >= 0 && view.schedule.ready && <p>{t("task.ready")}</p>}
      </div>
    </Card>
  );
}

function AtAGlance({ view }: { view: EventView }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const { doc, attendance } = view;
  const access = doc.venue.access.map((id) => choices?.access.find((one) => one.id === id)?.label ?? id);
  return (
    <Card title={t("plan.glance")}>
      <dl className="glance">
        <Fact icon={MapPin} label={t("plan.glancePlace")} value={view.place} />
        <Fact icon={Clock} label={t("plan.glanceTime")} value={view.time_words} />
        <Fact
          icon={Users}
          label={t("plan.glancePeople")}
          value={t("plan.expectedSigned", { expected: doc.expected, signedUp: attendance.signed_up })}
        />
        <Fact
          icon={Languages}
          label={t("plan.glanceLanguages")}
          value={view.languages.map((language) => language.name).join(", ")}
        />
        <Fact icon={Accessibility} label={t("plan.glanceAccess")} value={access.join(", ")} />
      </dl>
    </Card>
  );
}

function Fact({ icon: Icon, label, value }: { icon: LucideIcon; label: string; value: string }) {
  if (value === "") return null;
  return (
    <div className="fact">
      <dt>
        <Icon className="icon" aria-hidden />
        <span className="hidden-text">{label}</span>
      </dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
}

function Compact({ view }: { view: EventView }) {
  const t = useMessages();
  if (view.objectives.length === 0) {
    return (
      <Card title={t("plan.compact")}>
        <p className="quiet">{t("plan.compactNone")}</p>
      </Card>
    );
  }
  return (
    <Card title={t("plan.compact")}>
      <div className="quiet stack">
        <p>{t("plan.compactWords", { count: view.objectives.length })}</p>
        <ul className="stack">
          {view.objectives.map(({ number, title }) => (
            <li key={number}>{t("plan.compactItem", { number, title })}</li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
