declare module 'asl-validator' {
  interface Validation {
    readonly isValid: boolean;
    errorsText(separator?: string): string;
  }
  /** Judges a state machine's definition by the Amazon States Language's schema, its paths included. */
  export default function validate(definition: object): Validation;
}
