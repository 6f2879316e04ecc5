package sundown.local.demo;

import java.net.URI;

/** What a person can try against a cloud that is up: lines for the shell. */
final class Instructions {
    private final URI api;
    private final URI signIn;
    private final LocalUser user;

    Instructions(URI api, URI signIn, LocalUser user) {
        this.api = api;
        this.signIn = signIn;
        this.user = user;
    }

    /** All that can be done before a transfer has started. */
    String beforeTheStart(URI consent) {
        return """
                Sundown's API is at %1$s; Ctrl-C ends all of it.

                An access token of the user %3$s:
                  TOKEN=$(curl -s -X POST '%2$s/local/token?user=%3$s' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                The notice of his region, and where he stands:
                  curl -s '%1$s/notice?region=%4$s'
                  curl -s -H "Authorization: Bearer $TOKEN" %1$s/me
                His consent, in a browser (what to do then is printed here):
                  %5$s
                His archives: ask for them, see how far they are, and when they are ready the password and a link to each; say that
                the first has arrived; end them:
                  curl -s -H "Authorization: Bearer $TOKEN" -X POST %1$s/archives
                  curl -s -H "Authorization: Bearer $TOKEN" %1$s/archives/current
                  curl -s -H "Authorization: Bearer $TOKEN" -X POST %1$s/archives/current/volumes/1/downloaded
                  curl -s -H "Authorization: Bearer $TOKEN" -X DELETE %1$s/archives/current
                Once the transfer has started:
                  curl -s -H "Authorization: Bearer $TOKEN" %1$s/transfers/current/failures
                  curl -s -H "Authorization: Bearer $TOKEN" -X DELETE %1$s/transfers/current
                  curl -s -H "Authorization: Bearer $TOKEN" -X POST %1$s/transfers/current/resume
                The clock, by which all of this goes: look at it, and move it on (or set it, with "time"); a token lasts an hour:
                  curl -s %1$s/local/clock
                  curl -s -d '{"forward": "P30D"}' %1$s/local/clock""".formatted(api, signIn, user.userId(), user.region(), consent);
    }

    /** The consent without a browser, which the stand-in alone allows. */
    String consentWithoutBrowser(ConsentRequest request, StandInUser googleUser) {
        return """
                Or the consent without a browser:
                  curl -s -L -d '%s' %s""".formatted(ConsentRequest.encoded(googleUser.form(request)), request.page());
    }

    /** How to start the transfer with a code. */
    String start(AuthorizationCode code) {
        return """
                The user agreed. Start the transfer within some minutes:
                  curl -s -X POST %s/transfers -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '%s'""".formatted(api, App.startBody(code));
    }
}
