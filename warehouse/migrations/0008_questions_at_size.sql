-- Views that joined or counted whole tables read what is kept for them, so that each answers in well under a second at a
-- million articles.
ALTER TABLE revisions ADD COLUMN outlet VARCHAR DEFAULT '';
ALTER TABLE revisions ADD COLUMN language VARCHAR DEFAULT '';
ALTER TABLE revisions ADD COLUMN is_current BOOLEAN DEFAULT true;
COMMENT ON COLUMN revisions.outlet IS 'Who published it.';
COMMENT ON COLUMN revisions.language IS 'Language of the text.';
COMMENT ON COLUMN revisions.is_current IS 'Whether no later version is known.';

UPDATE revisions SET outlet = a.outlet, language = a.language, is_current = revisions.revision = a.revision
FROM articles a WHERE a.id = revisions.article_id;

CREATE OR REPLACE VIEW v_texts AS
SELECT article_id, revision, is_current, seen_at, outlet, language, title, text
FROM revisions;
COMMENT ON VIEW v_texts IS 'Texts of all versions of all articles; texts are large, ask for few at a time.';
COMMENT ON COLUMN v_texts.article_id IS 'The article.';
COMMENT ON COLUMN v_texts.revision IS 'Number of the version.';
COMMENT ON COLUMN v_texts.is_current IS 'Whether it is the current version.';
COMMENT ON COLUMN v_texts.seen_at IS 'When this version was first seen.';
COMMENT ON COLUMN v_texts.outlet IS 'Who published it.';
COMMENT ON COLUMN v_texts.language IS 'Language of the text.';
COMMENT ON COLUMN v_texts.title IS 'Title of this version.';
COMMENT ON COLUMN v_texts.text IS 'Plain text; paragraphs separated by one blank line.';

ALTER TABLE story_members ADD COLUMN language VARCHAR DEFAULT '';
ALTER TABLE story_members ADD COLUMN outlet VARCHAR DEFAULT '';
ALTER TABLE story_members ADD COLUMN origin VARCHAR DEFAULT '';
ALTER TABLE story_members ADD COLUMN title VARCHAR DEFAULT '';
ALTER TABLE story_members ADD COLUMN url VARCHAR DEFAULT '';
ALTER TABLE story_members ADD COLUMN is_copy BOOLEAN DEFAULT false;
COMMENT ON COLUMN story_members.language IS 'Language of the article.';
COMMENT ON COLUMN story_members.outlet IS 'Who published it.';
COMMENT ON COLUMN story_members.origin IS 'Whose report it is.';
COMMENT ON COLUMN story_members.title IS 'Its title.';
COMMENT ON COLUMN story_members.url IS 'Its address.';
COMMENT ON COLUMN story_members.is_copy IS 'Whether it largely repeats an earlier article.';

UPDATE story_members SET
    language = a.language, outlet = a.outlet, origin = o.origin, title = a.title, url = a.url,
    is_copy = n.article_id IS NOT NULL
FROM articles a
JOIN origins o ON o.article_id = a.id
LEFT JOIN near_copies n ON n.article_id = a.id
WHERE a.id = story_members.article_id;

CREATE OR REPLACE VIEW v_story_articles AS
SELECT story_id, position, told_at, language, outlet, origin, title, url, is_copy, article_id
FROM story_members;
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

CREATE TABLE recurring_names (
    surface VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    articles INTEGER NOT NULL,
    times BIGINT NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE recurring_names IS 'Names of name_candidates that at least three articles have, counted.';
COMMENT ON COLUMN recurring_names.surface IS 'The name as written.';
COMMENT ON COLUMN recurring_names.language IS 'Language of the articles.';
COMMENT ON COLUMN recurring_names.kind IS 'What it seems to be, or empty.';
COMMENT ON COLUMN recurring_names.articles IS 'Articles that have it.';
COMMENT ON COLUMN recurring_names.times IS 'How often in all.';
COMMENT ON COLUMN recurring_names.first_seen_at IS 'When it was first seen.';
COMMENT ON COLUMN recurring_names.last_seen_at IS 'When it was last seen.';

INSERT INTO recurring_names
SELECT
    surface, language, arg_max(kind, times), count(DISTINCT article_id), sum(times)::BIGINT, min(seen_at), max(seen_at)
FROM name_candidates
GROUP BY surface, language
HAVING count(DISTINCT article_id) >= 3;

CREATE OR REPLACE VIEW v_recurring_names AS
SELECT surface, language, kind, articles, times, first_seen_at, last_seen_at
FROM recurring_names;
COMMENT ON VIEW v_recurring_names IS 'Names that no pack knows and that at least three articles have: candidates for the pack.';
COMMENT ON COLUMN v_recurring_names.surface IS 'The name as written.';
COMMENT ON COLUMN v_recurring_names.language IS 'Language of the articles.';
COMMENT ON COLUMN v_recurring_names.kind IS 'What it seems to be, or empty.';
COMMENT ON COLUMN v_recurring_names.articles IS 'Articles that have it.';
COMMENT ON COLUMN v_recurring_names.times IS 'How often in all.';
COMMENT ON COLUMN v_recurring_names.first_seen_at IS 'When it was first seen.';
COMMENT ON COLUMN v_recurring_names.last_seen_at IS 'When it was last seen.';
