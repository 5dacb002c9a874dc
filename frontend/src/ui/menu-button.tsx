import { ChevronDown } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import "./button.css";
import "./select.css";

interface MenuButtonProps {
  /** The button shows only an arrow; its label is spoken. */
  label: string;
  items: readonly { id: string; label: string }[];
  onChoose: (id: string) => void;
  isDisabled?: boolean;
}

/** The rarer ways to do what the button beside it does. */
export function MenuButton({ label, items, onChoose, isDisabled = false }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button className="button" data-loudness="outline" aria-label={label} isDisabled={isDisabled}>
        <ChevronDown className="icon" aria-hidden />
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
