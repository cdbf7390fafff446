import { Config } from '@oclif/core/config';
import type { Command } from '@oclif/core';

/** The page of all commands with their arguments, flags and examples, from what oclif knows of them. */
export async function commandsPage(cliRoot: string): Promise<string> {
  const config = await Config.load(cliRoot);
  const commands = config.commands.filter((command) => !command.hidden).toSorted((a, b) => a.id.localeCompare(b.id, 'en'));
  return `# Commands\n\nEvery command takes \`--json\` and \`--help\`; [exit codes](exit-codes.md) mean something.\nThis page is generated from the commands.\n\n${commands.map((command) => section(command, config.bin)).join('\n')}`;
}

function section(command: Command.Loadable, bin: string): string {
  const name = `${bin} ${command.id.replaceAll(':', ' ')}`;
  const args = Object.values(command.args).map((arg) => `| \`${arg.name.toUpperCase()}\`${arg.required === true ? '' : ' (optional)'} | ${text(arg.description)} |`);
  const flags = Object.values(command.flags)
    .filter((flag) => flag.hidden !== true && flag.name !== 'json')
    .map((flag) => `| \`${flag.char === undefined ? '' : `-${flag.char}, `}--${flag.name}\` | ${text(flag.summary ?? flag.description)}${'options' in flag && Array.isArray(flag.options) ? ` (${flag.options.join(', ')})` : ''}${typeof flag.default === 'string' || typeof flag.default === 'number' ? `, default \`${flag.default}\`` : ''} |`);
  const rows = [...args, ...flags];
  const examples = (command.examples ?? []).map((example) => (typeof example === 'string' ? example : example.command).replaceAll('<%= config.bin %>', bin).replaceAll('<%= command.id %>', command.id.replaceAll(':', ' ')));
  return `## ${name}\n\n${command.summary ?? command.description ?? ''}\n\n${rows.length > 0 ? `| | |\n|---|---|\n${rows.join('\n')}\n\n` : ''}\`\`\`sh\n${examples.join('\n')}\n\`\`\`\n`;
}

const text = (description: string | undefined): string => (description ?? '').replaceAll('|', '\\|').replaceAll('<', '&lt;');
