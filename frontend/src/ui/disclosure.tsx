import { ChevronRight, CircleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Disclosure as AriaDisclosure, Button, DisclosurePanel } from "react-aria-components";
import "./disclosure.css";

interface DisclosureProps {
  label: string;
  /** What is chosen inside, for those who leave it closed. */
  note?: string;
  /** Something inside needs a look: it opens by itself, and can still be closed. */
  trouble?: boolean;
  children: ReactNode;
}

/** More to see, on request. */
export function Disclosure({ label, note, trouble = false, children }: DisclosureProps) {
  const [asked, setAsked] = useState<boolean>();
  return (
    <AriaDisclosure className="disclosure" isExpanded={asked ?? trouble} onExpandedChange={setAsked}>
      <Button slot="trigger" className="disclosure-button">
        <ChevronRight className="icon disclosure-arrow" aria-hidden />
        <span className="disclosure-label">{label}</span>
        {trouble && <CircleAlert className="icon disclosure-trouble" aria-hidden />}
        {note !== undefined && " "}
        {note !== undefined && <span className="disclosure-note">{note}</span>}
      </Button>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </AriaDisclosure>
  );
}
