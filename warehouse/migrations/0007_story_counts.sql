-- What views of stories used to count over the whole corpus is kept beside them, so that a question takes
-- milliseconds at a million articles.
ALTER TABLE stories ADD COLUMN articles INTEGER DEFAULT 0;
ALTER TABLE stories ADD COLUMN origins INTEGER DEFAULT 0;
ALTER TABLE stories ADD COLUMN languages VARCHAR[] DEFAULT [];
COMMENT ON COLUMN stories.articles IS 'How many articles it has; 0 once it is merged into another.';
COMMENT ON COLUMN stories.origins IS 'How many independent origins they have.';
COMMENT ON COLUMN stories.languages IS 'Their languages, in alphabetical order.';

ALTER TABLE story_members ADD COLUMN told_at TIMESTAMPTZ;
ALTER TABLE story_members ADD COLUMN position INTEGER;
COMMENT ON COLUMN story_members.told_at IS 'When the article was published, or seen.';
COMMENT ON COLUMN story_members.position IS '1 for the earliest article of the story.';

CREATE TABLE story_origins (
    story_id UUID NOT NULL,
    origin VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    told_at TIMESTAMPTZ NOT NULL,
    minutes_behind DOUBLE NOT NULL,
    articles INTEGER NOT NULL,
    outlet VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    title VARCHAR NOT NULL
);
COMMENT ON TABLE story_origins IS 'The independent origins of each story, in the order in which they reported.';
COMMENT ON COLUMN story_origins.story_id IS 'The story.';
COMMENT ON COLUMN story_origins.origin IS 'Whose report.';
COMMENT ON COLUMN story_origins.position IS '1 for the origin that was first.';
COMMENT ON COLUMN story_origins.told_at IS 'When it first reported.';
COMMENT ON COLUMN story_origins.minutes_behind IS 'Minutes after the first of all.';
COMMENT ON COLUMN story_origins.articles IS 'Its articles in the story.';
COMMENT ON COLUMN story_origins.outlet IS 'The outlet that printed it first.';
COMMENT ON COLUMN story_origins.language IS 'Language of that article.';
COMMENT ON COLUMN story_origins.title IS 'Title of that article.';

CREATE TEMP TABLE told AS
SELECT
    m.story_id, m.article_id, coalesce(a.published_at, a.first_seen_at) AS told_at, o.origin, a.outlet, a.language, a.title
FROM story_members m
JOIN articles a ON a.id = m.article_id
JOIN origins o ON o.article_id = m.article_id;

UPDATE story_members SET told_at = n.told_at, position = n.position
FROM (
    SELECT article_id, told_at, row_number() OVER (PARTITION BY story_id ORDER BY told_at, article_id) AS position FROM told
) n WHERE story_members.article_id = n.article_id;

UPDATE stories SET articles = n.articles, origins = n.origins, languages = n.languages
FROM (
    SELECT story_id, count(*) AS articles, count(DISTINCT origin) AS origins, list(DISTINCT language ORDER BY language) AS languages
    FROM told GROUP BY story_id
) n WHERE stories.id = n.story_id;

INSERT INTO story_origins
SELECT
    story_id, origin, row_number() OVER (PARTITION BY story_id ORDER BY told_at, origin), told_at,
    (epoch(told_at) - min(epoch(told_at)) OVER (PARTITION BY story_id)) / 60, articles, outlet, language, title
FROM (
    SELECT *, count(*) OVER (PARTITION BY story_id, origin) AS articles FROM told
    QUALIFY row_number() OVER (PARTITION BY story_id, origin ORDER BY told_at, article_id) = 1
);

DROP TABLE told;

CREATE OR REPLACE VIEW v_stories AS
SELECT id AS story_id, title, started_at, last_at, articles, origins, languages
FROM stories
WHERE merged_into IS NULL;
COMMENT ON VIEW v_stories IS 'Stories with how far they spread; those merged into another are left out.';
COMMENT ON COLUMN v_stories.story_id IS 'The story.';
COMMENT ON COLUMN v_stories.title IS 'Title of its first article.';
COMMENT ON COLUMN v_stories.started_at IS 'Time of its earliest article.';
COMMENT ON COLUMN v_stories.last_at IS 'Time of its latest.';
COMMENT ON COLUMN v_stories.articles IS 'Its articles.';
COMMENT ON COLUMN v_stories.origins IS 'Independent origins.';
COMMENT ON COLUMN v_stories.languages IS 'Their languages.';

CREATE OR REPLACE VIEW v_story_articles AS
SELECT
    m.story_id, m.position, m.told_at, a.language, a.outlet, o.origin, a.title, a.url, n.group_id IS NOT NULL AS is_copy,
    a.id AS article_id
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

CREATE OR REPLACE VIEW v_first_reports AS
SELECT story_id, position, told_at, origin, outlet, language, minutes_behind, articles, title
FROM story_origins;
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
