import { type CSSProperties, type KeyboardEvent, type MouseEvent, useRef } from "react";
import "./field.css";
import "./focus-picker.css";

interface Point {
  x: number;
  y: number;
}

interface FocusPickerProps {
  label: string;
  note: string;
  acrossLabel: string;
  downLabel: string;
  url: string;
  alt: string;
  /** In whole percent of the picture from its top left. */
  value: Point;
  onChange: (value: Point) => void;
}

/** The point of a picture to keep in view: by a click on it, or by the arrow keys (with Shift in large steps). */
export function FocusPicker({ label, note, url, alt, value, onChange, ...names }: FocusPickerProps) {
  const across = useRef<HTMLInputElement>(null);
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onChange({
      x: percent((event.clientX - box.x) / box.width),
      y: percent((event.clientY - box.y) / box.height),
    });
    across.current?.focus();
  };
  return (
    <fieldset className="field focus-picker">
      <legend className="field-label">{label}</legend>
      {/* A picture's left stays left, whichever way the words run. */}
      <div className="focus-frame" dir="ltr" style={place(value)}>
        <Slider ref={across} label={names.acrossLabel} axis="x" value={value} onChange={onChange} />
        <Slider label={names.downLabel} axis="y" value={value} onChange={onChange} />
        <img className="focus-picture" src={url} alt={alt} />
        <span className="focus-mark" />
        {/* For the pointer alone: the sliders are for everyone else. */}
        <button type="button" className="focus-pointer" tabIndex={-1} aria-hidden onClick={click} />
      </div>
      <p className="field-note">{note}</p>
    </fieldset>
  );
}

interface SliderProps {
  ref?: React.Ref<HTMLInputElement>;
  label: string;
  axis: "x" | "y";
  value: Point;
  onChange: (value: Point) => void;
}

function Slider({ ref, label, axis, value, onChange }: SliderProps) {
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    onChange({ x: within(value.x + step.x * far), y: within(value.y + step.y * far) });
  };
  return (
    <input
      {...(ref && { ref })}
      type="range"
      className="hidden-text focus-slider"
      aria-label={label}
      aria-orientation={axis === "x" ? "horizontal" : "vertical"}
      min={0}
      max={100}
      value={value[axis]}
      onKeyDown={press}
      onChange={(event) => onChange({ ...value, [axis]: Number(event.target.value) })}
    />
  );
}

const steps: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function within(value: number): number {
  return Math.min(100, Math.max(0, value));
}

function percent(share: number): number {
  return within(Math.round(share * 100));
}

function place({ x, y }: Point): CSSProperties {
  return { "--across": `${x}%`, "--down": `${y}%` } as CSSProperties;
}
