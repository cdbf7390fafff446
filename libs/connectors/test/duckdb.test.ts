import { connectorConformance, sqlConformance } from '@millrace/testkit';
import { openDuckDb } from '@millrace/connectors';

connectorConformance('DuckDB', { open: () => openDuckDb(), object: (name) => [name] });
sqlConformance('DuckDB', () => openDuckDb(), (index) => `$${index}`);
