import { ChevronDown, EllipsisVertical } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import "./button.css";
import "./select.css";

interface MenuButtonProps {
  /** The button shows only an arrow, or three dots where it is quiet; its label is spoken. */
  label: string;
  quiet?: boolean;
  items: readonly { id: string; label: string }[];
  onChoose: (id: string) => void;
  isDisabled?: boolean;
}

/** The rarer things to do, in a menu that opens. */
export function MenuButton({ label, items, onChoose, isDisabled = false, quiet = false }: MenuButtonProps) {
  const Icon = quiet ? EllipsisVertical : ChevronDown;
  return (
    <MenuTrigger>
      <Button
        className={quiet ? "icon-button" : "button"}
        data-loudness="outline"
        aria-label={label}
        isDisabled={isDisabled}
      >
        <Icon className="icon" aria-hidden />
      </Button>
      <Popover className="select-popover" placement="bottom end">
        <Menu className="select-list" items={items} onAction={(key) => onChoose(String(key))}>
          {(item) => (
            <MenuItem id={item.id} className="select-item">
              {item.label}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
