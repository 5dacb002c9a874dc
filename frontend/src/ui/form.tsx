import type { ReactNode } from "react";
import { Form as AriaForm } from "react-aria-components";

/** Groups fields so that Enter in any of them submits. */
export function Form({
  onSubmit,
  children,
  className = "",
}: {
  onSubmit: () => void;
  children: ReactNode;
  className?: string;
}) {
  return (
    <AriaForm
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </AriaForm>
  );
}
