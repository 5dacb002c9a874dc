import { useState } from "react";
import type { EventView } from "../bridge/types";
import { useCopies } from "../features/events/use-copies";
import { useBringIn } from "../features/stick/bring-in";
import { useBringPack } from "../features/stick/bring-pack";
import { SaveToStick } from "../features/stick/save-to-stick";
import { TakeData } from "../features/stick/take-data";
import { useMessages } from "../i18n/i18n";
import { MenuButton } from "../ui/menu-button";

/** What can be done with the event as a whole, from every room. */
export function EventTools({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const [saving, setSaving] = useState(false);
  const [taking, setTaking] = useState(false);
  const bringIn = useBringIn();
  const bringPack = useBringPack();
  const copies = useCopies({ id, title: view.title, date: view.doc.date });
  const items = [
    ...copies.items,
    { id: "save", label: t("stick.save") },
    { id: "bring", label: t("stick.bring") },
    { id: "pack", label: t("pack.add") },
    { id: "data", label: t("take.menu") },
  ];
  const choose = (chosen: string) => {
    if (copies.choose(chosen)) return;
    if (chosen === "save") setSaving(true);
    else if (chosen === "pack") bringPack.pick();
    else if (chosen === "data") setTaking(true);
    else bringIn.pick();
  };
  return (
    <div className="event-tools">
      <MenuButton
        quiet
        label={t("stick.menu")}
        items={items}
        isDisabled={bringIn.busy || bringPack.busy}
        onChoose={choose}
      />
      {saving && <SaveToStick id={id} title={view.title} onClose={() => setSaving(false)} />}
      {taking && <TakeData id={id} title={view.title} onClose={() => setTaking(false)} />}
      {copies.dialog}
      {bringIn.dialog}
      {bringPack.dialog}
    </div>
  );
}
