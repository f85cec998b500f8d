-- What belongs together: near-copies, origins, stories.
CREATE TABLE near_sketches (
    slot UINTEGER NOT NULL,
    article_id UUID NOT NULL,
    group_id UUID NOT NULL,
    indexed_at TIMESTAMPTZ NOT NULL,
    sketch BLOB NOT NULL,
    sentences UBIGINT[] NOT NULL
);
COMMENT ON TABLE near_sketches IS 'What near-copies are recognised by, one row a version; the newest alone are kept (see near_bands).';
COMMENT ON COLUMN near_sketches.slot IS 'Short number that near_bands refers to.';
COMMENT ON COLUMN near_sketches.article_id IS 'The article.';
COMMENT ON COLUMN near_sketches.group_id IS 'Its near-copy group.';
COMMENT ON COLUMN near_sketches.indexed_at IS 'When it was entered.';
COMMENT ON COLUMN near_sketches.sketch IS 'MinHash over character 5-grams, one byte a permutation.';
COMMENT ON COLUMN near_sketches.sentences IS 'Keys of its sentences, in order.';

CREATE TABLE near_bands (
    band_key UINTEGER NOT NULL,
    slot UINTEGER NOT NULL
);
COMMENT ON TABLE near_bands IS 'Locality-sensitive hashing of near_sketches: near-copies share at least two keys. Internal.';
COMMENT ON COLUMN near_bands.band_key IS 'Key of one band of the MinHash.';
COMMENT ON COLUMN near_bands.slot IS 'The row of near_sketches.';

CREATE TABLE near_copies (
    article_id UUID NOT NULL,
    group_id UUID NOT NULL,
    similarity DOUBLE NOT NULL,
    new_chars INTEGER NOT NULL,
    joined_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE near_copies IS 'Articles that say largely what an earlier one said; grouped, never dropped.';
COMMENT ON COLUMN near_copies.article_id IS 'The later article.';
COMMENT ON COLUMN near_copies.group_id IS 'The group, named by its first article, its representative.';
COMMENT ON COLUMN near_copies.similarity IS 'Estimated Jaccard likeness (character 5-grams) to the nearest earlier member.';
COMMENT ON COLUMN near_copies.new_chars IS 'Characters in sentences that no earlier member has: 0 for a plain copy.';
COMMENT ON COLUMN near_copies.joined_at IS 'When it joined the group.';

CREATE TABLE origins (
    article_id UUID NOT NULL,
    origin VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE origins IS 'Whose report an article is; articles with one origin count once.';
COMMENT ON COLUMN origins.article_id IS 'The article.';
COMMENT ON COLUMN origins.origin IS 'agency:..., owner:... or outlet:...';
COMMENT ON COLUMN origins.reason IS 'How that is known: agency (credited), copy (of another outlet''s article), owner, outlet.';

CREATE TABLE stories (
    id UUID NOT NULL,
    title VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    merged_into UUID
);
COMMENT ON TABLE stories IS 'Events as the press tells them, across outlets, days and languages.';
COMMENT ON COLUMN stories.id IS 'Stable id, from its first article.';
COMMENT ON COLUMN stories.title IS 'Title of its first article.';
COMMENT ON COLUMN stories.started_at IS 'Time of its earliest article.';
COMMENT ON COLUMN stories.last_at IS 'Time of its latest article.';
COMMENT ON COLUMN stories.merged_into IS 'The story it turned out to be part of; empty for most.';

CREATE TABLE story_members (
    article_id UUID NOT NULL,
    story_id UUID NOT NULL,
    score DOUBLE NOT NULL,
    joined_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE story_members IS 'Which story each article belongs to: exactly one.';
COMMENT ON COLUMN story_members.article_id IS 'The article.';
COMMENT ON COLUMN story_members.story_id IS 'The story, after merges.';
COMMENT ON COLUMN story_members.score IS 'Likeness to the story when it joined; 0 for the first article.';
COMMENT ON COLUMN story_members.joined_at IS 'When it joined.';

CREATE TABLE story_merges (
    from_story UUID NOT NULL,
    into_story UUID NOT NULL,
    article_id UUID NOT NULL,
    merged_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE story_merges IS 'Stories that an article showed to be one.';
COMMENT ON COLUMN story_merges.from_story IS 'The younger story; its id lives on in stories.merged_into.';
COMMENT ON COLUMN story_merges.into_story IS 'The older story, which keeps its id.';
COMMENT ON COLUMN story_merges.article_id IS 'The article that belongs to both.';
COMMENT ON COLUMN story_merges.merged_at IS 'When that was seen.';

CREATE TABLE story_features (
    article_id UUID NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    feature UBIGINT NOT NULL,
    weight FLOAT NOT NULL
);
COMMENT ON TABLE story_features IS 'What stories are recognised by, for the articles of the last days. Internal.';
COMMENT ON COLUMN story_features.article_id IS 'The article.';
COMMENT ON COLUMN story_features.happened_at IS 'When it was published, or seen.';
COMMENT ON COLUMN story_features.feature IS 'Key of an entity, number, date or n-gram.';
COMMENT ON COLUMN story_features.weight IS 'How much the article makes of it.';
