import type { ActionDetail, ActionTarget, Point, Rectangle } from '../lib/contracts/capture/action.ts';
import type { Step } from '../lib/contracts/compose/step.ts';
import type { DlpAction, HiddenKind, HiddenPart } from '../lib/contracts/redaction/policy.ts';
import type { FieldSigns } from '../lib/domain/redaction/field/kind-of-field.ts';

/** Where a frame's content stood when something was measured in it. CSS pixels. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scrollX: number;
  readonly scrollY: number;
}

/** An action as a frame saw it: rectangles and points are relative to that frame's viewport. */
export interface PageAction {
  readonly at: number;
  readonly page: { readonly url: string; readonly title: string };
  readonly target?: ActionTarget | undefined;
  readonly rect?: Rectangle | undefined;
  readonly point?: Point | undefined;
  /** The moment (see `moment` below) whose picture shows the state before this action. */
  readonly moment?: string | undefined;
  readonly detail: ActionDetail;
}

/** What a frame tells about itself for a picture of its tab. Rectangles are relative to the frame's viewport. */
export interface FrameSurvey {
  /** The name that the parent gave this frame; absent for the top frame and until it has been told. */
  readonly token?: string | undefined;
  readonly view: View;
  readonly masks: readonly Rectangle[];
  /** What sensitive texts are covered in it. */
  readonly kinds: readonly HiddenKind[];
  /** There are texts in it that were not judged in time: covered, but nobody knows what they are. */
  readonly unjudged?: boolean | undefined;
  readonly children: readonly ChildFrame[];
  /** The frame changed since the survey before the picture. */
  readonly changed: boolean;
  /** When the frame last changed since a person began to do something and no picture has been taken yet. */
  readonly changedAt?: number | undefined;
}

export interface ChildFrame {
  readonly token: string;
  /** Content box of the frame element in its parent's viewport. */
  readonly rect: Rectangle;
  /** Parent CSS pixels for one CSS pixel of the child: not 1 under a CSS transform. */
  readonly scale: number;
}

/** From a page's frame to the worker. */
export type FrameMessage =
  | SingleMessage
  /** What came up at the same time; answered by the list of the answers. */
  | { readonly type: 'several'; readonly messages: readonly SingleMessage[] };

export type SingleMessage =
  /** Answered by `FrameOrders`. */
  | { readonly type: 'hello' }
  /** Answered by `Acknowledgement`, once the action is on disk. `id` makes repeating it harmless. */
  | { readonly type: 'action'; readonly id: string; readonly action: PageAction }
  /** Something may be done soon: have a fresh picture. */
  | { readonly type: 'look' }
  /** The person has begun to do something: keep the picture of the state before it under `id`. */
  | { readonly type: 'moment'; readonly id: string; readonly at: number; readonly view: View }
  /** The page no longer looks as in picture `shot`; have another one in `lookIn` milliseconds. */
  | {
      readonly type: 'changed';
      readonly shot: string;
      readonly at: number;
      readonly lookIn?: number | undefined;
    }
  /** This frame asks its parent for its token; and says which token it was handed. */
  | { readonly type: 'place-me' }
  /** URL parameters that carry what was typed into these fields are not kept. */
  | { readonly type: 'masked-fields'; readonly names: readonly string[] }
  /** What of these texts is sensitive? Answered by a list of `HiddenPart` for each, in order. */
  | { readonly type: 'sensitive-texts'; readonly texts: readonly SensitiveText[] };

/** A text of a page that may be sensitive; `label` is what stands before it or over its column. */
export interface SensitiveText {
  readonly text: string;
  readonly label?: string | undefined;
  /** It is what a field holds, and this is what the page says that it is for. */
  readonly field?: Pick<FieldSigns, 'type' | 'autocomplete'> | undefined;
}

export type SensitiveParts = readonly (readonly HiddenPart[])[];

export type Acknowledgement =
  | { readonly ok: true; readonly index: number }
  | { readonly ok: false; readonly reason: 'not-recording' | 'limit' };

export interface FrameOrders {
  readonly recording: boolean;
  readonly keepTyped: boolean;
  /** What was found in texts holds as long as this is the same. */
  readonly rules: string;
}

