import type { LucideIcon } from "lucide-react";
import { Button } from "react-aria-components";
import "./nav-button.css";

interface NavButtonProps {
  icon: LucideIcon;
  label: string;
  /** The keys that do the same. */
  keys: string;
  onPress: () => void;
}

/** A thing to do that stands among the rooms. */
export function NavButton({ icon: Icon, label, keys, onPress }: NavButtonProps) {
  return (
    <Button className="nav-link nav-button" onPress={onPress}>
      <Icon className="icon" aria-hidden />
      <span className="nav-label">{label}</span>
      <kbd className="nav-keys" aria-hidden>
        {keys}
      </kbd>
    </Button>
  );
}
