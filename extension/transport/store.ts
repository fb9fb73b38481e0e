import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB, type StoreNames } from 'idb';
import type { Action } from '../../lib/contracts/capture/action.ts';
import type { RedactionPolicy } from '../../lib/contracts/redaction/policy.ts';
import type { Finding, Phase } from '../messages.ts';

export interface Account {
  /** Address of the edge: what a person types and where guides are read. */
  readonly server: string;
  readonly apiUrl: string;
  readonly issuer: string;
  readonly user: { readonly id: string; readonly email: string; readonly name: string };
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A sign-in that waits until somebody approves it; it survives a stopped worker. */
export interface PendingSignIn {
  readonly server: string;
  readonly apiUrl: string;
  readonly issuer: string;
  readonly deviceCode: string;
  readonly userCode: string;
  readonly approvalUrl: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly nextPollAt: number;
  /** Seconds between two questions. */
  readonly interval: number;
  /** Why nothing will come of it, in words. */
  readonly problem?: string | undefined;
}

export interface StoredRecording {
  readonly recordingId: string;
  readonly guideId: string;
  readonly tenantId: string;
  readonly server: string;
  readonly startedAt: number;
  readonly keepTyped: boolean;
  /** AES-256-GCM, cannot be exported. */
  readonly key: CryptoKey;
  phase: Phase;
  /** Index of the next action; all before it are on disk. */
  nextIndex: number;
  /** First index that is in no batch yet. */
  nextUnbatched: number;
  nextSequence: number;
  sentActions: number;
  /** Browser tab ids in order of first use: a tab's ordinal is its place, from 1. */
  tabs: number[];
  maskedFieldNames: string[];
  title?: string | undefined;
  limitReached?: 'actions' | 'steps' | undefined;
  problem?: string | undefined;
  guideUrl?: string | undefined;
}

export interface StoredAction {
  readonly recordingId: string;
  readonly index: number;
  /** Of the message that brought it: a repeated message finds its action by it. */
  readonly message: string;
  readonly action: Action;
  /** Nothing about it will change any more, so it may be sealed. */
  readonly settled: boolean;
  /** What of it the company's policy has the person told about. */
  readonly findings?: readonly Finding[] | undefined;
}

/** The redaction policy as the server told it last, and whose sign-in it was told to. */
export interface StoredPolicy {
  readonly of: string;
  readonly policy: RedactionPolicy;
}

/** `frame` is absent between the reservation of a sequence number and the sealing. */
export interface StoredBatch {
  readonly recordingId: string;
  readonly sequence: number;
  readonly first: number;
  readonly last: number;
  readonly frame?: Uint8Array<ArrayBuffer> | undefined;
}

/** A sealed screenshot that is not uploaded yet. */
export interface StoredShot {
  readonly id: string;
  readonly recordingId: string;
  readonly frame: Uint8Array<ArrayBuffer>;
}

interface Schema extends DBSchema {
  account: { key: string; value: Account };
  signIn: { key: string; value: PendingSignIn };
  policy: { key: string; value: StoredPolicy };
  device: { key: string; value: CryptoKeyPair };
  recordings: { key: string; value: StoredRecording };
  actions: { key: [string, number]; value: StoredAction; indexes: { byMessage: [string, string] } };
  batches: { key: [string, number]; value: StoredBatch };
  shots: { key: string; value: StoredShot; indexes: { byRecording: string } };
}

export type Store = IDBPDatabase<Schema>;

export const openStore = (): Promise<Store> =>
  openDB<Schema>('guidewright', 4, {
    async upgrade(database, before, _after, transaction) {
      if (before < 1) createStores(database);
      // Before the sign-in by code an account did not know its issuer.
      else if (before < 2) await transaction.objectStore('account').clear();
      if (before < 2) database.createObjectStore('signIn');
      if (before < 3) database.createObjectStore('policy');
      else await forgetGiven(transaction.objectStore('recordings'));
    },
  });

/** What was hidden of what the person gave lay with its recording once. */
async function forgetGiven(
  recordings: IDBPObjectStore<Schema, StoreNames<Schema>[], 'recordings', 'versionchange'>,
): Promise<void> {
  for (const recording of await recordings.getAll()) {
    Reflect.deleteProperty(recording, 'given');
    await recordings.put(recording);
  }
}

function createStores(database: Store): void {
  database.createObjectStore('account');
  database.createObjectStore('device');
  database.createObjectStore('recordings', { keyPath: 'recordingId' });
  database
    .createObjectStore('actions', { keyPath: ['recordingId', 'index'] })
    .createIndex('byMessage', ['recordingId', 'message'], { unique: true });
  database.createObjectStore('batches', { keyPath: ['recordingId', 'sequence'] });
  database.createObjectStore('shots', { keyPath: 'id' }).createIndex('byRecording', 'recordingId');
}

/** Every record of one recording in a store keyed `[recordingId, number]`. */
export const ofRecording = (recordingId: string): IDBKeyRange =>
  IDBKeyRange.bound([recordingId, 0], [recordingId, Number.MAX_SAFE_INTEGER]);

/** The one recording that is going on or being finished. */
export async function currentRecording(store: Store): Promise<StoredRecording | undefined> {
  const all = await store.getAll('recordings');
  return all.sort((a, b) => b.startedAt - a.startedAt)[0];
}

/** Reads, changes and writes the recording in one transaction; `change` must not wait for anything else. */
export async function changeRecording(
  store: Store,
  recordingId: string,
  change: (recording: StoredRecording) => void,
): Promise<StoredRecording | undefined> {
  const transaction = store.transaction('recordings', 'readwrite', { durability: 'strict' });
  const recording = await transaction.store.get(recordingId);
  if (recording) {
    change(recording);
    await transaction.store.put(recording);
  }
  await transaction.done;
  return recording;
}

export async function forgetRecording(store: Store, recordingId: string): Promise<void> {
  const transaction = store.transaction(['recordings', 'actions', 'batches', 'shots'], 'readwrite');
  const shots = await transaction.objectStore('shots').index('byRecording').getAllKeys(recordingId);
  await Promise.all([
    transaction.objectStore('recordings').delete(recordingId),
    transaction.objectStore('actions').delete(ofRecording(recordingId)),
    transaction.objectStore('batches').delete(ofRecording(recordingId)),
    ...shots.map((id) => transaction.objectStore('shots').delete(id)),
  ]);
  await transaction.done;
}
