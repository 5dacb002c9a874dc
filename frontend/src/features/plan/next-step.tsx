import { Printer } from "lucide-react";
import { usePrints } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { hush } from "../../ui/toast";
import "./next-step.css";

/** What to do next while nothing is printed: the first poster, which is laid out already. */
export function NextStep({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: prints } = usePrints(id);
  const print = () => {
    hush(); // that the event is made; it would lie over the button that prints
    go({ page: "room", event: id, room: "print" });
  };
  if (!prints || prints.length > 0 || view.days_to_go < 0) return null;
  return (
    <section className="next-step" aria-label={t("begin.next")}>
      <div>
        <p className="next-step-title">{t("begin.next")}</p>
        <p className="next-step-note">{t("begin.nextNote")}</p>
      </div>
      <Button loudness="light" icon={Printer} onPress={print}>
        {t("begin.poster")}
      </Button>
    </section>
  );
}
