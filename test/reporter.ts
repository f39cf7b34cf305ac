import { DefaultReporter, type TestCase, type TestModule } from 'vitest/node';

/** Tests that fail, and the sums: a green run fits a screen. A terminal shows how far it is. */
export default class ShortReporter extends DefaultReporter {
  protected override printTestModule(file: TestModule): void {
    if (file.state() === 'failed') super.printTestModule(file);
  }

  protected override printTestCase(state: Parameters<DefaultReporter['printTestCase']>[0], test: TestCase): void {
    if (test.result().state === 'failed') super.printTestCase(state, test);
  }
}
