import pg from 'pg';
import { AwsError } from '../../service.ts';

/** PostgreSQL's error as the Data API words it. Anything else passes as it is. */
export function databaseError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const { code = '', message, severity = 'ERROR', position } = error;
  switch (code) {
    // The only way to several statements in the extended protocol.
    case '42601':
      if (message.includes('multiple commands')) {
        return new AwsError('BadRequestException', "Multistatements aren't supported.");
      }
      break;
    case '3D000':
      return new AwsError('DatabaseNotFoundException', `${severity}: ${message}; SQLState: ${code}`, 404);
    case '57014':
      return new AwsError('StatementTimeoutException', 'Request timed out', 400, { dbConnectionId: 0 });
    case '28P01':
    case '28000':
      return new AwsError('BadRequestException', `${severity}: ${message}; SQLState: ${code}`);
  }
  const place = position ? `; Position: ${position}` : '';
  return new AwsError('DatabaseErrorException', `${severity}: ${message}${place}; SQLState: ${code}`);
}
