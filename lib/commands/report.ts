import { Command } from 'commander';
import { experiments } from '../experiments/all';
import { reportCommand } from './common/report';
import { runCommand } from './common/run-command';

/** `npm run report -- nose --epochs 30 --learning-rate 5e-4 --seed 7` */
const command = new Command('report').description("Runs an experiment's notebook and writes its report to reports/.");
for (const experiment of experiments) {
  reportCommand(command.command(experiment.name).description(experiment.title), experiment);
}

runCommand(command);
