import { useMessages } from "../i18n/i18n";
import { useSettled } from "../lib/use-settled";
import { Loading } from "./notice";

/** What is over sooner is not worth a line that flashes up. */
const worthSaying = 500;

/** Says that something is under way, once it takes longer than a moment. */
export function Working({ busy }: { busy: boolean }) {
  const t = useMessages();
  const isLong = useSettled(busy, worthSaying);
  return busy && isLong ? <Loading label={t("app.working")} /> : null;
}
