import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as CreateLinkEnv } from '../../functions/share/create-link.ts';
import type { Env as EndLinksEnv } from '../../functions/share/end-links.ts';
import type { Env as ExportGuideEnv } from '../../functions/share/export-guide.ts';
import type { Env as GrantAccessEnv } from '../../functions/share/grant-access.ts';
import type { Env as ListLinksEnv } from '../../functions/share/list-links.ts';
import type { Env as OpenLinkEnv } from '../../functions/share/open-link.ts';
import type { Env as PublishGuideEnv } from '../../functions/share/publish-guide.ts';
import type { Env as PublishWithoutPicturesEnv } from '../../functions/share/publish-without-pictures.ts';
import type { Env as RevokeLinkEnv } from '../../functions/share/revoke-link.ts';
import type { Env as SetVisibilityEnv } from '../../functions/share/set-visibility.ts';
import { DataKey } from '../constructs/data-key.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import type { Grantee } from '../constructs/grants.ts';
import {
  allow,
  allowDatabase,
  allowObjects,
  allowReadItems,
  allowReadWriteItems,
  allowRecordEvents,
  allowSend,
} from '../constructs/grants.ts';
import type { Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { RetainedTable } from '../constructs/retained-table.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { AuthorizerStack } from './authorizer-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import type { GuidesDataStack } from './guides-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';

export interface ShareStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly audit: AuditDataStack;
  readonly identities: IdentityDataStack;
  readonly authorizer: AuthorizerStack;
  readonly guides: GuidesDataStack;
  readonly edge: EdgeStack;
}

/** Publishing, share links, access to private guides, and exports. */
export class ShareStack extends ProductStack {
  /** Of the guide workflow. */
  readonly publishGuide: NodeFunction<PublishGuideEnv>;
  readonly links: RetainedTable;
  private readonly props: ShareStackProps;
  private readonly route: Routes;

  constructor(scope: Construct, id: string, props: ShareStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.links = new RetainedTable(this, 'Link', {
      key: new DataKey(this, 'DataKey', 'Share links at rest'),
      partitionKey: 'linkId',
      indexes: { byGuide: { partitionKey: 'guideId' } },
      audited: true,
    });
    this.publishGuide = this.addPublishing();
    this.addLinks();
    this.addEnding();
    this.addAccess();
    this.addExport();
  }

  private addPublishing(): NodeFunction<PublishGuideEnv> {
    const { bus } = this.props.api;
    const publish = new NodeFunction<PublishGuideEnv>(this, 'PublishGuide', {
      entry: 'functions/share/publish-guide.ts',
      environment: this.publishingEnvironment(),
      memory: 1_024,
      timeout: Duration.minutes(2),
    });
    const setVisibility = new NodeFunction<SetVisibilityEnv>(this, 'SetVisibility', {
      entry: 'functions/share/set-visibility.ts',
      environment: { ...this.publishingEnvironment(), LINK_TABLE_NAME: this.links.tableName },
      memory: 1_024,
      timeout: Duration.seconds(28),
    });
    const withoutPictures = new NodeFunction<PublishWithoutPicturesEnv>(this, 'PublishWithoutPictures', {
      entry: 'functions/share/publish-without-pictures.ts',
      environment: { ...this.publishingEnvironment(), EVENT_BUS_NAME: bus.eventBusName },
      memory: 1_024,
      timeout: Duration.seconds(28),
    });
    allow(withoutPictures, { actions: ['events:PutEvents'], resources: [bus.eventBusArn] });
    allowReadWriteItems(setVisibility, this.links);
    for (const publisher of [publish, setVisibility, withoutPictures]) this.allowPublishing(publisher);
    this.allowCarrying(setVisibility);
    this.route('PUT', '/v1/guides/{id}/visibility', setVisibility);
    this.route('POST', '/v1/guides/{id}/publish-without-pictures', withoutPictures);
    return publish;
  }

