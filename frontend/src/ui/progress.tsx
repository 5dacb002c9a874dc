import { ProgressBar } from "react-aria-components";
import "./progress.css";

interface ProgressProps {
  label: string;
  /** What is under way now, under the bar. */
  note: string;
  done: number;
  all: number;
}

/** How far something long is. */
export function Progress({ label, note, done, all }: ProgressProps) {
  return (
    <ProgressBar className="progress" aria-label={label} value={done} maxValue={Math.max(all, 1)}>
      {({ percentage = 0 }) => (
        <>
          <div className="progress-bar">
            <div className="progress-done" style={{ inlineSize: `${percentage}%` }} />
          </div>
          <p className="quiet progress-note">{note}</p>
        </>
      )}
    </ProgressBar>
  );
}
