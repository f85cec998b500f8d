-- What comes in: runs, sources, fetches, articles with their versions, and the names in them.
CREATE TABLE runs (
    id UUID NOT NULL,
    trigger VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    outcome VARCHAR NOT NULL,
    counts JSON NOT NULL
);
COMMENT ON TABLE runs IS 'One row a run of the watch, finished or not.';
COMMENT ON COLUMN runs.id IS 'Id of the run.';
COMMENT ON COLUMN runs.trigger IS 'What started it: command, schedule, demo, replay.';
COMMENT ON COLUMN runs.started_at IS 'When it began.';
COMMENT ON COLUMN runs.finished_at IS 'When it ended; empty while it runs, and for ever when it was killed.';
COMMENT ON COLUMN runs.outcome IS 'running, done, failed or interrupted.';
COMMENT ON COLUMN runs.counts IS 'What it did, as numbers by name.';

CREATE TABLE sources (
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    link_pattern VARCHAR NOT NULL,
    is_enabled BOOLEAN NOT NULL,
    verified_on VARCHAR NOT NULL,
    verified_how VARCHAR NOT NULL,
    user_agent VARCHAR NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    removed_at TIMESTAMPTZ
);
COMMENT ON TABLE sources IS 'The sources file as last read; sources taken out of it stay here with removed_at.';
COMMENT ON COLUMN sources.id IS 'Short name of the source.';
COMMENT ON COLUMN sources.kind IS 'How its listing is read: rss, atom, sitemap, html-index, auto ...';
COMMENT ON COLUMN sources.url IS 'Address that is polled.';
COMMENT ON COLUMN sources.language IS 'Language of its articles (en, ja, ko), or mul.';
COMMENT ON COLUMN sources.country IS 'Country of the outlet, ISO 3166-1 alpha-2, or empty.';
COMMENT ON COLUMN sources.outlet IS 'Name of the outlet.';
COMMENT ON COLUMN sources.owner IS 'Company or agency behind it; outlets with one owner are one origin.';
COMMENT ON COLUMN sources.link_pattern IS 'For html-index: pattern that article links match.';
COMMENT ON COLUMN sources.is_enabled IS 'Whether it is polled.';
COMMENT ON COLUMN sources.verified_on IS 'ISO day the address was last seen to work, or empty.';
COMMENT ON COLUMN sources.verified_how IS 'The evidence for that, in words.';
COMMENT ON COLUMN sources.user_agent IS 'User agent for this source alone, or empty.';
COMMENT ON COLUMN sources.added_at IS 'When it first stood in the sources file.';
COMMENT ON COLUMN sources.removed_at IS 'When it was found missing there; empty while it stands.';

CREATE TABLE source_states (
    source_id VARCHAR NOT NULL,
    etag VARCHAR NOT NULL,
    last_modified VARCHAR NOT NULL,
    body_hash VARCHAR NOT NULL,
    next_due_at TIMESTAMPTZ,
    failures INTEGER NOT NULL,
    not_modified_streak INTEGER NOT NULL,
    last_success_at TIMESTAMPTZ,
    last_error VARCHAR NOT NULL,
    last_error_at TIMESTAMPTZ
);
COMMENT ON TABLE source_states IS 'What the last fetches of each source left behind; one row a source that was ever fetched.';
COMMENT ON COLUMN source_states.source_id IS 'The source.';
COMMENT ON COLUMN source_states.etag IS 'ETag of the last full answer, or empty.';
COMMENT ON COLUMN source_states.last_modified IS 'Last-Modified of the last full answer, or empty.';
COMMENT ON COLUMN source_states.body_hash IS 'Digest of the last full answer.';
COMMENT ON COLUMN source_states.next_due_at IS 'When it is to be polled again; empty means at once.';
COMMENT ON COLUMN source_states.failures IS 'Failed fetches in a row.';
COMMENT ON COLUMN source_states.not_modified_streak IS 'Answers 304 in a row.';
COMMENT ON COLUMN source_states.last_success_at IS 'Last answer that could be read.';
COMMENT ON COLUMN source_states.last_error IS 'Message of the last failure; empty when the last fetch went well.';
COMMENT ON COLUMN source_states.last_error_at IS 'When that was.';

