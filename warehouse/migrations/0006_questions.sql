-- Questions people ask; each has an example in the warehouse's README.
CREATE VIEW v_decisions AS
SELECT b.finding_id, b.action, b.why, b.who, b.decided_at, b.id AS decision_id
FROM feedback b
WHERE b.action <> 'undo' AND b.id NOT IN (SELECT undoes FROM feedback WHERE undoes IS NOT NULL);
COMMENT ON VIEW v_decisions IS 'What stands of analysts'' decisions; what was undone is left out.';
COMMENT ON COLUMN v_decisions.finding_id IS 'The finding decided about.';
COMMENT ON COLUMN v_decisions.action IS 'accept or dismiss.';
COMMENT ON COLUMN v_decisions.why IS 'The analyst''s reason, may be empty.';
COMMENT ON COLUMN v_decisions.who IS 'The analyst.';
COMMENT ON COLUMN v_decisions.decided_at IS 'When.';
COMMENT ON COLUMN v_decisions.decision_id IS 'The decision.';

CREATE VIEW v_alert_reports AS
SELECT l.alert_id, count(DISTINCT f.article_id) AS articles, count(DISTINCT o.origin) AS origins
FROM alert_findings l
JOIN findings f ON f.id = l.finding_id
JOIN origins o ON o.article_id = f.article_id
GROUP BY l.alert_id;
COMMENT ON VIEW v_alert_reports IS 'How many articles and independent origins stand behind each alert.';
COMMENT ON COLUMN v_alert_reports.alert_id IS 'The alert.';
COMMENT ON COLUMN v_alert_reports.articles IS 'Articles that say so.';
COMMENT ON COLUMN v_alert_reports.origins IS 'Independent origins of them.';

CREATE VIEW v_changes AS
SELECT
    t.claim, coalesce(a.published_at, a.first_seen_at) AS told_at, t.kind, c.value AS baseline_value,
    c.as_of AS baseline_as_of, t.value AS new_value, s.evidence, a.outlet, a.language, a.url, r.origins,
    r.articles, d.action AS decision, t.id AS alert_id, t.finding_id, t.pack_id
FROM alerts t
JOIN findings f ON f.id = t.finding_id
JOIN assertions s ON s.id = f.assertion_id
JOIN articles a ON a.id = f.article_id
JOIN v_alert_reports r ON r.alert_id = t.id
LEFT JOIN claims c ON c.pack_id = f.pack_id AND c.pack_version = f.pack_version AND c.claim = t.claim
LEFT JOIN v_decisions d ON d.finding_id = t.finding_id
WHERE t.claim <> '' AND t.silenced_at IS NULL;
COMMENT ON VIEW v_changes IS 'What changed since the baseline, claim by claim: alerts that nobody dismissed, with both sides.';
COMMENT ON COLUMN v_changes.claim IS 'The claim.';
COMMENT ON COLUMN v_changes.told_at IS 'When the first article about it was published, or seen.';
COMMENT ON COLUMN v_changes.kind IS 'development or contradiction.';
COMMENT ON COLUMN v_changes.baseline_value IS 'What the baseline says.';
COMMENT ON COLUMN v_changes.baseline_as_of IS 'Day for which the baseline says so.';
COMMENT ON COLUMN v_changes.new_value IS 'What the press says.';
COMMENT ON COLUMN v_changes.evidence IS 'The sentence of the first article.';
COMMENT ON COLUMN v_changes.outlet IS 'Who published that.';
COMMENT ON COLUMN v_changes.language IS 'Language of that article.';
COMMENT ON COLUMN v_changes.url IS 'Its address.';
COMMENT ON COLUMN v_changes.origins IS 'Independent origins that report it.';
COMMENT ON COLUMN v_changes.articles IS 'Articles that report it.';
COMMENT ON COLUMN v_changes.decision IS 'accept when an analyst accepted it; or empty.';
COMMENT ON COLUMN v_changes.alert_id IS 'The alert.';
COMMENT ON COLUMN v_changes.finding_id IS 'Its first finding, as accept and dismiss want it.';
COMMENT ON COLUMN v_changes.pack_id IS 'The pack.';

CREATE VIEW v_claim_history AS
SELECT claim, as_of AS since, value, 'baseline' AS status, pack_id || ' ' || pack_version AS said_by, NULL::UUID AS finding_id
FROM claims
UNION ALL
SELECT
    t.claim, coalesce(a.published_at, a.first_seen_at)::DATE, t.value,
    CASE WHEN d.action = 'accept' THEN 'accepted' WHEN t.silenced_at IS NOT NULL THEN 'dismissed' ELSE 'reported' END,
    a.outlet, t.finding_id
