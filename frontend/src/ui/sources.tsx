import { useMessages } from "../i18n/i18n";
import "./sources.css";

/** Gives the sources of a list their numbers, in the order in which they are first named. */
export function sourcesOf(lines: readonly string[]): string[] {
  return [...new Set(lines.filter((source) => source !== ""))];
}

/**
 * The small number beside a line that leads to its source below the list; nothing where the whole list has
 * one source, which is then said once.
 */
export function SourceMark({ sources, source }: { sources: readonly string[]; source: string }) {
  const t = useMessages();
  const number = sources.indexOf(source) + 1;
  if (number === 0 || sources.length < 2) return null;
  return (
    <sup className="source-mark" title={source}>
      <span className="hidden-text"> {t("sources.mark", { number })}</span>
      <span aria-hidden>{number}</span>
    </sup>
  );
}

/** Says once, below a list, where its lines are from. */
export function SourceList({ sources }: { sources: readonly string[] }) {
  const t = useMessages();
  const [first] = sources;
  if (first === undefined) return null;
  if (sources.length === 1) return <p className="quiet source-list">{t("sources.all", { source: first })}</p>;
  return (
    <div className="quiet source-list">
      <p>{t("sources.list")}</p>
      <ol>
        {sources.map((source) => (
          <li key={source}>
            <bdi>{source}</bdi>
          </li>
        ))}
      </ol>
    </div>
  );
}
