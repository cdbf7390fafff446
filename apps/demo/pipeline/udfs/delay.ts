import { scalarUdf } from '@millrace/sqlflow';

/** Names a mean delay the way a departure board would; minutes in, a word out. */
export const delay_class = scalarUdf({ args: { minutes: 'DOUBLE' }, returns: 'VARCHAR' }, (minutes) =>
  minutes < 0 ? 'early' : minutes < 5 ? 'on time' : minutes < 15 ? 'late' : 'very late');
