import { NumberField as AriaNumberField, FieldError, Input, Label } from "react-aria-components";
import "./field.css";

interface NumberFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  onBlur?: () => void;
  error?: string | undefined;
  min?: number;
  max?: number;
}

/** A whole number; an emptied field counts as the least it may be. */
export function NumberField({
  label,
  value,
  onChange,
  onBlur,
  error,
  min = 0,
  max = 100_000,
}: NumberFieldProps) {
  return (
    <AriaNumberField
      className="field"
      value={value}
      minValue={min}
      maxValue={max}
      formatOptions={{ maximumFractionDigits: 0, useGrouping: false }}
      isInvalid={error !== undefined}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
      {...(onBlur && { onBlur })}
    >
      <Label className="field-label">{label}</Label>
      <Input className="field-box" />
      <FieldError className="field-error">{error}</FieldError>
    </AriaNumberField>
  );
}
