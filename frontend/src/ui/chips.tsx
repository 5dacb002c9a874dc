import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, CheckboxGroup, Label, Radio, RadioGroup } from "react-aria-components";
import { FieldFoot } from "./field-foot";
import "./field.css";
import "./chips.css";

export interface Choice {
  id: string;
  label: ReactNode;
  /** Language of the label, where it is not the window's. */
  lang?: string;
  /** What a screen reader says instead of the label. */
  spoken?: string;
}

interface GroupProps {
  label: string;
  /** The label is spoken but not shown. */
  quietLabel?: boolean;
  choices: readonly Choice[];
  note?: string | undefined;
  error?: string | undefined;
}

/** One of a few, as a row of chips. */
export function ChipRadios(props: GroupProps & { value: string; onChange: (id: string) => void }) {
  return (
    <RadioGroup
      className="field"
      value={props.value}
      onChange={props.onChange}
      aria-label={props.label}
      orientation="horizontal"
      isInvalid={props.error !== undefined}
    >
      {!props.quietLabel && <Label className="field-label">{props.label}</Label>}
      <div className="chips">
        {props.choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className="chip" {...spoken(choice)}>
            <span lang={choice.lang}>{choice.label}</span>
          </Radio>
        ))}
      </div>
      <FieldFoot note={props.note} error={props.error} />
    </RadioGroup>
  );
}

/** Any of a few, as a row of chips. */
export function ChipChecks(props: GroupProps & { value: string[]; onChange: (ids: string[]) => void }) {
  return (
    <CheckboxGroup
      className="field"
      value={props.value}
      onChange={props.onChange}
      isInvalid={props.error !== undefined}
    >
      <Label className="field-label">{props.label}</Label>
      <div className="chips">
        {props.choices.map((choice) => (
          <AriaCheckbox key={choice.id} value={choice.id} className="chip" {...spoken(choice)}>
            <span lang={choice.lang}>{choice.label}</span>
          </AriaCheckbox>
        ))}
      </div>
      <FieldFoot note={props.note} error={props.error} />
    </CheckboxGroup>
  );
}

function spoken(choice: Choice): { "aria-label"?: string } {
  return choice.spoken === undefined ? {} : { "aria-label": choice.spoken };
}