FROM alerts t
JOIN findings f ON f.id = t.finding_id
JOIN articles a ON a.id = f.article_id
LEFT JOIN v_decisions d ON d.finding_id = t.finding_id
WHERE t.claim <> '';
COMMENT ON VIEW v_claim_history IS 'Every value a claim ever had: in the baseline, in the press, accepted by an analyst.';
COMMENT ON COLUMN v_claim_history.claim IS 'The claim.';
COMMENT ON COLUMN v_claim_history.since IS 'Day from which, or on which, it was said.';
COMMENT ON COLUMN v_claim_history.value IS 'The value, in a few words.';
COMMENT ON COLUMN v_claim_history.status IS 'baseline, reported, accepted or dismissed.';
COMMENT ON COLUMN v_claim_history.said_by IS 'Pack and version, or the outlet that reported it first.';
COMMENT ON COLUMN v_claim_history.finding_id IS 'The first finding; empty for the baseline.';

CREATE VIEW v_story_articles AS
SELECT
    m.story_id, row_number() OVER (PARTITION BY m.story_id ORDER BY coalesce(a.published_at, a.first_seen_at), a.id) AS position,
    coalesce(a.published_at, a.first_seen_at) AS told_at, a.language, a.outlet, o.origin, a.title, a.url,
    n.group_id IS NOT NULL AS is_copy, a.id AS article_id
FROM story_members m
JOIN articles a ON a.id = m.article_id
JOIN origins o ON o.article_id = m.article_id
LEFT JOIN near_copies n ON n.article_id = m.article_id;
COMMENT ON VIEW v_story_articles IS 'Articles of each story in order, across outlets and languages.';
COMMENT ON COLUMN v_story_articles.story_id IS 'The story.';
COMMENT ON COLUMN v_story_articles.position IS '1 for the earliest.';
COMMENT ON COLUMN v_story_articles.told_at IS 'When it was published, or seen.';
COMMENT ON COLUMN v_story_articles.language IS 'Language of the article.';
COMMENT ON COLUMN v_story_articles.outlet IS 'Who published it.';
COMMENT ON COLUMN v_story_articles.origin IS 'Whose report it is.';
COMMENT ON COLUMN v_story_articles.title IS 'Its title.';
COMMENT ON COLUMN v_story_articles.url IS 'Its address.';
COMMENT ON COLUMN v_story_articles.is_copy IS 'Whether it largely repeats an earlier article.';
COMMENT ON COLUMN v_story_articles.article_id IS 'The article.';

CREATE VIEW v_first_reports AS
SELECT
    story_id, row_number() OVER (PARTITION BY story_id ORDER BY told_at, origin) AS position, told_at, origin, outlet, language,
    (epoch(told_at) - min(epoch(told_at)) OVER (PARTITION BY story_id)) / 60 AS minutes_behind, articles, title
FROM (
    SELECT
        m.story_id, o.origin, min(coalesce(a.published_at, a.first_seen_at)) AS told_at, count(*) AS articles,
        arg_min(a.outlet, coalesce(a.published_at, a.first_seen_at)) AS outlet,
        arg_min(a.language, coalesce(a.published_at, a.first_seen_at)) AS language,
        arg_min(a.title, coalesce(a.published_at, a.first_seen_at)) AS title
    FROM story_members m
    JOIN articles a ON a.id = m.article_id
    JOIN origins o ON o.article_id = m.article_id
    GROUP BY m.story_id, o.origin
);
COMMENT ON VIEW v_first_reports IS 'Who reported first: for each story its origins in order, with their delay.';
COMMENT ON COLUMN v_first_reports.story_id IS 'The story.';
COMMENT ON COLUMN v_first_reports.position IS '1 for the origin that was first.';
COMMENT ON COLUMN v_first_reports.told_at IS 'When it first reported.';
COMMENT ON COLUMN v_first_reports.origin IS 'Whose report.';
COMMENT ON COLUMN v_first_reports.outlet IS 'The outlet that printed it first.';
COMMENT ON COLUMN v_first_reports.language IS 'Language of that article.';
COMMENT ON COLUMN v_first_reports.minutes_behind IS 'Minutes after the first of all.';
COMMENT ON COLUMN v_first_reports.articles IS 'Its articles in the story.';
COMMENT ON COLUMN v_first_reports.title IS 'Title of the first of them.';

