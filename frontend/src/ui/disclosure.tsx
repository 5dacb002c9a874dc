import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Disclosure as AriaDisclosure, Button, DisclosurePanel } from "react-aria-components";
import "./disclosure.css";

/** More to see, on request. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <AriaDisclosure className="disclosure">
      <Button slot="trigger" className="disclosure-button">
        <ChevronRight className="icon disclosure-arrow" aria-hidden />
        {label}
      </Button>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </AriaDisclosure>
  );
}
