import type { LucideIcon } from "lucide-react";
import { Radio, RadioGroup } from "react-aria-components";
import "./line-radios.css";

interface LineGroup {
  id: string;
  title: string;
  lines: readonly { id: string; label: string; icon: LucideIcon }[];
}

interface LineRadiosProps {
  label: string;
  groups: readonly LineGroup[];
  value: string;
  onChange: (id: string) => void;
}

/** One of many, as lines under short titles. */
export function LineRadios({ label, groups, value, onChange }: LineRadiosProps) {
  return (
    <RadioGroup aria-label={label} className="line-groups" value={value} onChange={onChange}>
      {groups.map(({ id, title, lines }) => (
        <div key={id} className="line-group">
          <p className="line-title">{title}</p>
          {lines.map(({ id: line, label: name, icon: Icon }) => (
            <Radio key={line} value={line} className="line">
              <Icon className="icon" aria-hidden />
              <span>{name}</span>
            </Radio>
          ))}
        </div>
      ))}
    </RadioGroup>
  );
}
