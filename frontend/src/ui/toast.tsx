import { X } from "lucide-react";
import { useCallback, useMemo } from "react";
import {
  UNSTABLE_Toast as AriaToast,
  Button,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { errorWords } from "../i18n/error-words";
import { useMessages } from "../i18n/i18n";
import "./toast.css";

interface Message {
  text: string;
  tone: "done" | "trouble";
  action?: { label: string; run: () => void } | undefined;
}

/** Notes go away by themselves after this long; trouble stays until it is closed. */
const shownFor = 8000;

const queue = new ToastQueue<Message>({ maxVisibleToasts: 1 });

/** Says that something is done, with at most one thing to do about it, such as Undo. */
export function say(text: string, action?: Message["action"]): void {
  closeAll();
  queue.add({ text, tone: "done", action }, { timeout: shownFor });
}

/** Says that something went wrong. */
export function warn(text: string): void {
  closeAll();
  queue.add({ text, tone: "trouble" });
}

/** Gives a function that tells the person why something was refused. */
export function useRefusal(): (refusal: { code: string; message: string; hint: string }) => void {
  const t = useMessages();
  return useCallback((refusal) => warn(errorWords(t, refusal)), [t]);
}

/** Both ways to tell a person something, for bridge/use-history. */
export function useNotes() {
  const refused = useRefusal();
  return useMemo(() => ({ say, refused }), [refused]);
}

/** Takes away every note. */
export function hush(): void {
  closeAll();
}

function closeAll(): void {
  for (const toast of queue.visibleToasts) queue.close(toast.key);
}

/** Where notes appear; once in the window. */
export function Toasts({ label, closeLabel }: { label: string; closeLabel: string }) {
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={label}>
      {({ toast }) => (
        <AriaToast toast={toast} className="toast" data-tone={toast.content.tone}>
          <ToastContent className="toast-words">
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action && (
            <ToastAction action={toast.content.action} done={() => queue.close(toast.key)} />
          )}
          <Button slot="close" className="toast-close" aria-label={closeLabel}>
            <X className="icon" aria-hidden />
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}

function ToastAction({ action, done }: { action: NonNullable<Message["action"]>; done: () => void }) {
  const press = () => {
    action.run();
    done();
  };
  return (
    <Button className="toast-action" onPress={press}>
      {action.label}
    </Button>
  );
}
