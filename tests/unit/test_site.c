/* SPDX-License-Identifier: MIT */
/* Sites by the paths of their logs: a row for each layout. */

#include "test.h"

#include "tally/site.h"

static const struct {
    const char *path;
    const char *site;
} rows[] = {
    /* H-Sphere: the transfer log, before 2.5 and after */
    { "/hsphere/local/home/jo/logs/example.org/example.org", "example.org" },
    { "/home/jo/logs/example.org/example.org.1", "example.org" },
    { "/home/jo/logs/example.org/example.org.2.gz", "example.org" },
    { "logs/sample.com/sample.com.1125702004.gz", "sample.com" },
    { "example.org", "example.org" },
    /* cPanel */
    { "/usr/local/apache/domlogs/example.org", "example.org" },
    { "/etc/apache2/logs/domlogs/jo/example.org-ssl_log", "example.org" },
    { "/home/jo/access-logs/shop.example.co.uk-ssl_log", "shop.example.co.uk" },
    { "/home/jo/logs/example.org-ssl_log-Nov-2026.gz", "example.org" },
    { "/home/jo/logs/example.org-Nov-2026.gz", "example.org" },
    /* Plesk */
    { "/var/www/vhosts/system/example.org/logs/access_log", "example.org" },
    { "/var/www/vhosts/system/example.org/logs/access_ssl_log.processed.1.gz",
      "example.org" },
    { "/var/www/vhosts/system/example.org/logs/proxy_access_ssl_log",
      "example.org" },
    { "/var/www/vhosts/example.org/statistics/logs/access_log.1",
      "example.org" },
    /* Virtualmin */
    { "/var/log/virtualmin/example.org_access_log", "example.org" },
    { "/var/log/virtualmin/example.org_access_log-20261126.gz", "example.org" },
    { "/home/jo/domains/sub.example.org/logs/access_log", "sub.example.org" },
    { "/home/jo/logs/access_log", "jo" },
    { "/home/jo/logs/access_log.2.gz", "jo" },
    { "home/jo/logs/access_log-20261126", "jo" },
    /* Debian and kin */
    { "/var/log/apache2/example.org-access.log", "example.org" },
    { "/var/log/apache2/example.org-access.log.2.gz", "example.org" },
    { "/var/log/nginx/example.org.access.log", "example.org" },
    { "/var/log/nginx/example.org_access.log-20261126", "example.org" },
    { "/var/log/nginx/example.org.log", "example.org" },
    { "/var/log/httpd/example.org-access_log", "example.org" },
    { "xn--bcher-kva.example.log.old", "xn--bcher-kva.example" },
    /* A date before the kind, as of cronolog and rotatelogs; other kinds */
    { "/var/log/httpd/example.org-20261126.log", "example.org" },
    { "/var/log/httpd/example.org-access.2026-11-26.log", "example.org" },
    { "/var/log/nginx/example.org.log-20261126.gz.1", "example.org" },
    { "/var/log/nginx/example.org.log.1.Z", "example.org" },
    { "/srv/www.example.org/logs/access.2026-11-26.log", "www.example.org" },
    { "/srv/example.org/localhost_access_log.2026-11-26.txt", "example.org" },
    { "/var/log/caddy/example.org.json", "example.org" },
    { "xn--fsqu00a.xn--fiqs8s-access.log", "xn--fsqu00a.xn--fiqs8s" },
    /* Those of no site */
    { "/var/log/apache2/access.log", "" },
    { "/var/log/apache2/other_vhosts_access.log.1", "" },
    { "/var/log/apache2/ssl_access.log", "" },
    { "/var/log/nginx/error.log", "" },
    { "/var/log/httpd/access_log-20261126.gz", "" },
    { "192.0.2.1-access.log", "" },
    { "/home/jo/logs/error_log", "" },
    { "/home/jo/mail/access_log", "" },
    { "/home//logs/access_log", "" },
    { "/srv/jo/logs/access_log", "" },
    { "jo/logs/access_log", "" },
    { "logs/access_log", "" },
    { "access.2026-11-26.txt", "" },
    { "access.json", "" },
    { "logs/access.csv.gz", "" },
    { "E2EXAMPLE.2026-11-26-10.a1b2c3d4.gz", "" },
    { "/opt/apache-tomcat-9.0.5/logs/access_log.2026-11-26", "" },
    { "W3SVC1/u_ex261126.log", "" },
    { "/example.org/a/b/c/access.log", "" }, /* too far up */
    { "..log", "" },
    { ".org", "" },
    { "a..org", "" },
    { "-.org", "" },
    { "a.o", "" },
    { "example.org.", "" },
    { "exam ple.org", "" },
    { "\xff.org", "" },
    { "/", "" },
    { "", "" },
    { "-", "" },
};

static void site__of_each_layout(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(rows); i++) {
        ls_slice site = ls_site_of(ls_slice_of(rows[i].path));

        if (!ls_slice_equal(site, ls_slice_of(rows[i].site)))
            fail_msg("%s: '%.*s'", rows[i].path, (int)site.len, site.ptr);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(site__of_each_layout),
    };

    return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
