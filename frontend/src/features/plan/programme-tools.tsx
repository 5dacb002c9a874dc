import { ListPlus, MoveVertical } from "lucide-react";
import { useState } from "react";
import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { FillDialog } from "./programme-fill";
import { MoveDialog } from "./programme-move";
import "./programme-tools.css";

interface ToolsProps {
  id: string;
  view: EventView;
  /** Saves what is being typed. */
  flush: () => Promise<void>;
}

/** What changes many points at once: each asks first, and can be undone. */
export function ProgrammeTools({ id, view, flush }: ToolsProps) {
  const t = useMessages();
  const [open, setOpen] = useState<"fill" | "move">();
  const show = (which: "fill" | "move") => void flush().then(() => setOpen(which));
  const close = () => setOpen(undefined);
  return (
    <div className="row">
      <Button loudness="quiet" icon={ListPlus} onPress={() => show("fill")}>
        {t("order.fill")}
      </Button>
      {view.doc.programme.length > 0 && (
        <Button loudness="quiet" icon={MoveVertical} onPress={() => show("move")}>
          {t("order.move")}
        </Button>
      )}
      {open === "fill" && <FillDialog id={id} onClose={close} />}
      {open === "move" && <MoveDialog id={id} view={view} onClose={close} />}
    </div>
  );
}
