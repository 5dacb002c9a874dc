import type { ReactNode } from "react";
import { Group } from "react-aria-components";
import "./field-group.css";

interface FieldGroupProps {
  /** Spoken before the fields, which are called alike in each group. */
  label: string;
  className: string;
  children: ReactNode;
}

/** Fields that belong together. */
export function FieldGroup({ label, className, children }: FieldGroupProps) {
  return (
    <Group aria-label={label} className={`field-group ${className}`}>
      {children}
    </Group>
  );
}
