-- Rows of every table, of the shape and spread that $size distinct articles of $days days leave behind; texts apart.
-- One article in five is a near-copy, one in twenty has a finding, one in two hundred an alert; half of the articles
-- are in stories of five.
CREATE TEMP TABLE plan AS
SELECT
    i, md5('article' || i)::UUID AS id, md5('hash' || i)::UUID AS digest, 'https://filler.example/' || i AS url,
    ['en', 'ja', 'ko'][i % 3 + 1] AS language, 'Outlet ' || hash(i) % 90 AS outlet, 's' || hash(i) % 130 AS source_id,
    md5('article' || if(i % 10 < 5, i - i % 10, i))::UUID AS story_id,
    md5('article' || if(i % 10 = 9, i - 9, i))::UUID AS group_id,
    $now::TIMESTAMPTZ - to_seconds(($size - i) * $days * 86400 // $size) AS told_at
FROM range($size) t(i);
INSERT INTO runs
SELECT md5('run' || r)::UUID, 'schedule', $now::TIMESTAMPTZ - to_hours(r), $now::TIMESTAMPTZ - to_hours(r), 'done', '{}'
FROM range($days * 24) t(r);
INSERT INTO sources
SELECT 's' || s, 'rss', 'https://s' || s || '.example', 'en', 'KR', 'Outlet ' || s % 90, '', '', true, '', '', '', $now, NULL
FROM range(130) t(s);
INSERT INTO source_states
SELECT 's' || s, '', '', '', $now, 0, 0, $now, '', NULL FROM range(130) t(s);
INSERT INTO fetches
SELECT
    md5('run' || i % 1000)::UUID, source_id, url, if(n = 0, 'feed', 'page'), told_at,
    ['page', 'page', 'not-modified', 'error'][(hash(i, n) % 4)::INT + 1], 200, '', 9000, hash(i) % 900, ''
FROM plan, range(2) t(n);
INSERT INTO articles
SELECT
    id, url, url, source_id, outlet, '', language, 'Filler of a length that headlines have, number ' || i, '', '', told_at,
    'feed', '', false, NULL, told_at, told_at, 1, digest, digest, 1200, i % 10 = 0, 0.5
FROM plan;
INSERT INTO mentions
SELECT id, 1, 'person.p' || (hash(i, m) % 200), 'person', 'text', m, m + 3, 'abc' FROM plan, range(5) r(m);
INSERT INTO article_entities
SELECT id, 'person.p' || (hash(i, m) % 200), told_at::DATE, 1 FROM plan, range(4) r(m);
INSERT INTO name_candidates
SELECT id, 'Name ' || (hash(i, m) % 800 * (hash(m, i) % 800)), 'person', language, 1, told_at FROM plan, range(2) r(m);
INSERT INTO near_sketches
SELECT
    i + 1, id, group_id, told_at, unhex(rpad(md5(url) || md5(id::VARCHAR) || md5(url || 'a') || md5(url || 'b')
    || md5(url || 'c') || md5(url || 'd') || md5(url || 'e') || md5(url || 'f'), 252, '0')),
    list_transform(range(25), lambda x: hash(i, x))
FROM plan WHERE told_at > $now::TIMESTAMPTZ - INTERVAL 60 DAY;
INSERT INTO near_bands
SELECT hash(i, b) % 4294967296, i + 1 FROM plan, range(42) r(b) WHERE told_at > $now::TIMESTAMPTZ - INTERVAL 60 DAY;
INSERT INTO near_copies
SELECT id, group_id, 0.8, if(i % 20 = 9, 90, 0), told_at FROM plan WHERE group_id <> id;
INSERT INTO origins SELECT id, 'outlet:' || outlet, 'outlet' FROM plan;
INSERT INTO stories (id, title, started_at, last_at)
SELECT story_id, 'Filler ' || min(i), min(told_at), max(told_at) FROM plan GROUP BY story_id;
INSERT INTO story_members (article_id, story_id, score, joined_at) SELECT id, story_id, 0.0, told_at FROM plan;
INSERT INTO story_merges
SELECT md5('gone' || i)::UUID, story_id, id, told_at FROM plan WHERE i % 500 = 0;
INSERT INTO story_features
SELECT id, told_at, (hash(language, (hash(i, f) % 4472) * (hash(f, i) % 4472)) // 2) * 2, 1.5
FROM plan, range(200) r(f) WHERE told_at > $now::TIMESTAMPTZ - INTERVAL 20 DAY;
INSERT INTO claims
SELECT
    'bench', v::VARCHAR, 'subject.c' || c, 'status', 'A claim.', '', '', 'open', '{}', DATE '2026-01-13', '', [], $now
FROM range(40) t(c), range(5) u(v);
INSERT INTO assertions
SELECT
    md5('assertion' || i)::UUID, id, 1, 'subject.c' || (hash(i) % 40), '', 'shut', 'rung:' || i // 200, NULL, 'asserted',
    'Filler', 'title', 0, 6
FROM plan WHERE i % 20 = 0;
INSERT INTO findings
SELECT
    md5('finding' || i)::UUID, md5('assertion' || i)::UUID, id, md5('run' || i % 1000)::UUID, 'bench', '1',
    if(i % 40 = 0, 'development', 'restatement'), 'major', 'filler', 0.9, 'baseline', 'Because.', i % 40 = 0,
    if(i % 40 = 0, '', 'restatement'), told_at
FROM plan WHERE i % 20 = 0;
INSERT INTO alerts
SELECT
    md5('alert' || i)::UUID, 'key' || i, 'bench', 'development', 'subject.c' || (hash(i) % 40), '', 'shut', 'rung:' || i // 200,
    story_id, md5('finding' || i)::UUID, md5('run' || i % 1000)::UUID, told_at, NULL
FROM plan WHERE i % 200 = 0;
INSERT INTO alert_findings
SELECT md5('alert' || (i - i % 200))::UUID, md5('finding' || i)::UUID, told_at FROM plan WHERE i % 40 = 0;
INSERT INTO deliveries
SELECT md5('alert' || i)::UUID, 'mail', 'delivered', 0, told_at, told_at, told_at, '' FROM plan WHERE i % 200 = 0;
INSERT INTO feedback
SELECT md5('decision' || i)::UUID, md5('finding' || i)::UUID, 'accept', '', 'ann', told_at, NULL
FROM plan WHERE i % 1000 = 0;
