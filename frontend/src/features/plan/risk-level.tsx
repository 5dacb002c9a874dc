import type { RiskLevel } from "../../bridge/risk-types";
import { useMessages } from "../../i18n/i18n";
import "./risks.css";

const levels = ["low", "medium", "high", "very-high"] as const;

/** A level as bars that climb and in words; the colour only repeats them. */
export function LevelMark({ level }: { level: RiskLevel }) {
  const t = useMessages();
  const rank = level === "" ? 0 : levels.indexOf(level) + 1;
  return (
    <span className="risk-level" data-rank={rank}>
      <svg viewBox="0 0 28 16" className="risk-bars" aria-hidden="true">
        {levels.map((one, index) => {
          const height = 4.5 + 3.5 * index;
          const place = { x: 0.5 + 7 * index, y: 15.5 - height, width: 5, height };
          return <rect key={one} {...place} data-filled={index < rank || undefined} />;
        })}
      </svg>
      {t(level === "" ? "risks.level.none" : `risks.level.${level}`)}
    </span>
  );
}
