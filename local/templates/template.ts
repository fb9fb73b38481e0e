/** The sections of a CloudFormation template that the local cloud reads. */
export interface Template {
  readonly Resources?: Record<string, ResourceDeclaration>;
  readonly Outputs?: Record<string, OutputDeclaration>;
  readonly Parameters?: Record<string, ParameterDeclaration>;
  readonly Conditions?: Record<string, unknown>;
  readonly Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  readonly Transform?: unknown;
}

export interface ResourceDeclaration {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
}

export interface OutputDeclaration {
  readonly Value: unknown;
  readonly Export?: { readonly Name: unknown };
  readonly Condition?: string;
}

interface ParameterDeclaration {
  readonly Type: string;
  readonly Default?: unknown;
}

/** Sections that change what a template means and are therefore refused when present. */
export const refusedSections = ['Transform', 'Rules', 'Hooks'] as const;
