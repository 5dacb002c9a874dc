import type { NowPoint } from "../../bridge/running-types";
import { clockWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { MenuButton } from "../../ui/menu-button";
import type { Running } from "./use-running";

/** The whole running order; each point can be said to begin now, or be left out. */
export function NowPoints({ points, running }: { points: readonly NowPoint[]; running: Running }) {
  const t = useMessages();
  const items = [
    { id: "begin", label: t("now.menu.begin") },
    { id: "skip", label: t("now.menu.skip") },
  ];
  return (
    <ul className="now-points">
      {points.map((point) => (
        <li key={point.key} className="now-point" data-skipped={point.skipped || undefined}>
          <span className="now-time">{clockWords(point.planned)}</span>
          <span className="now-words">
            <bdi>{point.title}</bdi>
            {point.began && (
              <span className="quiet"> {t("now.began", { time: clockWords(point.begins) })}</span>
            )}
            {point.skipped && <span className="quiet"> {t("now.skipped")}</span>}
          </span>
          <MenuButton
            quiet
            label={t("now.menu", { title: point.title })}
            items={items}
            isDisabled={running.busy}
            onChoose={(what) => void (what === "skip" ? running.skip(point) : running.begin(point))}
          />
        </li>
      ))}
    </ul>
  );
}
