import type { EventCard } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { MenuButton } from "../../ui/menu-button";
import { useCopies } from "./use-copies";

/** The rarer things to do with an event. */
export function EventMenu({ event, onDelete }: { event: EventCard; onDelete: () => void }) {
  const t = useMessages();
  const copies = useCopies(event);
  return (
    <>
      <MenuButton
        quiet
        label={t("copy.menu", { title: event.title })}
        items={[...copies.items, { id: "delete", label: t("copy.delete") }]}
        onChoose={(item) => copies.choose(item) || onDelete()}
      />
      {copies.dialog}
    </>
  );
}
