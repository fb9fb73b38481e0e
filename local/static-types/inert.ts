import { createHash } from 'node:crypto';
import type { LocalContext, LocalPart, ResourceProvider, TemplateResource } from '../service.ts';

/** A type that is accepted and does nothing here: how its `Ref` and attributes look. */
interface InertType {
  readonly ref: (name: string, id: string, environment: Environment) => string;
  /** Name of the property that names it explicitly. */
  readonly nameProperty?: string;
  readonly attributes?: (ref: string, environment: Environment) => Record<string, string>;
}

interface Environment {
  readonly account: string;
  readonly region: string;
}

const arn = (service: string, { region, account }: Environment, rest: string) =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

const prefixed = (prefix: string): InertType => ({
  ref: (_name, id) => `${prefix}-${id}`,
});
const named = (nameProperty?: string): InertType => ({
  ref: (name) => name,
  ...(nameProperty && { nameProperty }),
});

const network: Record<string, InertType> = {
  'AWS::EC2::VPC': {
    ref: (_name, id) => `vpc-${id}`,
    attributes: (ref) => ({
      VpcId: ref,
      CidrBlock: '10.0.0.0/16',
      DefaultSecurityGroup: `sg-${ref.slice(4)}`,
      DefaultNetworkAcl: `acl-${ref.slice(4)}`,
    }),
  },
  'AWS::EC2::Subnet': {
    ref: (_name, id) => `subnet-${id}`,
    attributes: (ref) => ({ SubnetId: ref, AvailabilityZone: 'a' }),
  },
  'AWS::EC2::SecurityGroup': {
    ref: (_name, id) => `sg-${id}`,
    attributes: (ref) => ({ GroupId: ref, Id: ref }),
  },
  'AWS::EC2::SecurityGroupIngress': prefixed('sgr'),
  'AWS::EC2::SecurityGroupEgress': prefixed('sgr'),
  'AWS::EC2::RouteTable': { ref: (_name, id) => `rtb-${id}`, attributes: (ref) => ({ RouteTableId: ref }) },
  'AWS::EC2::SubnetRouteTableAssociation': prefixed('rtbassoc'),
  'AWS::EC2::Route': prefixed('r'),
  'AWS::EC2::InternetGateway': {
    ref: (_name, id) => `igw-${id}`,
    attributes: (ref) => ({ InternetGatewayId: ref }),
  },
  'AWS::EC2::VPCGatewayAttachment': prefixed('igwattach'),
  'AWS::EC2::VPCEndpoint': prefixed('vpce'),
  'AWS::EC2::FlowLog': prefixed('fl'),
};

const observation: Record<string, InertType> = {
  'AWS::CDK::Metadata': named(),
  'AWS::ApplicationInsights::Application': named('ResourceGroupName'),
  'AWS::CloudWatch::Alarm': {
    ...named('AlarmName'),
    attributes: (ref, environment) => ({ Arn: arn('cloudwatch', environment, `alarm:${ref}`) }),
  },
  'AWS::CloudWatch::CompositeAlarm': {
    ...named('AlarmName'),
    attributes: (ref, environment) => ({ Arn: arn('cloudwatch', environment, `alarm:${ref}`) }),
  },
  'AWS::CloudWatch::Dashboard': named('DashboardName'),
  'AWS::Logs::LogGroup': {
    ...named('LogGroupName'),
    attributes: (ref, environment) => ({ Arn: arn('logs', environment, `log-group:${ref}:*`) }),
  },
  'AWS::Logs::MetricFilter': named('FilterName'),
  'AWS::Logs::ResourcePolicy': named('PolicyName'),
  'AWS::Logs::QueryDefinition': prefixed('query'),
  'Custom::LogRetention': {
    ref: (name) => name,
    attributes: (ref, environment) => ({
      LogGroupName: ref,
      LogGroupArn: arn('logs', environment, `log-group:${ref}`),
    }),
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    ref: (name, _id, environment) => arn('sns', environment, name),
    attributes: (ref) => ({ TopicArn: ref, TopicName: ref.split(':').at(-1) ?? '' }),
  },
  'AWS::SNS::TopicPolicy': named(),
  'AWS::SNS::Subscription': {
    ref: (_name, id, environment) => arn('sns', environment, `subscription:${id}`),
  },
  'AWS::XRay::SamplingRule': named(),
  'AWS::ApiGateway::Account': named(),
};

const inertTypes: Record<string, InertType> = { ...network, ...observation };

/** Networks, alarms, log groups and their like: accepted, listed in the log once, not run. */
export function inertPart({ account, region, log }: LocalContext): LocalPart {
  const accepted = new Map<string, number>();
  const provider: ResourceProvider = {
    types: Object.keys(inertTypes),
    identify: (resource) => {
      const type = inertTypes[resource.type];
      if (!type) throw new Error(`${resource.type} is not an inert type`);
      const ref = type.ref(nameOf(resource, type), shortId(resource), { account, region });
      return { ref, attributes: type.attributes?.(ref, { account, region }) ?? {} };
    },
    create: async ({ type }) => {
      accepted.set(type, (accepted.get(type) ?? 0) + 1);
    },
  };
  return {
    name: 'inert',
    providers: [provider],
    run: async () => {
      if (accepted.size > 0)
        log({ level: 'info', part: 'inert', message: 'not run here', detail: Object.fromEntries(accepted) });
    },
  };
}

function nameOf(resource: TemplateResource, { nameProperty }: InertType): string {
  const given = nameProperty && resource.properties[nameProperty];
  return typeof given === 'string' ? given : `${resource.stack}-${resource.logicalId}`;
}

/** As long as EC2's own identifiers, stable over restarts. */
function shortId({ id }: TemplateResource): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 17);
}