CREATE VIEW v_finding_origins AS
SELECT
    l.alert_id, t.claim, t.topic, t.value, o.origin, min(coalesce(a.published_at, a.first_seen_at)) AS told_at,
    count(DISTINCT a.id) AS articles, list(DISTINCT a.outlet ORDER BY a.outlet) AS outlets,
    list(DISTINCT a.language ORDER BY a.language) AS languages, t.finding_id
FROM alert_findings l
JOIN alerts t ON t.id = l.alert_id
JOIN findings f ON f.id = l.finding_id
JOIN articles a ON a.id = f.article_id
JOIN origins o ON o.article_id = a.id
GROUP BY l.alert_id, t.claim, t.topic, t.value, o.origin, t.finding_id;
COMMENT ON VIEW v_finding_origins IS 'Independent origins of each alert''s news: an agency''s report on twenty sites is one.';
COMMENT ON COLUMN v_finding_origins.alert_id IS 'The alert.';
COMMENT ON COLUMN v_finding_origins.claim IS 'Its claim; empty when novel.';
COMMENT ON COLUMN v_finding_origins.topic IS 'Its topic when novel; else empty.';
COMMENT ON COLUMN v_finding_origins.value IS 'The news in a few words.';
COMMENT ON COLUMN v_finding_origins.origin IS 'Whose report.';
COMMENT ON COLUMN v_finding_origins.told_at IS 'When this origin first said so.';
COMMENT ON COLUMN v_finding_origins.articles IS 'Articles with this origin that say so.';
COMMENT ON COLUMN v_finding_origins.outlets IS 'Who published them.';
COMMENT ON COLUMN v_finding_origins.languages IS 'Their languages.';
COMMENT ON COLUMN v_finding_origins.finding_id IS 'First finding of the alert.';

CREATE VIEW v_entity_weeks AS
SELECT
    entity, week, articles, articles - coalesce(lag(articles) OVER (PARTITION BY entity ORDER BY week), 0) AS change, times
FROM (
    SELECT entity, date_trunc('week', told_on)::DATE AS week, count(*) AS articles, sum(times)::BIGINT AS times
    FROM article_entities GROUP BY ALL
);
COMMENT ON VIEW v_entity_weeks IS 'How often the press names somebody or something, week by week.';
COMMENT ON COLUMN v_entity_weeks.entity IS 'Canonical id in the pack.';
COMMENT ON COLUMN v_entity_weeks.week IS 'Monday of the week.';
COMMENT ON COLUMN v_entity_weeks.articles IS 'Articles that have the name.';
COMMENT ON COLUMN v_entity_weeks.change IS 'The same less the last week that had any.';
COMMENT ON COLUMN v_entity_weeks.times IS 'Mentions in them.';

CREATE VIEW v_source_health AS
SELECT
    s.source_id, s.outlet, s.is_enabled,
    CASE
        WHEN s.removed_at IS NOT NULL THEN 'removed' WHEN NOT s.is_enabled THEN 'off' WHEN s.failures > 0 THEN 'failing'
        WHEN s.last_success_at IS NULL THEN 'never fetched' WHEN s.articles = 0 THEN 'brings nothing' ELSE 'well'
    END AS state,
    s.failures, s.last_error, s.last_success_at, coalesce(r.requests, 0) AS requests, coalesce(r.errors, 0) AS errors,
    coalesce(r.not_modified, 0) AS not_modified, r.median_ms, s.articles, s.newest_published_at
FROM v_sources s
LEFT JOIN (
    SELECT
        source_id, count(*) AS requests, count(*) FILTER (outcome = 'error') AS errors,
        count(*) FILTER (outcome = 'not-modified') AS not_modified, median(duration_ms) AS median_ms
    FROM fetches
    WHERE fetched_at > (SELECT max(fetched_at) - INTERVAL 7 DAY FROM fetches)
    GROUP BY source_id
) r ON r.source_id = s.source_id;
COMMENT ON VIEW v_source_health IS 'How each source fared over its last seven days of fetching.';
COMMENT ON COLUMN v_source_health.source_id IS 'The source.';
COMMENT ON COLUMN v_source_health.outlet IS 'Name of the outlet.';
COMMENT ON COLUMN v_source_health.is_enabled IS 'Whether it is polled.';
COMMENT ON COLUMN v_source_health.state IS 'well, failing, brings nothing, never fetched, off or removed.';
COMMENT ON COLUMN v_source_health.failures IS 'Failed fetches in a row.';
COMMENT ON COLUMN v_source_health.last_error IS 'Message of the last failure; empty when the last fetch went well.';
COMMENT ON COLUMN v_source_health.last_success_at IS 'Last answer that could be read.';
COMMENT ON COLUMN v_source_health.requests IS 'Requests in those days.';
COMMENT ON COLUMN v_source_health.errors IS 'Those that failed.';
COMMENT ON COLUMN v_source_health.not_modified IS 'Those answered 304.';
COMMENT ON COLUMN v_source_health.median_ms IS 'Median milliseconds of an answer.';
COMMENT ON COLUMN v_source_health.articles IS 'Articles it ever led to.';
COMMENT ON COLUMN v_source_health.newest_published_at IS 'Publication time of the newest of them.';

