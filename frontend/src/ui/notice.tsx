import { CircleAlert, Info, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import "./notice.css";

/** A sentence that stays: something to know, or something that went wrong. */
export function Notice({ tone = "info", children }: { tone?: "info" | "trouble"; children: ReactNode }) {
  const Icon = tone === "info" ? Info : CircleAlert;
  return (
    <div className="notice" data-tone={tone} role={tone === "trouble" ? "alert" : undefined}>
      <Icon className="icon" aria-hidden />
      <div>{children}</div>
    </div>
  );
}

/** Stands in while Go is asked. */
export function Loading({ label }: { label: string }) {
  return (
    <div className="loading" role="status">
      <LoaderCircle className="icon" aria-hidden />
      <span>{label}</span>
    </div>
  );
}
