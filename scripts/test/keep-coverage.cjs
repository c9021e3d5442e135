// Required in mocha's processes while coverage is measured. Mocha gives its processes a second to end; those that have run
// many tests may need longer to write down what they covered.
const { takeCoverage } = require('node:v8');

process.once('exit', () => {
  process.on('SIGTERM', () => undefined);
  takeCoverage();
});
