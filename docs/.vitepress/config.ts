import { defineConfig } from 'vitepress';

export default defineConfig({
  title: 'Millrace',
  description: 'Four tools for data engineers on one SQL core.',
  srcExclude: ['**/README.md'],
  themeConfig: {
    nav: [{ text: 'Guide', link: '/guide/sqlflow' }, { text: 'Reference', link: '/reference/exit-codes' }],
    sidebar: [
      { text: 'Guide', items: [
        { text: 'Moltres', link: '/guide/moltres' }, { text: 'SQLFlow', link: '/guide/sqlflow' }, { text: 'Mockhaus', link: '/guide/mockhaus' },
        { text: 'Kroft', link: '/guide/kroft' }, { text: 'Translating SQL', link: '/guide/transpile' }, { text: 'SQL dialects', link: '/guide/dialects' }, { text: 'Reading SQL', link: '/guide/analysis' },
        { text: 'Connectors', link: '/guide/connectors' }, { text: 'State', link: '/guide/state' },
      ] },
      { text: 'Reference', items: [
        { text: 'Functions', link: '/reference/functions' }, { text: 'Commands', link: '/reference/cli' },
        { text: 'Errors', link: '/reference/errors' }, { text: 'Exit codes', link: '/reference/exit-codes' },
      ] },
      { text: 'Decisions', items: [{ text: 'Layers', link: '/adr/0001-layers' }, { text: 'Replication client', link: '/adr/0002-own-replication-client' },
        { text: 'Transactions in Mockhaus', link: '/adr/0003-mockhaus-transactions' }, { text: 'VARIANT', link: '/adr/0004-variant-representation' }, { text: "Kroft's ledger", link: '/adr/0005-kroft-ledger' },
        { text: 'Moments with offsets', link: '/adr/0006-moments-with-offsets' }, { text: 'Bundles', link: '/adr/0007-bundles' }] },
    ],
    search: { provider: 'local' },
  },
});
