import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import "./badge.css";

interface BadgeProps {
  icon: LucideIcon;
  onPress: () => void;
  children: ReactNode;
}

/** A quiet word that leads to more. */
export function Badge({ icon: Icon, onPress, children }: BadgeProps) {
  return (
    <Button className="badge" onPress={onPress}>
      <Icon className="icon" aria-hidden />
      <span>{children}</span>
    </Button>
  );
}
