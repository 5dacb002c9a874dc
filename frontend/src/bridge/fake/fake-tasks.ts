import type { Planning, Today } from "../plan-types";
import { daysBetween, today } from "./fake-dates";
import { dutiesOf, noticeApplies } from "./fake-duties";
import { byDue, notice, ownTask, ticked } from "./fake-plan";
import { FakeRunning } from "./fake-running";

/** The part of the fake desk that plans: tasks, what the law asks, and what is due. */
export abstract class FakeTasks extends FakeRunning implements Planning {
  private tasksMade = 0;

  async AddTask(id: string, title: string, due: string, who: string, pinned: boolean) {
    const added = { ...ownTask(`own${++this.tasksMade}`, title, due, who), pinned };
    return this.act(id, "task", (event) => {
      event.tasks = [...event.tasks, added].sort(byDue);
    });
  }

  async EditTask(id: string, task: string, title: string, due: string, who: string, pinned: boolean) {
    const { planned, late_days, by } = ownTask(task, title, due, who);
    return this.act(id, "task", (event) => {
      event.tasks = event.tasks.map((one) =>
        one.id === task
          ? { ...one, title, due, who, pinned, ...(!one.done && { planned, late_days, by }) }
          : one,
      );
    });
  }

  async SetTaskDone(id: string, task: string, done: boolean) {
    return this.act(id, "task", (event) => {
      event.tasks = event.tasks.map((one) => (one.id === task ? ticked(one, done) : one));
    });
  }

  async DeleteTask(id: string, task: string) {
    return this.act(id, "task", (event) => {
      event.tasks = event.tasks.filter((one) => one.id !== task);
    });
  }

  async Today(): Promise<Today> {
    const all = this.ids().flatMap((id) => {
      const { tasks, doc } = this.at(id);
      return tasks
        .filter((one) => one.by !== "")
        .map((task) => ({
          event: id,
          event_title: doc.title.en ?? "",
          task,
          days: daysBetween(today, task.by),
        }));
    });
    all.sort((a, b) => a.days - b.days);
    const part = (from: number, to: number) =>
      all.filter(({ days }) => days >= from && days <= to).map(({ days: _, ...one }) => one);
    return { now: part(Number.NEGATIVE_INFINITY, 0), week: part(1, 7) };
  }

  async Duties(id: string) {
    return dutiesOf(this.at(id));
  }

  async AnswerDuty(id: string, question: string, answer: string) {
    this.act(id, "duty", (event) => {
      event.answers = { ...event.answers, [question]: answer };
      event.tasks = event.tasks.filter((one) => one.id !== notice.id);
      if (noticeApplies(event) !== undefined) event.tasks = [...event.tasks, notice].sort(byDue);
    });
    return dutiesOf(this.at(id));
  }
}
