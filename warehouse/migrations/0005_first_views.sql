-- The first questions: what came in, what was found, how the sources fare.
CREATE VIEW v_articles AS
SELECT
    a.id AS article_id, a.published_at, a.outlet, a.language, a.title, a.url, a.is_relevant,
    a.relevance, a.revision, m.story_id, o.origin, a.agency, a.date_source, a.first_seen_at,
    a.source_id
FROM articles a
LEFT JOIN story_members m ON m.article_id = a.id
LEFT JOIN origins o ON o.article_id = a.id;

CREATE VIEW v_texts AS
SELECT
    r.article_id, r.revision, r.revision = a.revision AS is_current, r.seen_at, a.outlet, a.language,
    r.title, r.text
FROM revisions r
JOIN articles a ON a.id = r.article_id;

CREATE VIEW v_findings AS
SELECT
    f.id AS finding_id, f.found_at, f.kind, f.weight, s.claim, s.topic, s.value, s.value_key,
    s.evidence, s.certainty, f.rule, f.confidence, f.compared_with, f.reason, f.silence,
    l.alert_id, a.published_at, a.outlet, a.language, a.title, a.url, f.article_id, s.revision,
    f.pack_id, f.pack_version
FROM findings f
JOIN assertions s ON s.id = f.assertion_id
JOIN articles a ON a.id = f.article_id
LEFT JOIN alert_findings l ON l.finding_id = f.id;

CREATE VIEW v_sources AS
SELECT
    s.id AS source_id, s.outlet, s.language, s.country, s.kind, s.url, s.is_enabled,
    coalesce(t.failures, 0) AS failures, t.last_success_at, t.last_error, t.last_error_at,
    t.next_due_at, t.not_modified_streak,
    coalesce(n.articles, 0) AS articles, n.newest_published_at, s.owner, s.removed_at
FROM sources s
LEFT JOIN source_states t ON t.source_id = s.id
LEFT JOIN (
    SELECT source_id, count(*) AS articles, max(published_at) AS newest_published_at
    FROM articles GROUP BY source_id
) n ON n.source_id = s.id;

COMMENT ON VIEW v_articles IS 'Articles with story and origin, without their texts.';
COMMENT ON COLUMN v_articles.article_id IS 'The article.';
COMMENT ON COLUMN v_articles.published_at IS 'When it was published; empty when unknown.';
COMMENT ON COLUMN v_articles.outlet IS 'Who published it.';
COMMENT ON COLUMN v_articles.language IS 'Language of the text.';
COMMENT ON COLUMN v_articles.title IS 'Title of the current version.';
COMMENT ON COLUMN v_articles.url IS 'Address.';
COMMENT ON COLUMN v_articles.is_relevant IS 'Whether it is about the pack''s matter; empty when not judged.';
COMMENT ON COLUMN v_articles.relevance IS 'The score behind that, 0 to 1.';
COMMENT ON COLUMN v_articles.revision IS 'Number of the current version.';
COMMENT ON COLUMN v_articles.story_id IS 'The story.';
COMMENT ON COLUMN v_articles.origin IS 'Whose report it is.';
COMMENT ON COLUMN v_articles.agency IS 'Agency credited, or empty.';
COMMENT ON COLUMN v_articles.date_source IS 'Where the date was read.';
COMMENT ON COLUMN v_articles.first_seen_at IS 'When its page was first read.';
COMMENT ON COLUMN v_articles.source_id IS 'Source that led to it first.';

COMMENT ON VIEW v_texts IS 'Texts of all versions of all articles; ask by article, texts are large.';
COMMENT ON COLUMN v_texts.article_id IS 'The article.';
COMMENT ON COLUMN v_texts.revision IS 'Number of the version.';
COMMENT ON COLUMN v_texts.is_current IS 'Whether it is the current version.';
COMMENT ON COLUMN v_texts.seen_at IS 'When this version was first seen.';
COMMENT ON COLUMN v_texts.outlet IS 'Who published it.';
COMMENT ON COLUMN v_texts.language IS 'Language of the text.';
COMMENT ON COLUMN v_texts.title IS 'Title of this version.';
COMMENT ON COLUMN v_texts.text IS 'Plain text; paragraphs separated by one blank line.';

