import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { resourceDigest } from '../../data/physical-name.ts';
import { allowProperties, section } from '../../data/template-properties.ts';
import type { LocalContext, PhysicalResource, ResourceProvider, TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import { requiredText, texts } from '../api-gateway/properties.ts';
import type {
  CachePolicy,
  Distribution,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  ViewerFunction,
} from './distribution.ts';
import {
  managedCachePolicies,
  managedOriginRequestPolicies,
  managedResponseHeadersPolicies,
} from './managed-policies.ts';
import { parseDistribution } from './parse-distribution.ts';
import { parseCachePolicy, parseOriginRequestPolicy, parseResponseHeadersPolicy } from './parse-policies.ts';
import { compileViewerFunction } from './viewer-function.ts';

type Create = (resource: TemplateResource, names: PhysicalResource) => void;

export function cloudFrontResources(
  context: LocalContext,
  distributions: Map<string, Distribution>,
): ResourceProvider {
  const publicKeys = new Map<string, KeyObject>();
  const keyGroups = new Map<string, ReadonlyMap<string, KeyObject>>();
  const functions = new Map<string, ViewerFunction>();
  const accessControls = new Set<string>();
  const cachePolicies = new Map<string, CachePolicy>(managedCachePolicies);
  const originRequestPolicies = new Map<string, OriginRequestPolicy>(managedOriginRequestPolicies);
  const responseHeadersPolicies = new Map<string, ResponseHeadersPolicy>(managedResponseHeadersPolicies);
  const library = {
    cachePolicies,
    originRequestPolicies,
    responseHeadersPolicies,
    keyGroups,
    functions,
    accessControls,
  };

  const create: Record<string, Create> = {
    'AWS::CloudFront::PublicKey': (resource, { ref }) => {
      const { EncodedKey } = section(resource.properties, 'PublicKeyConfig');
      publicKeys.set(ref, createPublicKey(String(EncodedKey)));
    },
    'AWS::CloudFront::KeyGroup': (resource, { ref }) => {
      const items = texts(section(resource.properties, 'KeyGroupConfig').Items);
      keyGroups.set(ref, new Map(items.map((id) => [id, publicKeyOf(publicKeys, id, resource)])));
    },
    'AWS::CloudFront::OriginAccessControl': (_resource, { ref }) => {
      accessControls.add(ref);
    },
    'AWS::CloudFront::Function': (resource, { ref }) => {
      allowProperties(resource, [
        'Name',
        'AutoPublish',
        'FunctionCode',
        'FunctionConfig',
        'FunctionMetadata',
      ]);
      const { Runtime, KeyValueStoreAssociations } = section(resource.properties, 'FunctionConfig');
      if (KeyValueStoreAssociations !== undefined || !String(Runtime).startsWith('cloudfront-js-')) {
        throw new UnsupportedError(`the runtime ${String(Runtime)} or the key value store of ${resource.id}`);
      }
      functions.set(ref, compileViewerFunction(requiredText(resource, 'FunctionCode'), resource.logicalId));
    },
    'AWS::CloudFront::CachePolicy': (resource, { ref }) => {
      cachePolicies.set(ref, parseCachePolicy(section(resource.properties, 'CachePolicyConfig')));
    },
    'AWS::CloudFront::OriginRequestPolicy': (resource, { ref }) => {
      const config = section(resource.properties, 'OriginRequestPolicyConfig');
      originRequestPolicies.set(ref, parseOriginRequestPolicy(config));
    },
    'AWS::CloudFront::ResponseHeadersPolicy': (resource, { ref }) => {
      const config = section(resource.properties, 'ResponseHeadersPolicyConfig');
      responseHeadersPolicies.set(ref, parseResponseHeadersPolicy(config, context.localAddress));
    },
    'AWS::CloudFront::Distribution': (resource, { ref, attributes }) => {
      const names = {
        id: ref,
        arn: distributionArn(context.account, ref),
        domainName: attributes.DomainName ?? '',
      };
      distributions.set(ref, parseDistribution(context, library, resource, names));
    },
  };

  return {
    types: Object.keys(create),
    identify,
    async create(resource) {
      create[resource.type]?.(resource, identify(resource));
    },
  };

  function identify(resource: TemplateResource): PhysicalResource {
    const id = resourceDigest(resource).slice(0, 13).toUpperCase();
    switch (resource.type) {
      case 'AWS::CloudFront::Distribution':
        return {
          ref: `E${id}`,
          attributes: { Id: `E${id}`, DomainName: `d${id.toLowerCase()}.cloudfront.net` },
        };
      case 'AWS::CloudFront::PublicKey':
        return { ref: `K${id}`, attributes: { Id: `K${id}` } };
      case 'AWS::CloudFront::Function': {
        const arn = `arn:aws:cloudfront::${context.account}:function/${resource.logicalId}-${id}`;
        return {
          ref: arn,
          attributes: { FunctionARN: arn, 'FunctionMetadata.FunctionARN': arn, Stage: 'LIVE' },
        };
      }
      default:
        return { ref: id.toLowerCase(), attributes: { Id: id.toLowerCase() } };
    }
  }
}

export function distributionArn(account: string, id: string): string {
  return `arn:aws:cloudfront::${account}:distribution/${id}`;
}

function publicKeyOf(
  keys: ReadonlyMap<string, KeyObject>,
  id: string,
  { id: group }: TemplateResource,
): KeyObject {
  const key = keys.get(id);
  if (!key) throw new UnsupportedError(`the unknown public key ${id} of ${group}`);
  return key;
}
