/* SPDX-License-Identifier: MIT */
/*
 * The head of the HTML report. Nothing is loaded and nothing runs: the policy
 * forbids all but the one style that stands in the page, by its digest.
 */

#include "render/html.h"

#include "base/hash.h"

/*
 * Colours have a contrast of 4.5 to 1 at least, in both schemes; those of boxes
 * that are never letters (--e1, --r1 ...) 3 to 1.
 */
static const char style[] =
    ":root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#57606a;"
    "--line:#d0d7de;--soft:#f6f8fa;--ok:#1a7f37;--info:#0969da;--warn:#9a6700;"
    "--bad:#cf222e;--none:#6e7781;"
    "--e1:#e5534b;--e2:#b62324;--e3:#8e1519;--e4:#490202;"
    "--r1:#218bff;--r2:#0969da;--r3:#033d8b;--r4:#002155}"
    "@media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;"
    "--dim:#9198a1;--line:#3d444d;--soft:#161b22;--ok:#3fb950;--info:#58a6ff;"
    "--warn:#d29922;--bad:#ff7b72;--none:#9198a1;"
    "--e1:#c93531;--e2:#f85149;--e3:#ffa198;--e4:#ffdcd7;"
    "--r1:#1f6feb;--r2:#58a6ff;--r3:#a5d6ff;--r4:#e0f0ff}}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;padding:1rem;max-width:72rem;background:var(--bg);"
    "color:var(--fg);font:16px/1.5 system-ui,sans-serif;"
    "overflow-wrap:anywhere}"
    "h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.2rem;margin:2rem 0 "
    ".5rem;border-bottom:1px solid var(--line)}"
    "h3{font-size:1rem;margin:1.5rem 0 .25rem}p{margin:.25rem 0}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}"
    "th,td{text-align:left;padding:.2rem .6rem .2rem 0;vertical-align:top;"
    "border-bottom:1px solid var(--line)}"
    "th,td.n{white-space:nowrap}td{overflow-wrap:break-word}"
    "th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}"
    ".list{margin:.5rem 0}.list "
    "th.n{width:6rem}td.bar{width:45%}code{overflow-wrap:anywhere}"
    ".dim{color:var(--dim)}"
    ".c1,.c2{color:var(--ok)}.c3{color:var(--info)}.c4{color:var(--warn)}"
    ".c5{color:var(--bad)}.c0{color:var(--none)}"
    "svg{display:block;width:100%;background:var(--soft)}"
    "svg.bar{height:.8rem;min-width:4rem}svg.time{height:10rem}"
    "svg.trend{height:3rem}"
    ".heat{margin:.5rem "
    "0}.week{width:65%}svg.week{height:1.2rem;width:100%;stroke-width:10}"
    ".hours{display:grid;grid-template-columns:repeat(4,1fr)}"
    "svg .c1,svg .c2{fill:var(--ok)}svg .c3{fill:var(--info)}"
    "svg .c4{fill:var(--warn)}svg .c5{fill:var(--bad)}"
    "svg .c0{fill:var(--none)}"
    ".e1{stroke:var(--e1)}.e2{stroke:var(--e2)}.e3{stroke:var(--e3)}"
    ".e4{stroke:var(--e4)}.r1{stroke:var(--r1)}.r2{stroke:var(--r2)}"
    ".r3{stroke:var(--r3)}.r4{stroke:var(--r4)}"
    "ul{padding-left:1.2rem}li{margin:.25rem 0}"
    "code{font-family:ui-monospace,monospace;font-size:.9em}"
    "@media(max-width:40rem){.wide{display:none}"
    "th{white-space:normal;overflow-wrap:normal}table{font-size:.8rem}"
    "th,td{padding-right:.4rem}}"
    "@media print{body{max-width:none;padding:0}h2,h3{break-after:avoid}"
    "tr,svg,li{break-inside:avoid}}";

static void put_policy(ls_html *html)
{
    ls_html_put(html, "<meta http-equiv=\"Content-Security-Policy\" "
                      "content=\"default-src 'none'; style-src 'sha256-");
    ls_html_put(html, ls_sha256_of(ls_slice_of(style)).text);
    ls_html_put(html, "'; base-uri 'none'; form-action 'none'\">\n");
}

void ls_html_head(ls_html *html)
{
    const char *title = html->look.title ? html->look.title : "logstat";

    ls_html_put(html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                      "<meta charset=\"utf-8\">\n");
    put_policy(html);
    ls_html_put(html, "<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"generator\" content=\"logstat\">\n"
                      "<title>");
    ls_html_text(html, title);
    ls_html_put(html, "</title>\n<style>");
    ls_html_put(html, style);
    ls_html_put(html, "</style>\n</head>\n<body>\n<main>\n<h1>");
    ls_html_text(html, title);
    ls_html_put(html, "</h1>\n");
}
