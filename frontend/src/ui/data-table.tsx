import type { ReactNode } from "react";
import {
  Cell,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from "react-aria-components";
import "./data-table.css";

export interface DataColumn<T> {
  id: string;
  title: string;
  /** Share of the width, such as "2fr". */
  width?: `${number}fr`;
  cell: (item: T) => ReactNode;
}

interface DataTableProps<T> {
  label: string;
  columns: readonly DataColumn<T>[];
  items: readonly T[];
  empty: ReactNode;
}

/** A table of any length that draws only the rows seen. The first column names the row. */
export function DataTable<T extends { id: string }>({ label, columns, items, empty }: DataTableProps<T>) {
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ estimatedRowHeight: 44, headingHeight: 38 }}>
      <Table aria-label={label} className="data-table">
        <TableHeader>
          {columns.map((column, index) => (
            <Column
              key={column.id}
              id={column.id}
              isRowHeader={index === 0}
              width={column.width ?? "1fr"}
              className="data-head"
            >
              {column.title}
            </Column>
          ))}
        </TableHeader>
        <TableBody items={items} renderEmptyState={() => empty}>
          {(item) => (
            <Row className="data-row">
              {columns.map((column) => (
                <Cell key={column.id} className="data-cell">
                  {column.cell(item)}
                </Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </Table>
    </Virtualizer>
  );
}
