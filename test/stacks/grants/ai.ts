import { objects } from './words.ts';

export const aiGrants = {
  'ai/title-steps': [objects('s3:GetObject, s3:PutObject', 'media', 'drafts/')],
};
