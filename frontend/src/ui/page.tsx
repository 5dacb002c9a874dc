import type { ReactNode } from "react";
import "./page.css";

interface PageProps {
  title: string;
  note?: string;
  actions?: ReactNode;
  children: ReactNode;
  /** Fills the window's height, so that a list inside can scroll by itself. */
  fills?: boolean;
}

/** A room: its name, one line on what it is for, what can be done here, and the rest. */
export function Page({ title, note, actions, children, fills = false }: PageProps) {
  return (
    <div className="page" data-fills={fills || undefined}>
      <header className="page-head">
        <div className="page-words">
          <h1>{title}</h1>
          {note !== undefined && <p className="page-note">{note}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
