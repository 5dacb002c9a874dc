import { TriangleAlert } from "lucide-react";
import type { CrewWarning } from "../../bridge/crew-types";
import { useMessages } from "../../i18n/i18n";
import { openRoles, warningWords } from "./crew-words";

interface CrewWarningsProps {
  label: string;
  warnings: readonly CrewWarning[];
  /** A sentence about several of them, which comes first; "" for none. */
  first?: string;
}

/** What is amiss, in a list beside what it is about. */
export function CrewWarnings({ label, warnings, first = "" }: CrewWarningsProps) {
  const t = useMessages();
  if (warnings.length === 0 && first === "") return null;
  const roles = openRoles(t, warnings);
  return (
    <ul className="crew-warnings" aria-label={label}>
      {first !== "" && <Warning words={first} source="" />}
      {roles !== "" && <Warning words={roles} source="" />}
      {warnings.map(
        (one) =>
          one.kind !== "role" && (
            <Warning
              key={`${one.kind} ${one.member} ${one.language} ${one.other} ${one.from}`}
              words={warningWords(t, one)}
              source={one.source}
            />
          ),
      )}
    </ul>
  );
}

function Warning({ words, source }: { words: string; source: string }) {
  const t = useMessages();
  return (
    <li>
      <TriangleAlert className="icon" aria-hidden />
      <span>
        {words}
        {source !== "" && <span className="crew-source">{t("crew.source", { source })}</span>}
      </span>
    </li>
  );
}
