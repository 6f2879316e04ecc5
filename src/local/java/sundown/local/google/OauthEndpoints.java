package sundown.local.google;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sundown.local.google.Accounts.Account;
import sundown.local.google.AuthorizationServer.OauthProblem;
import sundown.local.google.AuthorizationServer.Tokens;
import sundown.local.google.Gate.Call;
import sundown.local.http.Markup;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Routes;

/**
 * OAuth 2 over HTTP, at the paths of accounts.google.com and oauth2.googleapis.com.
 *
 * <p>The consent page's form can be sent without a browser: the parameters of the request, an e-mail address as
 * "account", and one "granted" for each scope that the user ticks.
 */
public record OauthEndpoints(AuthorizationServer server, Accounts accounts, Gate gate) {
    /** The labels of Google's boxes. The scopes of the sign-in have none: who goes on gives them. */
    private static final Map<String, String> LABELS = Map.of(
            "https://www.googleapis.com/auth/photoslibrary.appendonly", "Add to your Google Photos library",
            "https://www.googleapis.com/auth/drive.appdata",
                    "See, create, and delete its own configuration data in your Google Drive");

    public void addTo(Routes routes) {
        routes.add("GET", "/o/oauth2/v2/auth", ErrorForm.OAUTH, this::ask);
        routes.add("POST", "/o/oauth2/v2/auth", ErrorForm.OAUTH, this::agree);
        routes.add("POST", "/token", ErrorForm.OAUTH, this::tokens);
        routes.add("POST", "/revoke", ErrorForm.OAUTH, this::revoke);
    }

    private Reply ask(Request request) throws IOException {
        return gate.passOpenly(
                Call.AUTHORIZE,
                Optional::empty,
                () -> telling(() -> {
                    AuthorizationRequest asked = server.check(request.query());
                    return Reply.text(
                            200,
                            "text/html; charset=utf-8",
                            consentPage(request.query(), asked.scopes(), accounts.all()));
                }));
    }

    private Reply agree(Request request) throws IOException {
        Map<String, String> form = request.form();
        return gate.passOpenly(Call.AUTHORIZE, Optional::empty, () -> telling(() -> agree(form)));
    }

    private Reply agree(Map<String, String> form) {
        AuthorizationRequest asked = server.check(form);
        Map<String, String> answer = new LinkedHashMap<>();
        asked.state().ifPresent(state -> answer.put("state", state));
        if (form.containsKey("cancel")) {
            answer.put("error", "access_denied");
            return redirect(asked, answer);
        }
        Account account =
                accounts.find(form.getOrDefault("account", "")).orElseThrow(() -> OauthProblem.missing("account"));
        Set<String> granted = AuthorizationRequest.scopes(form.getOrDefault("granted", ""));
        answer.put("code", server.agree(asked, account, granted));
        answer.put("scope", String.join(" ", granted));
        return redirect(asked, answer);
    }

    private static Reply redirect(AuthorizationRequest asked, Map<String, String> answer) {
        String query = Request.encoded(answer);
        return Reply.redirect(asked.redirectUri() + (asked.redirectUri().contains("?") ? "&" : "?") + query);
    }

    private Reply tokens(Request request) throws IOException {
        Map<String, String> form = request.form();
        return gate.passOpenly(
                Call.TOKEN,
                () -> server.accountOf(form),
                () -> telling(() -> Reply.json(200, json(server.tokens(form))).with("Cache-Control", "no-store")));
    }

    private static Map<String, Object> json(Tokens tokens) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("access_token", tokens.accessToken());
        json.put("expires_in", tokens.expiresInSeconds());
        tokens.refreshToken().ifPresent(token -> json.put("refresh_token", token));
        json.put("scope", tokens.scope());
        json.put("token_type", "Bearer");
        tokens.idToken().ifPresent(token -> json.put("id_token", token));
        return json;
    }

    private Reply revoke(Request request) throws IOException {
        Map<String, String> parameters = request.form();
        parameters.putAll(request.query());
        return gate.passOpenly(
                Call.REVOKE,
                Optional::empty,
                () -> telling(() -> {
                    server.revokeToken(parameters.getOrDefault("token", ""));
                    return Reply.json(200, Map.of());
                }));
    }

    private static Reply telling(Supplier<Reply> endpoint) {
        try {
            return endpoint.get();
        } catch (OauthProblem problem) {
            return Reply.json(
                    problem.httpStatus(), Map.of("error", problem.error(), "error_description", problem.getMessage()));
        }
    }

    /**
     * The page on which a user ticks what they allow, and picks an account. As on Google's, each box begins unticked.
     */
    private static String consentPage(Map<String, String> parameters, Set<String> scopes, List<Account> accounts) {
        return Markup.page("Choose an account", """
            <p>to continue to <b>%s</b></p>
            <form method="post">
            %s
            <fieldset><legend>Select what it can access</legend>
            <p><label><input type="checkbox" onchange="%s"> Select all</label></p>
            %s
            </fieldset>
            %s
            <p><button name="cancel" value="true">Cancel</button></p>
            </form>
            """.formatted(
                        Markup.escaped(parameters.get("client_id")),
                        Markup.hiddenFields(parameters),
                        "for (const box of this.form.querySelectorAll('[name=granted]')) box.checked = this.checked",
                        scopes.stream().map(OauthEndpoints::box).collect(Collectors.joining("\n")),
                        accounts.stream().map(OauthEndpoints::button).collect(Collectors.joining("\n"))));
    }

    private static String box(String scope) {
        String label = LABELS.get(scope);
        return label == null
                ? Markup.hiddenFields(Map.of("granted", scope))
                : "<p><label><input type=\"checkbox\" name=\"granted\" value=\"%s\"> %s</label></p>"
                        .formatted(Markup.escaped(scope), Markup.escaped(label));
    }

    private static String button(Account account) {
        return "<p><button name=\"account\" value=\"%s\">%s (%s)</button></p>"
                .formatted(
                        Markup.escaped(account.email()),
                        Markup.escaped(account.displayName()),
                        Markup.escaped(account.email()));
    }
}
