import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { EventCard } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { yearAfter } from "../../lib/next-day";
import { MenuButton } from "../../ui/menu-button";
import { CopyDialog } from "./copy-dialog";
import { TemplateDialog } from "./template-dialog";

/** The rarer things to do with an event. */
export function EventMenu({ event, onDelete }: { event: EventCard; onDelete: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const [doing, setDoing] = useState("");
  const close = () => setDoing("");
  return (
    <>
      <MenuButton
        quiet
        label={t("copy.menu", { title: event.title })}
        items={[
          { id: "copy", label: t("copy.copy") },
          { id: "template", label: t("copy.template") },
          { id: "delete", label: t("copy.delete") },
        ]}
        onChoose={(id) => (id === "delete" ? onDelete() : setDoing(id))}
      />
      {doing === "copy" && (
        <CopyDialog
          title={t("copy.title", { title: event.title })}
          was={event.title}
          date={yearAfter(event.date)}
          copy={(choice) => desk.CopyEvent(event.id, choice)}
          onClose={close}
        />
      )}
      {doing === "template" && (
        <TemplateDialog
          title={t("copy.templateTitle", { title: event.title })}
          note={t("copy.templateNote")}
          name={event.title}
          save={(name) => desk.SaveTemplate(event.id, name)}
          onClose={close}
        />
      )}
    </>
  );
}
