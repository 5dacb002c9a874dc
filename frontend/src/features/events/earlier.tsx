import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useEvents } from "../../bridge/queries";
import type { EventCard } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useTemplates } from "../../bridge/use-templates";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { yearAfter } from "../../lib/next-day";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Select } from "../../ui/select";
import { useNotes } from "../../ui/toast";
import { CopyDialog } from "./copy-dialog";
import { TemplateRow } from "./template-row";
import "./events.css";

/** Begins an event as another one was: an event of the group, or a template. */
export function Earlier() {
  const t = useMessages();
  const desk = useDesk();
  const { data: events = [] } = useEvents();
  const { data: templates = [] } = useTemplates();
  const [event, setEvent] = useState<EventCard>();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const bring = async () => {
    if (await act.run(() => desk.ImportTemplate())) notes.say(t("copy.imported"));
  };
  return (
    <Card title={t("copy.earlier")}>
      <p className="quiet">{t("copy.earlierNote")}</p>
      {events.length > 0 && (
        <Select
          label={t("copy.fromEvent")}
          placeholder={t("copy.choose")}
          value=""
          choices={events.map(({ id, title, date }) => ({ id, label: `${title} · ${longDate(date)}` }))}
          onChange={(id) => setEvent(events.find((one) => one.id === id))}
        />
      )}
      <h3>{t("copy.templates")}</h3>
      {templates.length === 0 && <p className="quiet">{t("copy.noTemplates")}</p>}
      <ul>
        {templates.map((template) => (
          <TemplateRow key={template.id} template={template} />
        ))}
      </ul>
      <div>
        <Button loudness="quiet" icon={FolderOpen} isDisabled={act.busy} onPress={() => void bring()}>
          {t("copy.import")}
        </Button>
      </div>
      {event && (
        <CopyDialog
          title={t("copy.title", { title: event.title })}
          was={event.title}
          date={yearAfter(event.date)}
          copy={(choice) => desk.CopyEvent(event.id, choice)}
          onClose={() => setEvent(undefined)}
        />
      )}
    </Card>
  );
}
