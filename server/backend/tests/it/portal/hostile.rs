//! Notes that try to do something on the page of their reader.

use backend::{note, timeline_read};
use testkit::Portal;

use super::notes::note;

/// Ways into a page, after the OWASP cheat sheet, with Markdown around them.
const CORPUS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<body onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](https://ok.example \"a\\\" onmouseover=alert(1) b=\\\"\")",
    "[x](https://ok.example/\"onmouseover=alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](https://ok.example/a.png)",
    "```html\n<script>alert(1)</script>\n```",
    "`<img src=x onerror=alert(1)>`",
    "```\" onmouseover=alert(1)\nx\n```",
    "</textarea><script>alert(1)</script>",
    "</p></div></article><script>alert(1)</script>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<p style=\"background:url(https://spy.example)\">x</p>",
    "<form action=https://evil.example><input name=password></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<a name=x id=body class=admin>x</a>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "\u{3c}img src=x onerror=alert(1)//",
    "<x onclick=alert(1)>x</x>",
    "- <script>alert(1)</script>\n- <b onclick=alert(1)>x",
    "> <script>alert(1)</script>",
    "# <script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<select><template><style><!--</style><a rel=\"--></style></template></select><img id=x src onerror=alert(1)>\">",
];

/// Names of all tags that are left, with their attributes.
fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

#[tokio::test]
async fn what_is_shown_does_nothing() {
    const ALLOWED: [&str; 12] =
        ["p", "br", "strong", "em", "del", "ul", "ol", "li", "blockquote", "code", "pre", "a"];
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    for attack in CORPUS {
        let body = attack.replace('\t', " ");
        note::write(&portal.manager_of(&portal.alfa), deal.id, note(&body, "all")).await.unwrap();
    }

    let read = timeline_read::items(&portal.manager_of(&portal.beta), deal.id).await.unwrap();

    assert_eq!(read.len(), CORPUS.len());
    for item in &read {
        let html = item.body.as_ref().unwrap().as_str();
        for tag in tags(html) {
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            assert!(ALLOWED.contains(&name), "<{tag}> in {html}");
            let attributes = tag.trim_start_matches('/').strip_prefix(name).unwrap().trim();
            let harmless = attributes.is_empty()
                || name == "a"
                    && (attributes == "rel=\"noopener noreferrer nofollow\""
                        || attributes.starts_with("href=\"https://ok.example")
                            && attributes.matches('"').count() == 4);
            assert!(harmless, "<{tag}> in {html}");
        }
    }
}

#[tokio::test]
async fn mail_shows_it_as_text() {
    let portal = Portal::open().await;
    let owner = portal.staff_seller().actor.user().unwrap();
    let deal = portal.opportunity().owner(owner).accepted_by(&portal.alfa).create().await;

    let body = "Dobrý den <script>alert(1)</script>";
    note::write(&portal.manager_of(&portal.alfa), deal.id, note(body, "")).await.unwrap();

    let mails = portal.mails().await;
    assert!(mails[0].text.contains("<script>alert(1)</script>"), "{}", mails[0].text);
}
