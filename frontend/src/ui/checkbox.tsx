import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from "react-aria-components";
import "./checkbox.css";

interface CheckboxProps extends Omit<AriaCheckboxProps, "className" | "children"> {
  children: ReactNode;
  /** A line under the words, which describes and does not name. */
  note?: string;
}

export function Checkbox({ children, note, ...rest }: CheckboxProps) {
  const id = useId();
  const names = { "aria-labelledby": `${id}-words`, "aria-describedby": `${id}-note` };
  return (
    <AriaCheckbox {...rest} {...(note !== undefined && names)} className="checkbox">
      <span className="checkbox-box">
        <Check className="checkbox-tick" aria-hidden strokeWidth={3} />
      </span>
      <span className="checkbox-words">
        <span id={`${id}-words`}>{children}</span>
        {note !== undefined && (
          <span id={`${id}-note`} className="checkbox-note">
            {note}
          </span>
        )}
      </span>
    </AriaCheckbox>
  );
}