CREATE TABLE fetches (
    run_id UUID NOT NULL,
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    outcome VARCHAR NOT NULL,
    status INTEGER NOT NULL,
    error VARCHAR NOT NULL,
    size_bytes BIGINT NOT NULL,
    duration_ms DOUBLE NOT NULL,
    page_digest VARCHAR NOT NULL
);
COMMENT ON TABLE fetches IS 'One row a request.';
COMMENT ON COLUMN fetches.run_id IS 'The run that asked.';
COMMENT ON COLUMN fetches.source_id IS 'The source it was asked for.';
COMMENT ON COLUMN fetches.url IS 'Address asked for.';
COMMENT ON COLUMN fetches.purpose IS 'feed, page or robots.';
COMMENT ON COLUMN fetches.fetched_at IS 'When it was asked.';
COMMENT ON COLUMN fetches.outcome IS 'page, not-modified, error, or unreadable: a page that gave no article (error says why).';
COMMENT ON COLUMN fetches.status IS 'HTTP status; 0 when there was no answer.';
COMMENT ON COLUMN fetches.error IS 'Message, empty when all went well.';
COMMENT ON COLUMN fetches.size_bytes IS 'Bytes of the body.';
COMMENT ON COLUMN fetches.duration_ms IS 'Milliseconds from asking to the last byte.';
COMMENT ON COLUMN fetches.page_digest IS 'Key of the raw page in the archive, or empty.';

CREATE TABLE articles (
    id UUID NOT NULL,
    canonical_url VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    byline VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    published_at TIMESTAMPTZ,
    date_source VARCHAR NOT NULL,
    zone VARCHAR NOT NULL,
    is_day_only BOOLEAN NOT NULL,
    updated_at TIMESTAMPTZ,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_checked_at TIMESTAMPTZ NOT NULL,
    revision INTEGER NOT NULL,
    content_hash UUID NOT NULL,
    text_hash UUID NOT NULL,
    text_chars INTEGER NOT NULL,
    is_relevant BOOLEAN,
    relevance DOUBLE
);
COMMENT ON TABLE articles IS 'One row an article (a canonical address), as its current version has it; texts are in revisions.';
COMMENT ON COLUMN articles.id IS 'Digest of the canonical address.';
COMMENT ON COLUMN articles.canonical_url IS 'Address without tracking and variants.';
COMMENT ON COLUMN articles.url IS 'Address as fetched.';
COMMENT ON COLUMN articles.source_id IS 'Source that led to it first.';
COMMENT ON COLUMN articles.outlet IS 'Who published it.';
COMMENT ON COLUMN articles.owner IS 'Owner of the outlet, or empty.';
COMMENT ON COLUMN articles.language IS 'Language of the text: en, ja, ko, ...; und when unknown.';
COMMENT ON COLUMN articles.title IS 'Title without the name of the site.';
COMMENT ON COLUMN articles.byline IS 'Authors as written, or empty.';
COMMENT ON COLUMN articles.agency IS 'Agency that text or byline credits, or empty.';
COMMENT ON COLUMN articles.published_at IS 'When it was published; empty when unknown.';
COMMENT ON COLUMN articles.date_source IS 'Where that was read: json-ld, meta, feed, time, text, url, guessed, none.';
COMMENT ON COLUMN articles.zone IS 'Offset or zone of the date as written or assumed, or empty.';
COMMENT ON COLUMN articles.is_day_only IS 'Whether the date has no time of day.';
COMMENT ON COLUMN articles.updated_at IS 'When the page says it was updated; or empty.';
COMMENT ON COLUMN articles.first_seen_at IS 'When its page was first read.';
COMMENT ON COLUMN articles.last_checked_at IS 'When its page was last read.';
COMMENT ON COLUMN articles.revision IS 'Number of the current version, from 1.';
COMMENT ON COLUMN articles.content_hash IS 'Digest of title and text of the current version.';
COMMENT ON COLUMN articles.text_hash IS 'Digest of the text alone: equal for exact copies.';
COMMENT ON COLUMN articles.text_chars IS 'Characters of the text.';
COMMENT ON COLUMN articles.is_relevant IS 'Whether the judge found it to be about the pack''s matter; empty when not judged.';
COMMENT ON COLUMN articles.relevance IS 'The score behind that, 0 to 1.';

