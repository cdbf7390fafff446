import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** One configuration for every package: tests read source, never `dist`. */
const config: ViteUserConfig = defineConfig({
  resolve: { conditions: ['@millrace/source'] },
  ssr: { resolve: { conditions: ['@millrace/source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    execArgv: ['--conditions=@millrace/source'],
    maxWorkers: 2,
  },
});
export default config;
