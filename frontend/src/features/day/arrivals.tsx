import type { Attendance } from "../../bridge/types";
import { clockWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Disclosure } from "../../ui/disclosure";

type Quarters = Attendance["by_quarter"];

/** When people came: bars for the eye, the same numbers as a table on request. */
export function Arrivals({ quarters }: { quarters: Quarters }) {
  const t = useMessages();
  return (
    <Card title={t("day.arrivals")}>
      {quarters.length === 0 ? (
        <p className="quiet">{t("day.arrivalsNone")}</p>
      ) : (
        <>
          <Bars quarters={quarters} />
          <Disclosure label={t("day.asTable")}>
            <ArrivalsTable quarters={quarters} />
          </Disclosure>
        </>
      )}
    </Card>
  );
}

/** The latest quarters that fit; empty ones between them are shown as gaps. */
const barsShown = 8;

function Bars({ quarters }: { quarters: Quarters }) {
  const all = filled(quarters).slice(-barsShown);
  const most = Math.max(...all.map((quarter) => quarter.count), 1);
  return (
    <div className="bars" aria-hidden="true">
      {all.map(({ at, count }) => (
        <div key={at} className="bar-slot">
          <span className="bar-count">{count === 0 ? "" : count}</span>
          <div className="bar" style={{ blockSize: `${(count / most) * 72}px` }} />
          <span className="bar-time">{clockWords(at).replace(/ .*/, "")}</span>
        </div>
      ))}
    </div>
  );
}

function ArrivalsTable({ quarters }: { quarters: Quarters }) {
  const t = useMessages();
  return (
    <table className="arrivals-table">
      <caption className="hidden-text">{t("day.arrivalsBy")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("day.from")}</th>
          <th scope="col">{t("day.count")}</th>
        </tr>
      </thead>
      <tbody>
        {quarters.map(({ at, count }) => (
          <tr key={at}>
            <th scope="row">{clockWords(at)}</th>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const quarter = 15;
const dayMinutes = 24 * 60;

/** Every quarter of an hour from the first arrival to the last, over midnight too. */
function filled(quarters: Quarters): Quarters {
  const [first] = quarters;
  const last = quarters.at(-1);
  if (!first || !last) return [];
  const counts = new Map(quarters.map(({ at, count }) => [at, count]));
  const start = minutesOf(first.at);
  const span = (minutesOf(last.at) - start + dayMinutes) % dayMinutes;
  return Array.from({ length: Math.floor(span / quarter) + 1 }, (_, step) => {
    const at = timeOf((start + step * quarter) % dayMinutes);
    return { at, count: counts.get(at) ?? 0 };
  });
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
