import { X } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { PrintChoices, PrinterItem } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { IconButton } from "../../ui/button";
import { useRefusal } from "../../ui/toast";

interface PrinterListProps {
  printers: readonly PrinterItem[];
  show: (choices: PrintChoices) => void;
}

/** The printers that were set straight, each with a way to forget it. */
export function PrinterList({ printers, show }: PrinterListProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const drop = async (name: string) => {
    const choices = await act.run(() => desk.DropPrinter(name));
    if (choices) show(choices);
  };
  if (printers.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="print-printers">
      <h3 id="print-printers">{t("print.printers")}</h3>
      <ul>
        {printers.map(({ name, x_mm, y_mm }) => (
          <li key={name} className="print-printer">
            <span>
              {name} <span className="quiet">{t("print.printerMoved", { x: x_mm, y: y_mm })}</span>
            </span>
            <IconButton
              icon={X}
              label={t("print.printerDrop", { name })}
              isDisabled={act.busy}
              onPress={() => void drop(name)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
