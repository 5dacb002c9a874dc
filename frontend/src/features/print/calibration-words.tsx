import { Ruler } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { PrinterDialog } from "./printer-dialog";
import type { Room } from "./room";

/** What the sheet is for, and where its numbers go. */
export function CalibrationWords({ room }: { room: Room }) {
  const t = useMessages();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <p className="quiet">{t("print.calibrationWords")}</p>
      <div>
        <Button size="small" icon={Ruler} onPress={() => setAsked(true)}>
          {t("print.printerNumbers")}
        </Button>
      </div>
      {asked && <PrinterDialog room={room} onClose={() => setAsked(false)} />}
    </>
  );
}
