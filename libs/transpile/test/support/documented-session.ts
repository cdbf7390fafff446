import type { Catalog, SessionContext } from '@millrace/transpile';
import { catalogOf } from './engine.ts';

/** The session that the documentation's examples of context functions show. */
export const documentedSession: SessionContext = {
  user: 'MY_USER_NAME', role: 'MY_ROLE', warehouse: 'MY_WAREHOUSE', account: 'XY12345', accountName: 'MY_ACCOUNT1', organization: 'MYORG', sessionId: '34359992326', ipAddress: '192.0.2.255',
  activeRoles: ['MY_ROLE', 'ANALYST'], activeDatabaseRoles: ['R1'], lastTransactionId: '1661899308790000000', variables: { VAR_2: 'value_2' },
  lastQueryId: '01a9bac2-0001-8c03-0000-000000000002', queryIds: ['01a9bac2-0001-8c03-0000-000000000001', '01a9bac2-0001-8c03-0000-000000000002'],
};

/** Its database and schema. */
export const documentedCatalog: Catalog = { ...catalogOf(), currentDatabase: 'MY_DB', currentSchema: 'PUBLIC' };
