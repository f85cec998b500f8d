"""The marks, notes and datelines of news desks are told from what they stand around."""

from __future__ import annotations

import pytest

from extractors.newswire import headline_span, report_start

MARKED = (
    "(LEAD) {}",
    "(2nd LD) {}",
    "UPDATE 1-{}",
    "UPDATE2: {}",
    "WRAPUP 3-{}",
    "CORRECTED-UPDATE 2-{}",
    "URGENT: {}",
    "Correction: {}",
    "{} (UPDATED)",
    "{} (recasts with vote)",
    "{} (adds quote)",
    "【速報】{}",
    "【更新】{}",
    "〔続報〕{}",
    "（差し替え）{}",
    "訂正-{}",
    "{}（第2報）",
    "{}（第３報）",
    "{}＝差し替え",
    "[속보] {}",
    "<속보> {}",
    "(1보) {}",
    "[3보] {}",
    "{}(종합)",
    "{}(종합2보)",
    "{} [종합 2보]",
    "[속보] {}(종합)",
    "[정정] {}",
    "[고침] {}",
)


@pytest.mark.parametrize("mark", MARKED)
@pytest.mark.parametrize("headline", ["Lee flies to Nara", "首相、奈良へ", "이 대통령 나라行"])
def test_a_headline_is_found_among_its_marks(mark: str, headline: str) -> None:
    title = mark.format(headline)
    assert title[slice(*headline_span(title))] == headline


@pytest.mark.parametrize(
    "title",
    [
        "Lead pipes found in Nara",
        "Updates on the ferry: none",
        "Urgent talks in Tokyo",
        "Flash floods hit Busan",
        "内閣改造で5人差し替え",
        "速報値は0.3%増",
        "종합 대책 발표",
        "수정 예산안 통과",
        "[칼럼] 이웃",
        "(종합)",
    ],
)
def test_news_that_begins_like_a_mark_is_kept_whole(title: str) -> None:
    assert headline_span(title) == (0, len(title))


@pytest.mark.parametrize(
    ("head", "report"),
    [
        ("SEOUL, Sept. 14 (Yonhap) -- ", "The ban is lifted."),
        ("(ATTN: ADDS quote in para 3)\n\nSEOUL, Sept. 14 (Yonhap) -- ", "The ban is lifted."),
        ("TOKYO (AP) — ", "Japan said so."),
        ("SEOUL/TOKYO, Jan 13 (Reuters) - ", "Japan said so."),
        ("(Corrects the second paragraph.)\n", "Japan said so."),
        ("【ソウル共同】", "両政府は12日、発表した。"),
        ("（ソウル＝聯合ニュース）", "両政府は12日、発表した。"),
        ("（第2段落を訂正します）\n\n【AFP=時事】", "両政府は発表した。"),
        ("［東京 １２日 ロイター］ - ", "両政府は発表した。"),
        ("(서울=연합뉴스) 김철수 기자 = ", "정부가 5일 발표했다."),
        ("[서울=뉴시스]김철수 이영희 기자 = ", "정부가 5일 발표했다."),
        ("(사진 추가)\n(도쿄=연합뉴스) 박성진 특파원 = ", "정부가 5일 발표했다."),
        ("[이데일리 김철수 기자] ", "정부가 5일 발표했다."),
        ("", "South Korea - the host - won."),
        ("", "Lee (AP) said so -- twice."),
        ("", "(여자)아이들이 나라에서 공연했다."),
    ],
)
def test_a_report_begins_behind_notes_and_dateline(head: str, report: str) -> None:
    assert (head + report)[report_start(head + report) :] == report
