import { drawJob, type Job } from './jobs';

/** A process that draws the photos it is sent, until its parent hangs up. */
process.on('message', (job: Job) => {
  drawJob(job).then(
    (entries) => process.send!(entries),
    (error: Error) => process.send!({ error: error.stack ?? error.message }),
  );
});
export {};
