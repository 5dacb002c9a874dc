import { Check, ChevronDown } from "lucide-react";
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components";
import { FieldFoot } from "./field-foot";
import "./field.css";
import "./select.css";

interface SelectProps {
  label: string;
  value: string;
  placeholder: string;
  choices: readonly { id: string; label: string; lang?: string }[];
  onChange: (id: string) => void;
  error?: string | undefined;
  note?: string | undefined;
}

/** One of many, in a list that opens. */
export function Select({ label, value, placeholder, choices, onChange, error, note }: SelectProps) {
  return (
    <AriaSelect
      className="field"
      placeholder={placeholder}
      value={value === "" ? null : value}
      isInvalid={error !== undefined}
      onChange={(key) => key !== null && onChange(String(key))}
    >
      <Label className="field-label">{label}</Label>
      <Button className="field-box select-button">
        <SelectValue className="select-value" />
        <ChevronDown className="icon" aria-hidden />
      </Button>
      <FieldFoot note={note} error={error} />
      <Popover className="select-popover">
        <ListBox className="select-list" items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className="select-item">
              <span lang={choice.lang}>{choice.label}</span>
              <Check className="icon select-tick" aria-hidden />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
