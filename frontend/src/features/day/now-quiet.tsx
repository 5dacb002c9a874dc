import type { Now } from "../../bridge/running-types";
import { clockWords, longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";

/** What there is to say on any other day: when it begins, or that it is over. */
export function NowQuiet({ id, now, date }: { id: string; now: Now; date: string }) {
  const t = useMessages();
  const [first] = now.points;
  if (now.phase === "none" || !first) {
    return (
      <p className="quiet">
        {t("now.none")}{" "}
        <a href={hrefOf({ page: "room", event: id, room: "plan", tab: "programme" })}>{t("now.plan")}</a>
      </p>
    );
  }
  if (now.phase === "after") return <p className="quiet">{t("now.over.all")}</p>;
  return (
    <p className="quiet">
      {t("now.before", { date: longDate(date), time: clockWords(first.planned), title: first.title })}
    </p>
  );
}
