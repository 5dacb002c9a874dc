import { Check, type LucideIcon } from "lucide-react";
import { ListBox, ListBoxItem, Text } from "react-aria-components";
import "./tile-list.css";

interface Tile {
  id: string;
  label: string;
  icon: LucideIcon;
}

interface TileListProps {
  label: string;
  tiles: readonly Tile[];
  /** In the order in which they were chosen. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Any of many, to be found by their pictures: one stop for Tab, arrows go over the tiles, letters jump to a name. */
export function TileList({ label, tiles, value, onChange }: TileListProps) {
  return (
    <ListBox
      aria-label={label}
      className="tiles"
      layout="grid"
      selectionMode="multiple"
      escapeKeyBehavior="none"
      selectedKeys={value}
      onSelectionChange={(keys) =>
        onChange(keys === "all" ? tiles.map(({ id }) => id) : [...keys].map(String))
      }
    >
      {tiles.map(({ id, label: name, icon: Icon }) => (
        <ListBoxItem key={id} id={id} textValue={name} className="tile">
          <Icon className="tile-icon" aria-hidden strokeWidth={1.6} />
          <Text slot="label">{name}</Text>
          <Check className="icon tile-tick" aria-hidden strokeWidth={3} />
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
