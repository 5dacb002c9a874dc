import type { LucideIcon } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import "./button.css";

/** How loud a button is: one "filled" or "send" at most on a screen. */
type Loudness = "filled" | "send" | "outline" | "quiet" | "warm" | "light";

interface ButtonProps extends Omit<AriaButtonProps, "children" | "className"> {
  children: ReactNode;
  loudness?: Loudness;
  icon?: LucideIcon;
  ref?: Ref<HTMLButtonElement>;
  size?: "usual" | "small" | "large";
}

export function Button({ children, loudness = "outline", icon: Icon, size = "usual", ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className="button" data-loudness={loudness} data-size={size}>
      {Icon && <Icon className="icon" aria-hidden />}
      <span>{children}</span>
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, "children" | "className"> {
  icon: LucideIcon;
  label: string;
}

/** A button that shows only a picture; its label is spoken. */
export function IconButton({ icon: Icon, label, ...rest }: IconButtonProps) {
  return (
    <AriaButton {...rest} aria-label={label} className="icon-button">
      <Icon className="icon" aria-hidden />
    </AriaButton>
  );
}
