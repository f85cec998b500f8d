-- What is judged: claims by version, assertions, findings, decisions.
CREATE TABLE claims (
    pack_id VARCHAR NOT NULL,
    pack_version VARCHAR NOT NULL,
    claim VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    statement_en VARCHAR NOT NULL,
    statement_ja VARCHAR NOT NULL,
    statement_ko VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    value_json JSON NOT NULL,
    as_of DATE NOT NULL,
    ladder VARCHAR NOT NULL,
    seeds VARCHAR[] NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE claims IS 'The baseline, claim by claim, for every version of a pack that was ever judged by.';
COMMENT ON COLUMN claims.pack_id IS 'The pack.';
COMMENT ON COLUMN claims.pack_version IS 'Its version.';
COMMENT ON COLUMN claims.claim IS 'Id of the claim, subject.aspect.';
COMMENT ON COLUMN claims.type IS 'fact, gauge, status, stance or office.';
COMMENT ON COLUMN claims.statement_en IS 'The claim in English.';
COMMENT ON COLUMN claims.statement_ja IS 'The claim in Japanese.';
COMMENT ON COLUMN claims.statement_ko IS 'The claim in Korean.';
COMMENT ON COLUMN claims.value IS 'Its value in a few words.';
COMMENT ON COLUMN claims.value_json IS 'Its typed value.';
COMMENT ON COLUMN claims.as_of IS 'Day for which, or from which, the value holds.';
COMMENT ON COLUMN claims.ladder IS 'Ladder of a status, or empty.';
COMMENT ON COLUMN claims.seeds IS 'Documents that say so.';
COMMENT ON COLUMN claims.loaded_at IS 'When this version was first used.';

CREATE TABLE assertions (
    id UUID NOT NULL,
    article_id UUID NOT NULL,
    revision INTEGER NOT NULL,
    claim VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    value_key VARCHAR NOT NULL,
    value_json JSON,
    certainty VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL
);
COMMENT ON TABLE assertions IS 'What a sentence says about the subject of a claim (or a topic): the evidence of findings.';
COMMENT ON COLUMN assertions.id IS 'Digest of article, claim or topic, value and sentence.';
COMMENT ON COLUMN assertions.article_id IS 'The article.';
COMMENT ON COLUMN assertions.revision IS 'First version of the article that says so.';
COMMENT ON COLUMN assertions.claim IS 'The claim whose subject it is; empty for a novel event.';
COMMENT ON COLUMN assertions.topic IS 'The topic of a novel event; else empty.';
COMMENT ON COLUMN assertions.value IS 'What it says, in a few words.';
COMMENT ON COLUMN assertions.value_key IS 'The same, normalised: equal for equal news.';
COMMENT ON COLUMN assertions.value_json IS 'Typed value, which an acceptance makes the current one; may be empty.';
COMMENT ON COLUMN assertions.certainty IS 'How sure the sentence is: asserted, negated, planned, demanded, denied, rumoured ...';
COMMENT ON COLUMN assertions.evidence IS 'The sentence, to the letter.';
COMMENT ON COLUMN assertions.field IS 'Where it stands: text or title.';
COMMENT ON COLUMN assertions.start_char IS 'Offset of the sentence.';
COMMENT ON COLUMN assertions.end_char IS 'Offset behind it.';

CREATE TABLE findings (
    id UUID NOT NULL,
    assertion_id UUID NOT NULL,
    article_id UUID NOT NULL,
    run_id UUID NOT NULL,
    pack_id VARCHAR NOT NULL,
    pack_version VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    weight VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    compared_with VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    is_alerting BOOLEAN NOT NULL,
    silence VARCHAR NOT NULL,
    found_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE findings IS 'Verdicts on assertions, silent ones included.';
COMMENT ON COLUMN findings.id IS 'Digest of assertion, pack and kind: judging again changes nothing.';
COMMENT ON COLUMN findings.assertion_id IS 'What was judged.';
COMMENT ON COLUMN findings.article_id IS 'The article that says so.';
COMMENT ON COLUMN findings.run_id IS 'The run that found it.';
COMMENT ON COLUMN findings.pack_id IS 'The pack it was judged by.';
COMMENT ON COLUMN findings.pack_version IS 'Version of the pack when it was first found.';
COMMENT ON COLUMN findings.kind IS 'contradiction, development, novel, restatement or cannot-tell.';
COMMENT ON COLUMN findings.weight IS 'major or minor.';
COMMENT ON COLUMN findings.rule IS 'The rule that fired.';
COMMENT ON COLUMN findings.confidence IS '0 to 1.';
COMMENT ON COLUMN findings.compared_with IS 'baseline or current (an accepted later value), or empty.';
COMMENT ON COLUMN findings.reason IS 'Why, or why not, in a sentence.';
COMMENT ON COLUMN findings.is_alerting IS 'Whether a finding of this kind and weight is to be told.';
COMMENT ON COLUMN findings.silence IS 'Why it is part of no alert: restatement, cannot-tell, minor, date-guessed, dismissed; empty when it is.';
COMMENT ON COLUMN findings.found_at IS 'When it was found.';

CREATE TABLE feedback (
    id UUID NOT NULL,
    finding_id UUID NOT NULL,
    action VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL,
    undoes UUID
);
COMMENT ON TABLE feedback IS 'What analysts decided about findings; nothing is ever taken out, an undo is a row of its own.';
COMMENT ON COLUMN feedback.id IS 'Id of the decision.';
COMMENT ON COLUMN feedback.finding_id IS 'The finding decided about.';
COMMENT ON COLUMN feedback.action IS 'accept, dismiss or undo.';
COMMENT ON COLUMN feedback.why IS 'The analyst''s reason, may be empty.';
COMMENT ON COLUMN feedback.who IS 'The analyst.';
COMMENT ON COLUMN feedback.decided_at IS 'When.';
COMMENT ON COLUMN feedback.undoes IS 'For an undo: the decision taken back.';