CREATE VIEW v_alerts AS
SELECT
    t.id AS alert_id, t.created_at, t.kind, t.claim, t.topic, t.value, a.title, a.outlet, a.language, a.url, r.origins,
    r.articles, o.delivered, o.pending, o.delivered_at, d.action AS decision, d.why, d.who, d.decided_at, t.silenced_at, t.story_id,
    t.finding_id
FROM alerts t
JOIN findings f ON f.id = t.finding_id
JOIN articles a ON a.id = f.article_id
JOIN v_alert_reports r ON r.alert_id = t.id
LEFT JOIN (
    SELECT
        alert_id, list(target ORDER BY target) FILTER (state = 'delivered') AS delivered,
        list(target ORDER BY target) FILTER (state = 'pending') AS pending, min(delivered_at) AS delivered_at
    FROM deliveries GROUP BY alert_id
) o ON o.alert_id = t.id
LEFT JOIN v_decisions d ON d.finding_id = t.finding_id;
COMMENT ON VIEW v_alerts IS 'Alerts that were made, where they went, and how analysts judged them.';
COMMENT ON COLUMN v_alerts.alert_id IS 'The alert.';
COMMENT ON COLUMN v_alerts.created_at IS 'When it was made.';
COMMENT ON COLUMN v_alerts.kind IS 'contradiction, development or novel.';
COMMENT ON COLUMN v_alerts.claim IS 'The claim; empty when novel.';
COMMENT ON COLUMN v_alerts.topic IS 'The topic when novel; else empty.';
COMMENT ON COLUMN v_alerts.value IS 'The news in a few words.';
COMMENT ON COLUMN v_alerts.title IS 'Title of the first article.';
COMMENT ON COLUMN v_alerts.outlet IS 'Who published it.';
COMMENT ON COLUMN v_alerts.language IS 'Its language.';
COMMENT ON COLUMN v_alerts.url IS 'Its address.';
COMMENT ON COLUMN v_alerts.origins IS 'Independent origins so far.';
COMMENT ON COLUMN v_alerts.articles IS 'Articles so far.';
COMMENT ON COLUMN v_alerts.delivered IS 'Channels that have it.';
COMMENT ON COLUMN v_alerts.pending IS 'Channels that are still to get it.';
COMMENT ON COLUMN v_alerts.delivered_at IS 'When the first channel took it.';
COMMENT ON COLUMN v_alerts.decision IS 'accept or dismiss; empty when nobody decided.';
COMMENT ON COLUMN v_alerts.why IS 'The analyst''s reason.';
COMMENT ON COLUMN v_alerts.who IS 'The analyst.';
COMMENT ON COLUMN v_alerts.decided_at IS 'When that was decided.';
COMMENT ON COLUMN v_alerts.silenced_at IS 'Since when it is silenced; or empty.';
COMMENT ON COLUMN v_alerts.story_id IS 'Story of the first article.';
COMMENT ON COLUMN v_alerts.finding_id IS 'First finding, as accept and dismiss want it.';

CREATE VIEW v_silence AS
SELECT
    f.found_at, f.silence, f.reason, f.kind, f.weight, s.claim, s.topic, s.value, s.evidence, s.certainty, f.rule, f.confidence,
    a.outlet, a.language, a.title, a.url, f.id AS finding_id
FROM findings f
JOIN assertions s ON s.id = f.assertion_id
JOIN articles a ON a.id = f.article_id
WHERE f.silence <> '';
COMMENT ON VIEW v_silence IS 'What the monitor stayed silent about, and why.';
COMMENT ON COLUMN v_silence.found_at IS 'When it was found.';
COMMENT ON COLUMN v_silence.silence IS 'restatement, cannot-tell, minor, date-guessed or dismissed.';
COMMENT ON COLUMN v_silence.reason IS 'The judge''s own sentence.';
COMMENT ON COLUMN v_silence.kind IS 'The verdict.';
COMMENT ON COLUMN v_silence.weight IS 'major or minor.';
COMMENT ON COLUMN v_silence.claim IS 'The claim; empty when novel.';
COMMENT ON COLUMN v_silence.topic IS 'The topic when novel; else empty.';
COMMENT ON COLUMN v_silence.value IS 'What the article says, in a few words.';
COMMENT ON COLUMN v_silence.evidence IS 'The sentence, to the letter.';
COMMENT ON COLUMN v_silence.certainty IS 'How sure the sentence is.';
COMMENT ON COLUMN v_silence.rule IS 'The rule that fired.';
COMMENT ON COLUMN v_silence.confidence IS '0 to 1.';
COMMENT ON COLUMN v_silence.outlet IS 'Who published it.';
COMMENT ON COLUMN v_silence.language IS 'Language of the article.';
COMMENT ON COLUMN v_silence.title IS 'Its title.';
COMMENT ON COLUMN v_silence.url IS 'Its address.';
COMMENT ON COLUMN v_silence.finding_id IS 'The finding.';

