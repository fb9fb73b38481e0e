import { envelopeKey, list, objects, read } from './words.ts';

export const mediaGrants = {
  'media/process-screenshot': [
    read('recording'),
    envelopeKey('Decrypt'),
    objects('s3:GetObject', 'intake'),
    list('intake'),
    objects('s3:GetObject, s3:PutObject', 'media'),
  ],
};
