import { AwsError } from '../../service.ts';
import type { Call, S3Operation } from './call.ts';
import { objectPermission, query, xml } from './call.ts';
import { checkUnlocked } from './object-lock.ts';
import { versionHeader } from './write-object.ts';
import { document, elements, textOf } from './xml.ts';

const maximumKeys = 1000;

export const deleteObject: S3Operation = {
  permissions: (call) => [deletePermission(call, query(call, 'versionId'))],
  async run(call) {
    const deleted = await remove(call, query(call, 'versionId'));
    return {
      status: 204,
      headers: {
        ...(deleted.marker ? { 'x-amz-delete-marker': 'true' } : {}),
        ...versionHeader(deleted.versionId),
      },
    };
  },
};

export const deleteObjects: S3Operation = {
  permissions: (call) =>
    parseKeys(call).map(({ key, versionId }) => deletePermission({ ...call, key }, versionId)),
  async run(call) {
    const quiet = textOf(call.request.body.toString('utf8'), 'Quiet') === 'true';
    const answers = [];
    const errors = [];
    for (const { key, versionId } of parseKeys(call)) {
      const deleted = await remove({ ...call, key }, versionId).catch(refusal);
      if (deleted instanceof AwsError) {
        const { code: Code, message: Message } = deleted;
        errors.push({
          Key: key,
          ...(versionId === undefined ? {} : { VersionId: versionId }),
          Code,
          Message,
        });
        continue;
      }
      answers.push({
        Key: key,
        ...(versionId === undefined ? {} : { VersionId: versionId }),
        ...(deleted.marker ? { DeleteMarker: true, DeleteMarkerVersionId: deleted.versionId } : {}),
      });
    }
    return xml(200, document('DeleteResult', { ...(quiet ? {} : { Deleted: answers }), Error: errors }));
  },
};

/** One that is refused does not stop the others. */
function refusal(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  throw error;
}

async function remove(call: Call, versionId: string | undefined) {
  const { objects, blobs } = call.store;
  if (versionId !== undefined)
    checkUnlocked(objects.version(call.bucket.name, call.key, versionId), call.store.now());
  const deleted =
    versionId === undefined
      ? objects.delete(call.bucket.name, call.key, call.bucket.versioned)
      : objects.deleteVersion(call.bucket.name, call.key, versionId);
  await blobs.remove(deleted.orphans);
  return deleted;
}

function deletePermission(call: Call, versionId: string | undefined) {
  return objectPermission(versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion', call);
}

function parseKeys(call: Call): readonly { key: string; versionId: string | undefined }[] {
  const objects = elements(call.request.body.toString('utf8'), 'Object').map((element) => ({
    key: textOf(element, 'Key') ?? '',
    versionId: textOf(element, 'VersionId'),
  }));
  if (objects.length === 0 || objects.length > maximumKeys || objects.some(({ key }) => key === '')) {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  return objects;
}
