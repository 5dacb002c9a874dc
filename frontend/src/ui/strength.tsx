import { Meter } from "react-aria-components";
import "./strength.css";

interface StrengthProps {
  label: string;
  /** The strength in words. */
  words: string;
  steps: number;
}

const all = 4;

/** How strong something is, in words and as a bar of four. */
export function Strength({ label, words, steps }: StrengthProps) {
  return (
    <Meter className="strength" aria-label={label} value={steps} maxValue={all} valueLabel={words}>
      <div className="strength-steps" data-steps={steps} aria-hidden>
        {Array.from({ length: all }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have nothing but their place
          <span key={at} data-on={at < steps || undefined} />
        ))}
      </div>
      <p className="quiet">{words}</p>
    </Meter>
  );
}
