import { Ruler } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { Select } from "../../ui/select";
import { PrinterDialog } from "./printer-dialog";
import type { Room } from "./room";

/** No printer may be called so. */
const none = "-";

/** For which printer the page is moved into place. */
export function PrinterPanel({ room }: { room: Room }) {
  const t = useMessages();
  const [asked, setAsked] = useState(false);
  const { choices, choice, change } = room;
  const known = choices.printers.some(({ name }) => name === choice.printer);
  return (
    <Disclosure label={t("print.printer")} {...(known && { note: choice.printer })}>
      <div className="stack panel">
        <Select
          label={t("print.printerWhich")}
          placeholder={t("print.printerNone")}
          value={known ? choice.printer : none}
          choices={[
            { id: none, label: t("print.printerNone") },
            ...choices.printers.map(({ name }) => ({ id: name, label: name })),
          ]}
          onChange={(printer) => change({ printer: printer === none ? "" : printer })}
          note={t("print.printerNote")}
        />
        <div>
          <Button size="small" icon={Ruler} onPress={() => setAsked(true)}>
            {t("print.printerSet")}
          </Button>
        </div>
        {asked && <PrinterDialog room={room} onClose={() => setAsked(false)} />}
      </div>
    </Disclosure>
  );
}
