import { useMessages } from "../i18n/i18n";
import "./sources.css";

/** Gives the sources of a list their numbers, in the order in which they are first named. */
export function sourcesOf(lines: readonly string[]): string[] {
  return [...new Set(lines.filter((source) => source !== ""))];
}

interface SourceMarkProps {
  sources: readonly string[];
  source: string;
  /** Also where there is one source, since not all lines have one. */
  always?: boolean;
}

/**
 * The small number beside a line that leads to its source below the list; nothing where the whole list has
 * one source, which is then said once.
 */
export function SourceMark({ sources, source, always = false }: SourceMarkProps) {
  const t = useMessages();
  const number = sources.indexOf(source) + 1;
  if (number === 0 || (sources.length < 2 && !always)) return null;
  return (
    <sup className="source-mark" title={source}>
      <span className="hidden-text"> {t("sources.mark", { number })}</span>
      <span aria-hidden>{number}</span>
    </sup>
  );
}

interface SourceListProps {
  sources: readonly string[];
  /** Where lines without a number are from; nothing where each line has one. */
  rest?: string | undefined;
}

/** Says once, below a list, where its lines are from. */
export function SourceList({ sources, rest }: SourceListProps) {
  const t = useMessages();
  const all = sources.length > 0 ? sources[0] : rest;
  if (all === undefined) return null;
  if (sources.length + (rest === undefined ? 0 : 1) === 1)
    return <p className="quiet source-list">{t("sources.all", { source: all })}</p>;
  return (
    <div className="quiet source-list">
      <p>{rest === undefined ? t("sources.list") : t("sources.rest", { source: rest })}</p>
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
