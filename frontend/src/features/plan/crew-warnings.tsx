import { TriangleAlert } from "lucide-react";
import type { CrewWarning } from "../../bridge/crew-types";
import { useMessages } from "../../i18n/i18n";
import { warningWords } from "./crew-words";

/** What is amiss, in a list beside what it is about. */
export function CrewWarnings({ label, warnings }: { label: string; warnings: readonly CrewWarning[] }) {
  const t = useMessages();
  if (warnings.length === 0) return null;
  return (
    <ul className="crew-warnings" aria-label={label}>
      {warnings.map((one) => (
        <li key={`${one.kind} ${one.member} ${one.role} ${one.language} ${one.other} ${one.from}`}>
          <TriangleAlert className="icon" aria-hidden />
          <span>
            {warningWords(t, one)}
            {one.source !== "" && (
              <span className="crew-source">{t("crew.source", { source: one.source })}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
