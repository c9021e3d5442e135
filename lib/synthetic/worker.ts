import { drawJob, type Job } from './jobs';

// A process that draws the photos it is sent, until its parent hangs up.
function answer(job: Job): void {
  drawJob(job).then(
    (entries) => process.send!(entries),
    (error: Error) => process.send!({ error: error.stack ?? error.message }),
  );
}

process.on('message', answer);