CREATE VIEW v_recurring_names AS
SELECT
    surface, language, arg_max(kind, times) AS kind, count(DISTINCT article_id) AS articles, sum(times)::BIGINT AS times,
    min(seen_at) AS first_seen_at, max(seen_at) AS last_seen_at
FROM name_candidates
GROUP BY surface, language
HAVING count(DISTINCT article_id) >= 3;
COMMENT ON VIEW v_recurring_names IS 'Names that no pack knows and that at least three articles have: candidates for the pack.';
COMMENT ON COLUMN v_recurring_names.surface IS 'The name as written.';
COMMENT ON COLUMN v_recurring_names.language IS 'Language of the articles.';
COMMENT ON COLUMN v_recurring_names.kind IS 'What it seems to be, or empty.';
COMMENT ON COLUMN v_recurring_names.articles IS 'Articles that have it.';
COMMENT ON COLUMN v_recurring_names.times IS 'How often in all.';
COMMENT ON COLUMN v_recurring_names.first_seen_at IS 'When it was first seen.';
COMMENT ON COLUMN v_recurring_names.last_seen_at IS 'When it was last seen.';

CREATE VIEW v_near_copies AS
SELECT
    n.group_id, f.title AS first_title, f.outlet AS first_outlet, n.article_id, a.outlet, a.title, a.url,
    coalesce(a.published_at, a.first_seen_at) AS told_at, n.similarity, n.new_chars, n.new_chars > 0 AS has_news
FROM near_copies n
JOIN articles a ON a.id = n.article_id
JOIN articles f ON f.id = n.group_id;
COMMENT ON VIEW v_near_copies IS 'Copies and updates of articles, and how much each says that nobody in its group had said.';
COMMENT ON COLUMN v_near_copies.group_id IS 'The group, named by its first article.';
COMMENT ON COLUMN v_near_copies.first_title IS 'Title of the first article.';
COMMENT ON COLUMN v_near_copies.first_outlet IS 'Who published that.';
COMMENT ON COLUMN v_near_copies.article_id IS 'The copy or update.';
COMMENT ON COLUMN v_near_copies.outlet IS 'Who published it.';
COMMENT ON COLUMN v_near_copies.title IS 'Its title.';
COMMENT ON COLUMN v_near_copies.url IS 'Its address.';
COMMENT ON COLUMN v_near_copies.told_at IS 'When it was published, or seen.';
COMMENT ON COLUMN v_near_copies.similarity IS 'Likeness to the nearest earlier member, 0 to 1.';
COMMENT ON COLUMN v_near_copies.new_chars IS 'Characters in sentences that no earlier member has.';
COMMENT ON COLUMN v_near_copies.has_news IS 'Whether there are any.';

CREATE VIEW v_stories AS
SELECT
    s.id AS story_id, s.title, s.started_at, s.last_at, count(*) AS articles, count(DISTINCT o.origin) AS origins,
    list(DISTINCT a.language ORDER BY a.language) AS languages
FROM stories s
JOIN story_members m ON m.story_id = s.id
JOIN articles a ON a.id = m.article_id
JOIN origins o ON o.article_id = m.article_id
GROUP BY s.id, s.title, s.started_at, s.last_at;
COMMENT ON VIEW v_stories IS 'Stories with how far they spread; those merged into another are left out.';
COMMENT ON COLUMN v_stories.story_id IS 'The story.';
COMMENT ON COLUMN v_stories.title IS 'Title of its first article.';
COMMENT ON COLUMN v_stories.started_at IS 'Time of its earliest article.';
COMMENT ON COLUMN v_stories.last_at IS 'Time of its latest.';
COMMENT ON COLUMN v_stories.articles IS 'Its articles.';
COMMENT ON COLUMN v_stories.origins IS 'Independent origins.';
COMMENT ON COLUMN v_stories.languages IS 'Their languages.';
