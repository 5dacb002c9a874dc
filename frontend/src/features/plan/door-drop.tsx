import { Trash2 } from "lucide-react";
import type { DoorPlan } from "../../bridge/door-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { Button } from "../../ui/button";
import { say, useNotes } from "../../ui/toast";

interface DoorDropProps {
  id: string;
  words: { button: string; done: string };
  drop: () => Promise<DoorPlan>;
  onClose: () => void;
}

/** Takes something off the door plan, with the way back. */
export function DoorDrop({ id, words, drop, onClose }: DoorDropProps) {
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const run = async () => {
    if (!(await act.run(drop))) return;
    onClose();
    say(words.done, undoing);
  };
  return (
    <Button loudness="quiet" icon={Trash2} isDisabled={act.busy} onPress={() => void run()}>
      {words.button}
    </Button>
  );
}
