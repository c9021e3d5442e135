// Mocha's spec reporter, which also shows each failure at once, with the time that the test took, as a run may be ended
// before its summary; and writes the counts to the file that FACES_TEST_COUNTS names.
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

module.exports = class extends Mocha.reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.on('fail', (test) => {
      Mocha.reporters.Base.list([test]);
      console.log(`     after ${((test.duration ?? 0) / 1000).toFixed(1)} s\n`);
    });
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      const file = process.env.FACES_TEST_COUNTS;
      if (file) writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
};
