import type { FieldDef, QueryArrayResult } from 'pg';
import { AwsError } from '../../service.ts';
import type { Input } from '../wire/json-service.ts';
import type { ResultOptions } from './fields.ts';
import { jdbcType, toField, toJson, typeName } from './fields.ts';

const responseLimitBytes = 1024 * 1024;
const rowLimitBytes = 64 * 1024;

/** Rows as text, as PostgreSQL sent them. */
export type TextResult = QueryArrayResult<(string | null)[]>;

/** The answer to `ExecuteStatement`. */
export function executeAnswer(result: TextResult, input: Input): object {
  const isQuery = result.command === 'SELECT';
  const answer = {
    numberOfRecordsUpdated: isQuery ? 0 : (result.rowCount ?? 0),
    generatedFields: [],
    ...(input.includeResultMetadata === true ? { columnMetadata: result.fields.map(columnMetadata) } : {}),
    ...(result.fields.length > 0 ? records(result, input) : {}),
  };
  if (Buffer.byteLength(JSON.stringify(answer)) > responseLimitBytes) {
    throw new AwsError('BadRequestException', 'Database returned more than the allowed response size limit');
  }
  return answer;
}

function records(result: TextResult, input: Input): object {
  for (const row of result.rows) {
    const bytes = row.reduce((total, value) => total + Buffer.byteLength(value ?? ''), 0);
    if (bytes > rowLimitBytes) {
      throw new AwsError(
        'BadRequestException',
        'Database returned a row that is larger than the limit of 64 KB',
      );
    }
  }
  if (input.formatRecordsAs === 'JSON') {
    const names = result.fields.map(({ name }) => name);
    if (new Set(names).size < names.length) {
      throw new AwsError('UnsupportedResultException', 'The result contains duplicate column names');
    }
    const rows = result.rows.map((row) =>
      Object.fromEntries(
        row.map((value, index) => [names[index], toJson(value, oidOf(result.fields[index]))]),
      ),
    );
    return { formattedRecords: JSON.stringify(rows) };
  }
  const options = (input.resultSetOptions ?? {}) as ResultOptions;
  return {
    records: result.rows.map((row) =>
      row.map((value, index) => toField(value, oidOf(result.fields[index]), options)),
    ),
  };
}

function oidOf(field: FieldDef | undefined): number {
  return field?.dataTypeID ?? 0;
}

function columnMetadata(field: FieldDef): object {
  const numeric = [20, 21, 23, 700, 701, 1700].includes(field.dataTypeID);
  return {
    name: field.name,
    label: field.name,
    type: jdbcType(field.dataTypeID),
    typeName: typeName(field.dataTypeID),
    nullable: 1,
    isAutoIncrement: false,
    isSigned: numeric,
    isCurrency: false,
    isCaseSensitive: !numeric,
    precision: Math.max(field.dataTypeSize, 0),
    scale: 0,
    schemaName: '',
    tableName: '',
    arrayBaseColumnType: 0,
  };
}
