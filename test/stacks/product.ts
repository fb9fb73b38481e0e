import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnOutput, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Deployment } from '../../lib/config/deployments.ts';
import { ProductApp } from '../../lib/stages/product-app.ts';

export const region: Deployment = {
  name: 'Somewhere',
  region: 'us-east-1',
  account: '111111111111',
  databaseCapacity: { minimum: 0.5, maximum: 16 },
  logLevel: 'INFO',
  mail: { from: 'no-reply@mail.example', identity: 'mail.example' },
  payment: { prices: { PROFESSIONAL: 'price_professional', ENTERPRISE: 'price_enterprise' } },
  textDetector: { service: 'comprehend', language: 'en' },
  models: [
    { provider: 'bedrock', model: 'us.amazon.nova-micro-v1:0', price: { input: 0.035, output: 0.14 } },
    { provider: 'bedrock', model: 'amazon.titan-example-v1:0', price: { input: 0.1, output: 0.2 } },
    {
      provider: 'openai-compatible',
      model: 'own-model',
      url: 'https://models.example/v1',
      price: { input: 0, output: 0 },
    },
  ],
};

/** A JSON value of a template, with every reference as text. */
export type Value = string | number | boolean | null | undefined | Value[] | { [name: string]: Value };

/** A resource of the synthesized templates. */
export interface Resource {
  /** `<stack>/<construct path>`, without the Stage and the CDK's own ids at the end. */
  readonly path: string;
  readonly stack: string;
  readonly type: string;
  /** A reference reads `<path.Attribute>`, whichever stack it leads to. */
  readonly properties: { [name: string]: Value };
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: string | undefined;
}

export function productApp(deployments: readonly Deployment[] = [region]): ProductApp {
  return new ProductApp({ deployments, outdir: mkdtempSync(join(tmpdir(), 'guidewright-stacks-')) });
}

/** Every resource of one deployment, as its templates have it. */
export function synthesized(deployment: Deployment = region): Resource[] {
  const app = productApp([deployment]);
  const assembly = app.synth().getNestedAssembly(`assembly-${deployment.name}`);
  const paths = constructPaths(app);
  const templates = assembly.stacks.map(({ stackName, template }) => ({
    stack: stackName.slice(deployment.name.length + 1),
    template: template as Template,
  }));
  const exported = new Map(
    templates.flatMap(({ stack, template }) =>
      Object.values(template.Outputs ?? {}).flatMap((output) =>
        output.Export ? [[output.Export.Name, { stack, value: output.Value }] as const] : [],
      ),
    ),
  );

  const pathOf = (stack: string, logicalId: string) => paths.get(`${stack}.${logicalId}`) ?? logicalId;

  function read(value: unknown, stack: string): Value {
    if (Array.isArray(value)) return value.map((item) => read(item, stack));
    if (typeof value !== 'object' || value === null) return value as Value;
    const [key = '', argument] = Object.entries(value)[0] ?? [];
    if (Object.keys(value).length === 1) {
      if (key === 'Ref') return `<${pathOf(stack, String(argument))}>`;
      if (key === 'Fn::GetAtt') return `<${pathOf(stack, argument[0])}.${argument[1]}>`;
      if (key === 'Fn::Join') return argument[1].map((item: unknown) => read(item, stack)).join(argument[0]);
      if (key === 'Fn::ImportValue') {
        const source = exported.get(argument);
        if (!source) throw new Error(`Nothing exports ${argument}`);
        return read(source.value, source.stack);
      }
    }
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, read(item, stack)]));
  }

  return templates.flatMap(({ stack, template }) =>
    Object.entries(template.Resources ?? {}).map(([logicalId, resource]) => ({
      path: pathOf(stack, logicalId),
      stack,
      type: resource.Type,
      properties: read(resource.Properties ?? {}, stack) as Resource['properties'],
      dependsOn: [resource.DependsOn ?? []].flat().map((id) => pathOf(stack, id)),
      deletionPolicy: resource.DeletionPolicy,
    })),
  );
}

export const ofType = (resources: readonly Resource[], type: string): Resource[] =>
  resources.filter((resource) => resource.type === type);

/** The only resource of its type, or the only one that `where` holds for. */
export function only(
  resources: readonly Resource[],
  type: string,
  where: (resource: Resource) => boolean = () => true,
): Resource {
  const [found, ...others] = ofType(resources, type).filter(where);
  if (!found || others.length > 0) throw new Error(`Not one ${type} but ${found ? others.length + 1 : 0}`);
  return found;
}

interface Template {
  readonly Resources?: Record<
    string,
    {
      readonly Type: string;
      readonly Properties?: object;
      readonly DependsOn?: string | string[];
      readonly DeletionPolicy?: string;
    }
  >;
  readonly Outputs?: Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>;
}

/** `<stack>.<logical id>` → readable path. */
function constructPaths(app: ProductApp): Map<string, string> {
  const paths = new Map<string, string>();
  const visit = (node: IConstruct) => {
    if (node instanceof CfnResource) {
      const stack = Stack.of(node);
      const path = node.node.path.split('/').slice(1).join('/');
      paths.set(
        `${stack.node.id}.${stack.resolve(node.logicalId)}`,
        path.replace(/(\/(Resource|Default|DefaultPolicy))+$/, ''),
      );
    }
    node.node.children.forEach(visit);
  };
  visit(app);
  return paths;
}

/** Names of all outputs of one deployment. */
export function outputs(app: ProductApp): string[] {
  return app.node
    .findAll()
    .filter((node): node is CfnOutput => node instanceof CfnOutput && !node.exportName)
    .map((node) => node.node.id);
}
