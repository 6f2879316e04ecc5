package sundown.local.demo;

import java.net.URI;
import sundown.local.demo.app.App;
import sundown.local.demo.app.ConsentRequest;
import sundown.local.demo.app.ConsentRequest.AuthorizationCode;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.http.Request;

/** Prints what a person can try against a running cloud, as lines for the shell. */
record Instructions(URI api, URI signIn, LocalUser user) {
    String beforeTheStart(URI consent) {
        return """
                %3$s
                The consent of Google's user, in a browser (what to do next is printed here):
                  %2$s
                Archives: request them; see their progress, and when they are ready the password and the links; confirm that the
                first has arrived; delete them:
                  curl -s -H "Authorization: Bearer $TOKEN" -X POST %1$s/archives
                  curl -s -H "Authorization: Bearer $TOKEN" %1$s/archives/current
                  curl -s -H "Authorization: Bearer $TOKEN" -X POST %1$s/archives/current/volumes/1/downloaded
                  curl -s -H "Authorization: Bearer $TOKEN" -X DELETE %1$s/archives/current
                Once the transfer has started:
                  curl -s -H "Authorization: Bearer $TOKEN" '%1$s/transfers/current/items?state=failed'
                  curl -s -H "Authorization: Bearer $TOKEN" -H "Accept: text/csv" %1$s/transfers/current/items
                  curl -s -H "Authorization: Bearer $TOKEN" -X DELETE %1$s/transfers/current
                  curl -s -H "Authorization: Bearer $TOKEN" -X POST %1$s/transfers/current/resume
                %4$s""".formatted(api, consent, opening(), clock());
    }

    String afterTheEnd(URI staffSignIn) {
        return String.join("\n", opening(), clock(), forOperators(staffSignIn));
    }

    private String opening() {
        return """
                Sundown's API is at %1$s; Ctrl-C stops everything.

                An access token of the user %3$s:
                  TOKEN=$(curl -s -X POST '%2$s/local/token?user=%3$s' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                The notice of the user's region, and the user's status:
                  curl -s '%1$s/notice?region=%4$s'
                  curl -s -H "Authorization: Bearer $TOKEN" %1$s/me""".formatted(api, signIn, user.userId(), user.region());
    }

    private String clock() {
        return """
                The clock of this cloud: show it, and move it forward (or set it, with "time"); a token lasts one hour:
                  curl -s %1$s/local/clock
                  curl -s -d '{"forward": "P30D"}' %1$s/local/clock""".formatted(api);
    }

    String forOperators(URI staffSignIn) {
        return """
                A token of an operator: ada plans purges, grace and linus approve them, mary does the rest, guest reads (docs/operators.md):
                  OPERATOR=$(curl -s -X POST '%3$s/local/token?user=ada' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                How the group's end stands, what went back, a report (docs/runbook/README.md):
                  curl -s -H "Authorization: Bearer $OPERATOR" -d '{"group": "%2$s"}' %1$s/operators/get-purge
                  curl -s -H "Authorization: Bearer $OPERATOR" -d '{"state": "SUCCEEDED", "group": "%2$s"}' %1$s/operators/list-refunds
                  curl -s -H "Authorization: Bearer $OPERATOR" -d '{}' %1$s/operators/report-progress
                A document of the audit bucket, for example the figures of the latest report, once there is one; the console shows them:
                  curl -s -H "Authorization: Bearer $OPERATOR" -d '{"key": "progress/latest.json"}' %1$s/operators/get-document""".formatted(api, user.group(), staffSignIn);
    }

    /** The consent without a browser, which only the stand-in allows. */
    String consentWithoutBrowser(ConsentRequest request, StandInUser googleUser) {
        return """
                Or the consent without a browser:
                  curl -s -L -d '%s' %s""".formatted(Request.encoded(googleUser.form(request)), request.page());
    }

    String start(AuthorizationCode code) {
        return """
                The user agreed. Start the transfer within some minutes:
                  curl -s -X POST %s/transfers -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '%s'""".formatted(api, App.startBody(code));
    }
}