  private addLinks(): void {
    const { audit, guides, edge } = this.props;
    const environment = {
      LINK_TABLE_NAME: this.links.tableName,
      EDGE_URL: edge.url,
      ...guides.database.environment,
    };
    const create = new NodeFunction<CreateLinkEnv>(this, 'CreateLink', {
      entry: 'functions/share/create-link.ts',
      environment: { ...environment, AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl },
    });
    const list = new NodeFunction<ListLinksEnv>(this, 'ListLinks', {
      entry: 'functions/share/list-links.ts',
      environment,
    });
    const revoke = new NodeFunction<RevokeLinkEnv>(this, 'RevokeLink', {
      entry: 'functions/share/revoke-link.ts',
      environment: { ...this.publishingEnvironment(), LINK_TABLE_NAME: this.links.tableName },
      memory: 1_024,
      timeout: Duration.seconds(28),
    });
    allowSend(create, audit.nudges.queue);
    allowReadWriteItems(create, this.links);
    allowDatabase(create, guides.database);
    allowReadItems(list, this.links);
    allowDatabase(list, guides.database);
    allowReadWriteItems(revoke, this.links);
    this.allowPublishing(revoke);
    this.allowCarrying(revoke);
    this.route('POST', '/v1/guides/{id}/links', create);
    this.route('GET', '/v1/guides/{id}/links', list);
    this.route('DELETE', '/v1/guides/{id}/links/{linkId}', revoke);
  }

  private addEnding(): void {
    const end = new NodeFunction<EndLinksEnv>(this, 'EndLinks', {
      entry: 'functions/share/end-links.ts',
      environment: {
        LINK_TABLE_NAME: this.links.tableName,
        AUDIT_QUEUE_URL: this.props.audit.nudges.queue.queueUrl,
      },
    });
    allowSend(end, this.props.audit.nudges.queue);
    allowReadWriteItems(end, this.links);
    new EventConsumer(this, 'DeletedGuides', {
      bus: this.props.api.bus,
      pattern: { source: ['guidewright.guides'], detailType: ['GuideDeleted'] },
      handler: end,
    });
  }

  private addAccess(): void {
    const { guides, edge } = this.props;
    const signing = {
      EDGE_URL: edge.url,
      SIGNING_SECRET_ARN: edge.signingSecret.secretArn,
      KEY_PAIR_ID: edge.keyPairId,
    };
    const open = new NodeFunction<OpenLinkEnv>(this, 'OpenLink', {
      entry: 'functions/share/open-link.ts',
      environment: { LINK_TABLE_NAME: this.links.tableName, ...signing },
    });
    const grant = new NodeFunction<GrantAccessEnv>(this, 'GrantAccess', {
      entry: 'functions/share/grant-access.ts',
      environment: { ...guides.database.environment, ...signing },
    });
    allowReadItems(open, this.links);
    allowDatabase(grant, guides.database);
    for (const signer of [open, grant]) {
      allow(signer, {
        actions: ['secretsmanager:GetSecretValue'],
        resources: [edge.signingSecret.secretArn],
      });
    }
    this.route('GET', '/s/{token}', open, {
      openBecause: 'Whoever holds a share link may open it: the link is the key.',
    });
    this.route('POST', '/v1/guides/{id}/access', grant);
  }

  private addExport(): void {
    const { audit, guides, identities } = this.props;
    const exportGuide = new NodeFunction<ExportGuideEnv>(this, 'ExportGuide', {
      entry: 'functions/share/export-guide.ts',
      environment: {
        ...guides.contentEnvironment,
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
      memory: 1_769,
      timeout: Duration.seconds(28),
    });
    allowRecordEvents(exportGuide, identities.identities);
    allowSend(exportGuide, audit.nudges.queue);
    allowDatabase(exportGuide, guides.database);
    allowReadItems(exportGuide, guides.contents);
    allowObjects(exportGuide, guides.media, ['get'], 'It reads the pictures of any guide.');
    allowObjects(exportGuide, guides.media, ['put'], 'It keeps the exports of any guide.', 'exports/');
    this.route('GET', '/v1/guides/{id}/export', exportGuide);
  }

  private publishingEnvironment(): PublishGuideEnv {
    const { audit, guides, edge } = this.props;
    return {
      ...guides.contentEnvironment,
      PUBLISHED_BUCKET_NAME: edge.published.bucketName,
      EDGE_URL: edge.url,
      AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
    };
  }

  private allowPublishing(publisher: Grantee): void {
    const { audit, guides, edge } = this.props;
    allowSend(publisher, audit.nudges.queue);
    allowDatabase(publisher, guides.database);
    allowReadItems(publisher, guides.contents);
    allowObjects(publisher, guides.media, ['get'], 'It reads the pictures and versions of any guide.');
    allowObjects(
      publisher,
      edge.published,
      ['put', 'list', 'delete'],
      'It writes and moves the pages of any guide.',
    );
  }

  private allowCarrying(mover: Grantee): void {
    const reason = 'It moves the pages of any guide, whose newest version may be held.';
    allowObjects(mover, this.props.edge.published, ['get'], reason);
  }
}
