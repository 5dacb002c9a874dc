import type { ReactNode } from "react";
import { GridList, GridListItem, ListLayout, Virtualizer } from "react-aria-components";
import "./virtual-list.css";

interface VirtualListProps<T> {
  label: string;
  items: readonly T[];
  textOf: (item: T) => string;
  empty: ReactNode;
  onAction?: (id: string) => void;
  children: (item: T) => ReactNode;
}

/** A list of any length that draws only what is seen; arrows walk it, Enter acts on a row. */
export function VirtualList<T extends { id: string }>(props: VirtualListProps<T>) {
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowSize: 64 }}>
      <GridList
        aria-label={props.label}
        className="virtual-list"
        items={props.items}
        renderEmptyState={() => props.empty}
        {...(props.onAction && { onAction: (key) => props.onAction?.(String(key)) })}
      >
        {(item) => (
          <GridListItem textValue={props.textOf(item)} className="virtual-row">
            {props.children(item)}
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  );
}
