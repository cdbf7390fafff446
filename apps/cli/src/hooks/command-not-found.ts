import type { Hook } from '@oclif/core';
import { didYouMean, exitCodes } from '@millrace/diagnostics';

/** Names the nearest command when the one typed does not exist. */
const hook: Hook<'command_not_found'> = function hook(options) {
  const typed = options.id.replaceAll(':', ' ');
  const known = options.config.commands.flatMap((command) => [command.id, command.id.split(':')[0] ?? '']).map((id) => id.replaceAll(':', ' '));
  const hint = didYouMean(typed, known);
  process.stderr.write(`'${typed}' is not a millrace command.\n  hint: ${hint ?? 'see millrace --help'}\n`);
  process.exitCode = exitCodes.usage;
  return Promise.resolve();
};

export default hook;
