import { useToday } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { Disclosure } from "../../ui/disclosure";
import { Today } from "./today";

/** What is due over all events, on the list of events: closed until somebody asks, gone while nothing is. */
export function TodayCard() {
  const t = useMessages();
  const { data } = useToday();
  if (!data || data.now.length + data.week.length === 0) return null;
  return (
    <Disclosure
      label={t("today.title")}
      note={t("today.note", { now: data.now.length, week: data.week.length })}
    >
      <Today />
    </Disclosure>
  );
}