CREATE TABLE revisions (
    article_id UUID NOT NULL,
    revision INTEGER NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd,
    content_hash UUID NOT NULL,
    page_digest VARCHAR NOT NULL,
    encoding VARCHAR NOT NULL,
    text_source VARCHAR NOT NULL
);
COMMENT ON TABLE revisions IS 'Every version of every article with its full text; version 1 is as first seen.';
COMMENT ON COLUMN revisions.article_id IS 'The article.';
COMMENT ON COLUMN revisions.revision IS 'Number of the version, from 1.';
COMMENT ON COLUMN revisions.seen_at IS 'When this version was first seen.';
COMMENT ON COLUMN revisions.title IS 'Title of this version.';
COMMENT ON COLUMN revisions.text IS 'Plain text; paragraphs separated by one blank line.';
COMMENT ON COLUMN revisions.content_hash IS 'Digest of title and text.';
COMMENT ON COLUMN revisions.page_digest IS 'Key of the raw page in the archive, or empty.';
COMMENT ON COLUMN revisions.encoding IS 'Encoding the page was read in.';
COMMENT ON COLUMN revisions.text_source IS 'Where the text stood: html, json-ld or script.';

CREATE TABLE mentions (
    article_id UUID NOT NULL,
    revision INTEGER NOT NULL,
    entity VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL
);
COMMENT ON TABLE mentions IS 'Names that the pack knows, where they stand in a version of an article.';
COMMENT ON COLUMN mentions.article_id IS 'The article.';
COMMENT ON COLUMN mentions.revision IS 'The version.';
COMMENT ON COLUMN mentions.entity IS 'Canonical id in the pack.';
COMMENT ON COLUMN mentions.kind IS 'person, place, organisation, pact, country, title, event ...';
COMMENT ON COLUMN mentions.field IS 'title or text.';
COMMENT ON COLUMN mentions.start_char IS 'Offset of the first character.';
COMMENT ON COLUMN mentions.end_char IS 'Offset behind the last character.';
COMMENT ON COLUMN mentions.surface IS 'The words themselves.';

CREATE TABLE article_entities (
    article_id UUID NOT NULL,
    entity VARCHAR NOT NULL,
    told_on DATE NOT NULL,
    times INTEGER NOT NULL
);
COMMENT ON TABLE article_entities IS 'Which names of the pack each article has, without their places: for counting.';
COMMENT ON COLUMN article_entities.article_id IS 'The article.';
COMMENT ON COLUMN article_entities.entity IS 'Canonical id in the pack.';
COMMENT ON COLUMN article_entities.told_on IS 'UTC day of the article: published, or first seen.';
COMMENT ON COLUMN article_entities.times IS 'How often its first version has it.';

CREATE TABLE name_candidates (
    article_id UUID NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    times INTEGER NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE name_candidates IS 'Names that no pack knows, by article; those that recur deserve a place in the pack.';
COMMENT ON COLUMN name_candidates.article_id IS 'The article.';
COMMENT ON COLUMN name_candidates.surface IS 'The words themselves.';
COMMENT ON COLUMN name_candidates.kind IS 'What it seems to be: person, place, organisation ...; or empty.';
COMMENT ON COLUMN name_candidates.language IS 'Language of the article.';
COMMENT ON COLUMN name_candidates.times IS 'How often the article has it.';
COMMENT ON COLUMN name_candidates.seen_at IS 'When the article was seen.';
