import { ProgressBar } from "react-aria-components";
import "./progress.css";

interface ProgressProps {
  label: string;
  /** What is under way now, under the bar. */
  note: string;
  done: number;
  /** 0 where nobody knows how much there is. */
  all: number;
}

/** How far something long is. */
export function Progress({ label, note, done, all }: ProgressProps) {
  return (
    <ProgressBar
      className="progress"
      aria-label={label}
      value={done}
      maxValue={Math.max(all, 1)}
      isIndeterminate={all === 0}
    >
      {({ percentage, isIndeterminate }) => (
        <>
          <div className="progress-bar">
            <div
              className="progress-done"
              data-unknown={isIndeterminate || undefined}
              style={isIndeterminate ? undefined : { inlineSize: `${percentage ?? 0}%` }}
            />
          </div>
          <p className="quiet progress-note">{note}</p>
        </>
      )}
    </ProgressBar>
  );
}
