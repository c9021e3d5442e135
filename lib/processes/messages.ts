/** What a parent tells a process: to do a task, to stop it, to end as there are no more tasks. */
export type Order<Task> = { readonly kind: 'task'; readonly task: Task } | { readonly kind: 'stop' | 'end' };

/** What a process tells its parent. */
export type Reply<Message, Result> =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failure'; readonly text: string };

/** Exit status of a process whose task was stopped, as after Ctrl-C. */
export const STOPPED = 130;
