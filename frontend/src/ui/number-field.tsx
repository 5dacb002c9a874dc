import { NumberField as AriaNumberField, Input, Label } from "react-aria-components";
import { FieldFoot } from "./field-foot";
import "./field.css";

interface NumberFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  onBlur?: () => void;
  error?: string | undefined;
  min?: number;
  max?: number;
  /** Digits after the point. */
  digits?: number;
  note?: string;
}

/** A number, whole unless it has digits after the point; an emptied field counts as 0, or the least it may be. */
export function NumberField({
  label,
  value,
  onChange,
  onBlur,
  error,
  min = 0,
  max = 100_000,
  digits = 0,
  note,
}: NumberFieldProps) {
  return (
    <AriaNumberField
      className="field"
      value={value}
      minValue={min}
      maxValue={max}
      formatOptions={{ maximumFractionDigits: digits, useGrouping: false }}
      isInvalid={error !== undefined}
      onChange={(next) => onChange(Number.isNaN(next) ? Math.max(min, 0) : next)}
      {...(onBlur && { onBlur })}
    >
      <Label className="field-label">{label}</Label>
      <Input className="field-box" />
      <FieldFoot note={note} error={error} />
    </AriaNumberField>
  );
}
