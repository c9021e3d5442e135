import { serveTask } from '../processes/serve';
import { doTask } from './task';

serveTask(doTask);