COMMENT ON VIEW v_findings IS 'Findings with both the sentence and where it stands.';
COMMENT ON COLUMN v_findings.finding_id IS 'The finding, as accept, dismiss and explain want it.';
COMMENT ON COLUMN v_findings.found_at IS 'When it was found.';
COMMENT ON COLUMN v_findings.kind IS 'contradiction, development, novel, restatement or cannot-tell.';
COMMENT ON COLUMN v_findings.weight IS 'major or minor.';
COMMENT ON COLUMN v_findings.claim IS 'The claim; empty when novel.';
COMMENT ON COLUMN v_findings.topic IS 'The topic when novel; else empty.';
COMMENT ON COLUMN v_findings.value IS 'What the article says, in a few words.';
COMMENT ON COLUMN v_findings.value_key IS 'The same, normalised.';
COMMENT ON COLUMN v_findings.evidence IS 'The sentence, to the letter.';
COMMENT ON COLUMN v_findings.certainty IS 'How sure the sentence is.';
COMMENT ON COLUMN v_findings.rule IS 'The rule that fired.';
COMMENT ON COLUMN v_findings.confidence IS '0 to 1.';
COMMENT ON COLUMN v_findings.compared_with IS 'baseline or current.';
COMMENT ON COLUMN v_findings.reason IS 'Why, or why not.';
COMMENT ON COLUMN v_findings.silence IS 'Why it is part of no alert; empty when it is.';
COMMENT ON COLUMN v_findings.alert_id IS 'The alert it is part of, or empty.';
COMMENT ON COLUMN v_findings.published_at IS 'When the article was published.';
COMMENT ON COLUMN v_findings.outlet IS 'Who published it.';
COMMENT ON COLUMN v_findings.language IS 'Language of the article.';
COMMENT ON COLUMN v_findings.title IS 'Title of the article.';
COMMENT ON COLUMN v_findings.url IS 'Its address.';
COMMENT ON COLUMN v_findings.article_id IS 'The article.';
COMMENT ON COLUMN v_findings.revision IS 'First version of the article that says so.';
COMMENT ON COLUMN v_findings.pack_id IS 'The pack.';
COMMENT ON COLUMN v_findings.pack_version IS 'Its version.';

COMMENT ON VIEW v_sources IS 'Sources with their health and what they brought.';
COMMENT ON COLUMN v_sources.source_id IS 'The source.';
COMMENT ON COLUMN v_sources.outlet IS 'Name of the outlet.';
COMMENT ON COLUMN v_sources.language IS 'Language of its articles.';
COMMENT ON COLUMN v_sources.country IS 'Country of the outlet.';
COMMENT ON COLUMN v_sources.kind IS 'How its listing is read.';
COMMENT ON COLUMN v_sources.url IS 'Address that is polled.';
COMMENT ON COLUMN v_sources.is_enabled IS 'Whether it is polled.';
COMMENT ON COLUMN v_sources.failures IS 'Failed fetches in a row.';
COMMENT ON COLUMN v_sources.last_success_at IS 'Last answer that could be read.';
COMMENT ON COLUMN v_sources.last_error IS 'Message of the last failure; empty when the last fetch went well.';
COMMENT ON COLUMN v_sources.last_error_at IS 'When that was.';
COMMENT ON COLUMN v_sources.next_due_at IS 'When it is to be polled again.';
COMMENT ON COLUMN v_sources.not_modified_streak IS 'Answers 304 in a row.';
COMMENT ON COLUMN v_sources.articles IS 'Articles it led to.';
COMMENT ON COLUMN v_sources.newest_published_at IS 'Publication time of the newest of them.';
COMMENT ON COLUMN v_sources.owner IS 'Company or agency behind it.';
COMMENT ON COLUMN v_sources.removed_at IS 'When it left the sources file; empty while it stands.';
