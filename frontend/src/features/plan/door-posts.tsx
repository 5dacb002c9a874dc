import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { DoorPlan, DoorPost, PostForm } from "../../bridge/door-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button, IconButton } from "../../ui/button";
import { Card } from "../../ui/card";
import { ChipChecks } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { EditFoot } from "./edit-foot";

/** Who stands where. */
export function DoorPosts({ id, plan }: { id: string; plan: DoorPlan }) {
  const t = useMessages();
  const [edited, setEdited] = useState<DoorPost | "new">();
  return (
    <Card title={t("door.posts")}>
      <p className="quiet">{t("door.postsNote")}</p>
      <ul>
        {plan.posts.map((post) => (
          <li key={post.id} className="door-line">
            <div className="door-words">
              <strong dir="auto">{post.place}</strong>
              {post.what !== "" && <span dir="auto">{post.what}</span>}
              <span className="quiet" dir="auto">
                {post.names.length === 0 ? t("door.nobody") : post.names.join(", ")}
              </span>
              {post.alone && <span className="door-alone">{t("door.alone")}</span>}
            </div>
            <IconButton
              icon={Pencil}
              label={t("door.editPost", { place: post.place })}
              onPress={() => setEdited(post)}
            />
          </li>
        ))}
      </ul>
      <div className="door-actions">
        <Button icon={Plus} onPress={() => setEdited("new")}>
          {t("door.addPost")}
        </Button>
      </div>
      {edited && <PostDialog id={id} plan={plan} post={edited} onClose={() => setEdited(undefined)} />}
    </Card>
  );
}

interface PostDialogProps {
  id: string;
  plan: DoorPlan;
  post: DoorPost | "new";
  onClose: () => void;
}

function PostDialog({ id, plan, post, onClose }: PostDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const isNew = post === "new";
  const [form, setForm] = useState<PostForm>(isNew ? { place: "", what: "", crew: [] } : formOf(post));
  const change = (part: Partial<PostForm>) => {
    act.forget();
    setForm({ ...form, ...part });
  };
  const save = async () => {
    if (await act.run(() => desk.SavePost(id, isNew ? "" : post.id, form))) onClose();
  };
  return (
    <Dialog title={t(isNew ? "door.newPost" : "door.post")} isOpen onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <TextField
          label={t("door.place")}
          value={form.place}
          onChange={(place) => change({ place })}
          autoFocus
        />
        <TextField label={t("door.what")} value={form.what} onChange={(what) => change({ what })} />
        {plan.crew.length === 0 ? (
          <p className="quiet">{t("door.noCrew")}</p>
        ) : (
          <ChipChecks
            label={t("door.who")}
            choices={plan.crew.map(({ id: key, name }) => ({ id: key, label: name }))}
            value={form.crew}
            onChange={(crew) => change({ crew })}
          />
        )}
        <EditFoot
          act={act}
          save={t("door.save")}
          drop={
            !isNew && {
              id,
              button: t("door.dropPost"),
              done: t("door.postDropped"),
              run: () => desk.DropPost(id, post.id),
            }
          }
          onClose={onClose}
        />
      </Form>
    </Dialog>
  );
}

function formOf({ place, what, crew }: DoorPost): PostForm {
  return { place, what, crew };
}
