import { Command } from 'commander';
import { nose } from '../experiments/nose';
import { reportCommand } from './common/report';
import { runCommand } from './common/run-command';

/** `npm start`: the nose's report, opened where there is a desktop. */
const command = new Command('start').description(`${nose.title}: runs the notebook and opens its report.`);
reportCommand(command, nose).setOptionValue('open', true);

runCommand(command);
