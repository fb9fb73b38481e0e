import { Badge, Card, Group, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { titleText } from '../../../lib/contracts/compose/title.ts';
import type { GuideSummary } from '../../../lib/contracts/guides/guide.ts';
import { ago } from '../../ui/moment.ts';
import classes from './guide-card.module.css';
import { IncompleteLine } from './incomplete.tsx';
import { visibilityWords } from './visibility-words.ts';

export function GuideCard({ guide }: { guide: GuideSummary }) {
  return (
    <Card withBorder radius="lg" padding="lg" className={classes.card} component="article">
      <Card.Section className={classes.picture}>
        {guide.coverUrl ? (
          <img src={guide.coverUrl} alt="" loading="lazy" />
        ) : (
          <div className={classes.blank} />
        )}
      </Card.Section>
      <Title order={2} size="h4" mt="md" className={classes.title}>
        <Link to={`/guides/${guide.id}`}>{titleText(guide.title)}</Link>
      </Title>
      <Text size="sm" c="dimmed" lineClamp={2} mt={4}>
        {guide.description}
      </Text>
      {guide.missing.length > 0 && (
        <IncompleteLine missing={guide.missing} blocked={guide.status === 'blocked'} />
      )}
      <Group gap="xs" mt="md">
        <Badge variant="light" color="gray" className={classes.badge}>
          {guide.stepCount} {guide.stepCount === 1 ? 'step' : 'steps'}
        </Badge>
        <Badge variant="light" color="gray" className={classes.badge}>
          {visibilityWords[guide.visibility].short}
        </Badge>
        <Text size="xs" c="dimmed" ml="auto">
          {ago(guide.updatedAt)}
        </Text>
      </Group>
    </Card>
  );
}