/** From the worker to a frame. */
export type WorkerMessage =
  | { readonly type: 'orders'; readonly orders: FrameOrders }
  /** Answered by `FrameSurvey`. */
  | { readonly type: 'survey'; readonly shot: string; readonly phase: 'before' | 'after' }
  /** Give every child frame its token. */
  | { readonly type: 'place-children' }
  /** Settle what is being typed and deliver everything; answered by `true`. */
  | { readonly type: 'flush' };

export interface StartOptions {
  readonly keepTyped: boolean;
}

/** From the panel to the worker; each is answered by `PanelReply`. */
export type PanelMessage =
  | { readonly type: 'panel/state' }
  | { readonly type: 'panel/sign-in'; readonly server: string }
  | { readonly type: 'panel/poll-sign-in' }
  | { readonly type: 'panel/cancel-sign-in' }
  | { readonly type: 'panel/sign-out' }
  | { readonly type: 'panel/start'; readonly options: StartOptions }
  | { readonly type: 'panel/pause' }
  | { readonly type: 'panel/resume' }
  | { readonly type: 'panel/finish'; readonly title?: string | undefined }
  | { readonly type: 'panel/discard' }
  | { readonly type: 'panel/dismiss' }
  /** Answered once no picture is under way; for a hand that cannot see the page, to be no faster than a person's. */
  | { readonly type: 'panel/await-camera' }
  | StepEdit;

export type StepEdit =
  | { readonly type: 'panel/remove-step'; readonly recordingId: string; readonly stepId: string }
  | {
      readonly type: 'panel/note';
      readonly recordingId: string;
      readonly stepId: string;
      readonly note: string;
    };

/** From the worker to open panels, answered by `true`: say what is still being written or can be undone. */
export interface PanelOrder {
  readonly type: 'settle';
}

export type PanelReply = { readonly ok: true } | { readonly ok: false; readonly message: string };

export type Phase = 'recording' | 'paused' | 'finishing' | 'finalizing' | 'published' | 'blocked' | 'failed';

/** The server is done with the recording, whatever came of it. */
export const endPhases: readonly Phase[] = ['published', 'blocked', 'failed'];

/** All that the panel shows; pushed over the `panel` port whenever it changes. */
export interface PanelState {
  readonly account?: { readonly server: string; readonly name: string; readonly email: string } | undefined;
  /** A sign-in that waits for its approval, or could not be finished. */
  readonly signIn?:
    | {
        readonly server: string;
        readonly userCode: string;
        readonly approvalUrl: string;
        readonly problem?: string | undefined;
      }
    | undefined;
  readonly recording?: RecordingState | undefined;
  /** The company lets nobody keep what is typed. */
  readonly locked: boolean;
}

/** Something sensitive that was kept out of an action. */
export interface Finding {
  /** In what the person gave, what the page says, its address or title, or a picture. */
  readonly place: 'given' | 'page' | 'address' | 'picture';
  readonly kinds: readonly HiddenKind[];
  /** Kept here instead of hidden: what was given and the picture were not sent at all. */
  readonly withheld: boolean;
}

/** Over the `panel` port: everything once, then what changed (`state.recording.steps` is empty in updates). */
export type PanelUpdate =
  | { readonly type: 'whole'; readonly state: PanelState }
  | {
      readonly type: 'update';
      readonly state: PanelState;
      readonly changed: readonly Step[];
      readonly removed: readonly string[];
    };

export interface RecordingState {
  readonly recordingId: string;
  readonly guideId: string;
  readonly phase: Phase;
  readonly keepTyped: boolean;
  readonly startedAt: number;
  readonly steps: readonly Step[];
  readonly upload: UploadState;
  readonly limitReached?: 'actions' | 'steps' | undefined;
  readonly problem?: string | undefined;
  readonly guideUrl?: string | undefined;
  /** What the company does about sensitive texts. */
  readonly action: DlpAction;
  /** By the action's index; none where the company has it hidden quietly. */
  readonly findings: readonly { readonly index: number; readonly findings: readonly Finding[] }[];
  /** Index of the action that the panel learned of last; -1 before the first. */
  readonly lastAction: number;
  /** The page in front is of a host that the company lets nobody record. */
  readonly blockedHost?: string | undefined;
}

/** `waiting` counts actions and pictures that the server has not confirmed. */
export interface UploadState {
  readonly connection: 'idle' | 'sending' | 'offline' | 'signed-out' | 'refused';
  readonly waiting: number;
  readonly sent: number;
}
