import { useState } from "react";
import type { EventView } from "../bridge/types";
import { useBringIn } from "../features/stick/bring-in";
import { SaveToStick } from "../features/stick/save-to-stick";
import { useMessages } from "../i18n/i18n";
import { MenuButton } from "../ui/menu-button";

/** What can be done with the event as a whole, from every room. */
export function EventTools({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const [saving, setSaving] = useState(false);
  const bringIn = useBringIn();
  const items = [
    { id: "save", label: t("stick.save") },
    { id: "bring", label: t("stick.bring") },
  ];
  return (
    <div className="event-tools">
      <MenuButton
        quiet
        label={t("stick.menu")}
        items={items}
        isDisabled={bringIn.busy}
        onChoose={(chosen) => (chosen === "save" ? setSaving(true) : bringIn.pick())}
      />
      {saving && <SaveToStick id={id} title={view.title} onClose={() => setSaving(false)} />}
      {bringIn.dialog}
    </div>
  );
}
