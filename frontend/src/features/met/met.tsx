import { GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { useConflicts } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { Badge } from "../../ui/badge";
import { MetDialog } from "./met-dialog";

/** A quiet word that two laptops changed the same things; it leads to the list. */
export function Met({ id }: { id: string }) {
  const t = useMessages();
  const { data: conflicts = [] } = useConflicts(id);
  const [open, setOpen] = useState(false);
  return (
    <>
      {conflicts.length > 0 && (
        <Badge icon={GitCompareArrows} onPress={() => setOpen(true)}>
          {t("met.badge", { count: conflicts.length })}
        </Badge>
      )}
      {open && <MetDialog id={id} conflicts={conflicts} onClose={() => setOpen(false)} />}
    </>
  );
}
