-- What goes out: alerts, the findings in them, deliveries.
CREATE TABLE alerts (
    id UUID NOT NULL,
    news_key VARCHAR NOT NULL,
    pack_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    claim VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    value_key VARCHAR NOT NULL,
    story_id UUID NOT NULL,
    finding_id UUID NOT NULL,
    run_id UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    silenced_at TIMESTAMPTZ
);
COMMENT ON TABLE alerts IS 'One row a piece of news; later reports of it join the alert and make no new one.';
COMMENT ON COLUMN alerts.id IS 'Digest of news_key.';
COMMENT ON COLUMN alerts.news_key IS 'What makes it one piece of news: pack, kind, claim and value, or topic and story.';
COMMENT ON COLUMN alerts.pack_id IS 'The pack.';
COMMENT ON COLUMN alerts.kind IS 'contradiction, development or novel.';
COMMENT ON COLUMN alerts.claim IS 'The claim; empty when novel.';
COMMENT ON COLUMN alerts.topic IS 'The topic when novel; else empty.';
COMMENT ON COLUMN alerts.value IS 'What the press says, in a few words.';
COMMENT ON COLUMN alerts.value_key IS 'The same, normalised.';
COMMENT ON COLUMN alerts.story_id IS 'The story of the first report.';
COMMENT ON COLUMN alerts.finding_id IS 'The finding that caused it.';
COMMENT ON COLUMN alerts.run_id IS 'The run that made it.';
COMMENT ON COLUMN alerts.created_at IS 'When it was made.';
COMMENT ON COLUMN alerts.silenced_at IS 'When an analyst dismissed it; empty while it stands.';

CREATE TABLE alert_findings (
    alert_id UUID NOT NULL,
    finding_id UUID NOT NULL,
    attached_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE alert_findings IS 'The findings that an alert stands for, first and later ones.';
COMMENT ON COLUMN alert_findings.alert_id IS 'The alert.';
COMMENT ON COLUMN alert_findings.finding_id IS 'The finding.';
COMMENT ON COLUMN alert_findings.attached_at IS 'When it joined.';

CREATE TABLE deliveries (
    alert_id UUID NOT NULL,
    target VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at TIMESTAMPTZ NOT NULL,
    last_attempt_at TIMESTAMPTZ,
    delivered_at TIMESTAMPTZ,
    detail VARCHAR NOT NULL
);
COMMENT ON TABLE deliveries IS 'One row an alert and channel, written with the alert; a channel gets what is pending.';
COMMENT ON COLUMN deliveries.alert_id IS 'The alert.';
COMMENT ON COLUMN deliveries.target IS 'Label of the channel.';
COMMENT ON COLUMN deliveries.state IS 'pending, delivered or silenced (dismissed before it went out).';
COMMENT ON COLUMN deliveries.attempts IS 'Failed tries so far.';
COMMENT ON COLUMN deliveries.next_attempt_at IS 'Not tried before this time.';
COMMENT ON COLUMN deliveries.last_attempt_at IS 'When it was last tried; empty before the first try.';
COMMENT ON COLUMN deliveries.delivered_at IS 'When the channel took it; empty before.';
COMMENT ON COLUMN deliveries.detail IS 'What the last try came to.';
